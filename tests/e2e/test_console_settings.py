"""`settings import` and `export`: one till's settings go to another, all of a file or nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.server.sandbox.embedded import EmbeddedService
from tests.e2e.console_till import RunCommand, run_with, till

__all__ = ["till"]

SHOP = """\
currency = "USD"
[shop]
name = "Quay Books"
[offline]
per_sale = 7.50
per_till = "80"
[window]
language = "de"
[receipt]
drawer = true
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "shop.toml"
    path.write_text(SHOP, encoding="utf-8")
    return path


def test_a_file_counts_as_a_whole(till: RunCommand, file: Path, data_dir: Path) -> None:
    assert till("settings", "import", "--dry-run", str(file))[1][0]["code"] == "settings_file.sound"
    assert till("settings", "get", "shop.name")[1][0]["value"] == ""
    status, (answer,), _ = till("settings", "import", str(file))
    assert (status, answer["code"], answer["count"]) == (0, "settings_file.imported", 6)
    assert answer["settings"]["offline.per_till"] == "80.00"
    assert till("settings", "get", "offline.per_sale")[1][0]["value"] == "7.50"
    assert till("settings", "get", "receipt.drawer")[1][0]["value"] == "on"
    assert (data_dir / "language").read_text("utf-8") == "de\n"


def test_a_file_with_problems_changes_nothing_and_names_each_with_its_line(till: RunCommand, file: Path) -> None:
    file.write_text(
        SHOP.replace("drawer = true", 'drawer = "perhaps"\npaint = 1').replace("7.50", "[7]"), encoding="utf-8"
    )
    status, (answer,), told = till("settings", "import", str(file))
    assert (status, answer["code"]) == (2, "settings_file.problems")
    assert [(each["line"], each["code"]) for each in answer["problems"]] == [
        (5, "settings_file.shape"),
        (10, "setting.choice"),
        (11, "start.setting_unknown"),
    ]
    assert "nothing of it counts" in told
    assert till("settings", "get", "shop.name")[1][0]["value"] == ""


@pytest.mark.parametrize("content", [b"", b"# nothing\n", b"\xff\xfe", None])
def test_a_file_without_settings_is_told(till: RunCommand, file: Path, content: bytes | None) -> None:
    if content is None:
        file.unlink()
    else:
        file.write_bytes(content)
    status, (answer,), _ = till("settings", "import", str(file))
    assert (status, answer["code"]) in {(2, "settings_file.problems"), (2, "settings_file.unreadable")}


def test_a_currency_that_the_service_does_not_make_keeps_the_rest_out_too(till: RunCommand, file: Path) -> None:
    file.write_text(SHOP.replace('"USD"', '"XXQ"'), encoding="utf-8")
    assert till("settings", "import", str(file))[0] == 2
    assert till("settings", "get", "shop.name")[1][0]["value"] == ""


def test_settings_of_one_till_go_to_another(
    till: RunCommand, file: Path, service: EmbeddedService, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert till("settings", "import", str(file))[0] == 0
    assert till("settings", "set", "till.name", "Till 1")[0] == 0
    copy = tmp_path / "copy.toml"
    status, (answer,), _ = till("settings", "export", str(copy))
    assert (status, answer["code"], copy.stat().st_mode & 0o077) == (0, "done", 0)
    other = run_with(capsys, "--data-dir", str(tmp_path / "other"), "--api-url", service.url)
    assert other("settings", "import", str(copy))[0] == 0
    assert other("settings", "set", "till.name", "Till 2")[0] == 0
    assert other("settings", "list")[1] == [
        row | ({"value": "Till 2"} if row["key"] == "till.name" else {}) for row in till("settings", "list")[1]
    ]


def test_where_there_are_people_a_manager_imports_and_the_journal_names_them(
    till: RunCommand, file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, role, pin in (("Mia", "manager", "482913"), ("Cleo", "clerk", "7294")):
        monkeypatch.setenv("COUNTERFOIL_NEW_PIN", pin)
        monkeypatch.setenv("COUNTERFOIL_PIN", "482913")
        assert till("--clerk", "Mia", "staff", "add", name, "--role", role)[0] == 0
    assert till("settings", "import", str(file))[1][0]["code"] == "staff.sign_in"
    monkeypatch.setenv("COUNTERFOIL_PIN", "7294")
    status, (refused,), _ = till("--clerk", "Cleo", "settings", "import", str(file))
    assert (status, refused["code"]) == (4, "staff.manager")
    assert "shop.name = Quay Books" in refused["approval"]["detail"]
    assert till("settings", "get", "offline.per_sale")[1][0]["value"] == "50.00"
    monkeypatch.setenv("COUNTERFOIL_PIN", "482913")
    assert till("--clerk", "Mia", "settings", "import", str(file))[0] == 0
    journal = tmp_path / "journal.jsonl"
    assert till("--clerk", "Mia", "journal", "export", str(journal))[0] == 0
    entries = [line for line in journal.read_text("ascii").splitlines() if '"offline.per_sale"' in line]
    assert [("Mia" in line, "shop.toml" in line) for line in entries] == [(True, True)]
