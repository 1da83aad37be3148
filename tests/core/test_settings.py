"""Settings: command line before environment before what the folder remembers; one sentence for what cannot be used."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

import pytest

from core.errors import CannotStart
from core.settings import QUARANTINE_S, Settings, kept_token, remember_url, resolve

URL = "https://shop.example/api/external"


def given(folder: Path, **options: object) -> Namespace:
    return Namespace(data_dir=str(folder), **options)


def test_without_an_address_the_sandbox_is_used_and_its_cards_kept_apart(data_dir: Path) -> None:
    settings = resolve(given(data_dir), {})
    assert settings.sandbox
    assert settings.quarantine_s == QUARANTINE_S
    real = Settings(data_dir, URL, "t")
    assert settings.database_path != real.database_path


def test_the_command_line_goes_before_the_environment(data_dir: Path, tmp_path: Path) -> None:
    environment = {
        "COUNTERFOIL_DATA_DIR": str(tmp_path / "x"),
        "COUNTERFOIL_API_URL": "https://y",
        "COUNTERFOIL_TOKEN": "t",
    }
    settings = resolve(given(data_dir, api_url=URL), environment)
    assert (settings.data_dir, settings.api_url) == (data_dir, URL)
    assert resolve(Namespace(), environment).data_dir == tmp_path / "x"


def test_a_folder_that_worked_with_a_service_never_falls_back_to_the_sandbox(data_dir: Path) -> None:
    remember_url(resolve(given(data_dir, api_url=URL), {"COUNTERFOIL_TOKEN": "t"}))
    assert resolve(given(data_dir), {"COUNTERFOIL_TOKEN": "t"}).api_url == URL
    assert (resolve(given(data_dir), {}).api_url, resolve(given(data_dir), {}).token) == (URL, None)
    assert [path.name for path in data_dir.iterdir()] == ["service-url"]


def test_the_token_comes_from_a_file_and_is_never_shown(data_dir: Path, tmp_path: Path) -> None:
    path = tmp_path / "token"
    path.write_text("secret-1\n", encoding="utf-8")
    settings = resolve(given(data_dir, api_url=URL, token_file=str(path)), {"COUNTERFOIL_TOKEN": "other"})
    assert settings.token == "secret-1"
    assert "secret" not in repr(settings)


@pytest.mark.parametrize("content", [None, b"\xff\xfe\x00"])
def test_an_unreadable_token_file_is_one_sentence(data_dir: Path, tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "token"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(CannotStart) as failed:
        resolve(given(data_dir, api_url=URL, token_file=str(path)), {})
    assert failed.value.key == "start.token_file"
    assert str(path) in failed.value.sentence


@pytest.mark.parametrize("text", ["soon", "-1", "nan", "3601", "inf"])
def test_a_quarantine_that_is_no_time_is_refused(data_dir: Path, text: str) -> None:
    with pytest.raises(CannotStart) as failed:
        resolve(given(data_dir), {"COUNTERFOIL_QUARANTINE_S": text})
    assert failed.value.key == "start.setting"


def test_a_folder_that_is_a_file_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "till").write_text("x", encoding="utf-8")
    with pytest.raises(CannotStart) as failed:
        resolve(given(tmp_path / "till"), {})
    assert failed.value.key == "start.folder"


def test_an_address_that_cannot_be_kept_is_one_sentence(data_dir: Path) -> None:
    settings = resolve(given(data_dir, api_url=URL), {"COUNTERFOIL_TOKEN": "t"})
    (data_dir / "service-url.new").mkdir()
    with pytest.raises(CannotStart) as failed:
        remember_url(settings)
    assert failed.value.key == "start.folder"


def test_a_kept_token_is_made_once_and_private(tmp_path: Path) -> None:
    path = tmp_path / "service-token"
    token = kept_token(path)
    assert len(token) >= 40
    assert kept_token(path) == token
    assert path.stat().st_mode & 0o077 == 0


def test_an_empty_kept_token_opens_no_service(tmp_path: Path) -> None:
    path = tmp_path / "service-token"
    path.write_text("\n", encoding="utf-8")
    with pytest.raises(CannotStart) as failed:
        kept_token(path)
    assert failed.value.key == "start.token_file"
