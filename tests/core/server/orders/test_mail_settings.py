"""The file of the mail server: what it may say, and that nobody else may read it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from core.errors import CannotStart
from core.server.orders.mail_settings import MailSettings, read_mail_file

GOOD = 'host = "mail.example"\nsender = "Harbour Books <cards@harbour.example>"\nuser = "cards"\npassword = "secret"\n'


def kept(folder: Path, content: str) -> str:
    path = folder / "mail.toml"
    path.write_text(content, "utf-8")
    path.chmod(0o600)
    return str(path)


def test_what_is_left_out_is_safe(tmp_path: Path) -> None:
    read = read_mail_file(kept(tmp_path, GOOD))
    assert (read.security, read.port, read.domain) == ("starttls", 587, "harbour.example")
    assert read_mail_file(kept(tmp_path, GOOD + 'security = "tls"\n')).port == 465
    assert "secret" not in repr(read)
    local = 'host = "127.0.0.1"\nsender = "a@b.cd"\nsecurity = "none"\nport = 2525\n'
    assert read_mail_file(kept(tmp_path, local)) == MailSettings("127.0.0.1", 2525, "none", "a@b.cd")


@pytest.mark.parametrize(
    "content",
    [
        "",
        "host = ",
        GOOD.replace('host = "mail.example"', ""),
        GOOD.replace('host = "mail.example"', "host = 5"),
        GOOD + "port = 0\n",
        GOOD + 'port = "25"\n',
        GOOD + 'security = "off"\n',
        GOOD + 'security = "none"\n',
        GOOD + 'reply_to = "nobody"\n',
        GOOD + 'colour = "blue"\n',
        GOOD + 'authority = "missing.pem"\n',
        GOOD.replace('password = "secret"\n', ""),
    ],
)
def test_what_cannot_be_meant_stops_the_start(tmp_path: Path, content: str) -> None:
    with pytest.raises(CannotStart) as refused:
        read_mail_file(kept(tmp_path, content))
    assert refused.value.values["key"] == "--mail"
    assert "secret" not in str(refused.value)


@pytest.mark.skipif(os.name == "nt", reason="Windows has other rights")
def test_a_file_that_others_may_read_is_refused(tmp_path: Path) -> None:
    path = Path(kept(tmp_path, GOOD))
    path.chmod(0o640)
    with pytest.raises(CannotStart):
        read_mail_file(str(path))
