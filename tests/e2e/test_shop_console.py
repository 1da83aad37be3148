"""`shop`: one till leads, another joins on the console, and takes over what the first one writes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from core.server.sandbox.embedded import EmbeddedService
from tests.e2e.conftest import TOKEN
from tests.e2e.console_till import RunCommand, run_with

_PIN = "482913"


@pytest.fixture
def at(
    service: EmbeddedService, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Callable[[str], RunCommand]:
    """Return the console of the till in a folder, each as on a machine of its own; `first` is connected, with Mia."""
    for name in ("COUNTERFOIL_TOKEN", "COUNTERFOIL_API_URL", "COUNTERFOIL_INVITATION_PASSWORD"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("COUNTERFOIL_PIN", _PIN)
    monkeypatch.setenv("COUNTERFOIL_NEW_PIN", _PIN)
    monkeypatch.setenv("COUNTERFOIL_TILL_FILE", "")
    (tmp_path / "token").write_text(TOKEN)
    (tmp_path / "token").chmod(0o600)

    def console_of(name: str) -> RunCommand:
        monkeypatch.setenv("COUNTERFOIL_STATE_DIR", str(tmp_path / f"state-{name}"))
        return run_with(capsys, "--data-dir", str(tmp_path / name), "--clerk", "Mia")

    first = console_of("first")
    assert first("connect", "--api-url", service.url, "--token-file", str(tmp_path / "token"))[0] == 0
    assert first("staff", "add", "Mia", "--role", "manager")[0] == 0
    return console_of


def test_a_till_joins_by_a_code_and_takes_over_what_is_written(
    at: Callable[[str], RunCommand], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    invitation, file = tmp_path / "till-2.invitation", tmp_path / "counterfoil.shop"
    first = at("first")
    assert first("shop", "show")[1][0]["role"] == "alone"
    assert first("shop", "invite", str(invitation), "--code")[1][0]["code"] == "shop.alone"
    assert first("shop", "begin")[1][0]["role"] == "leads"
    assert first("shop", "begin")[1][0]["code"] == "shop.begun"
    assert first("shop", "invite", str(invitation))[1][0]["code"] == "shop.password_missing"
    (invited,) = first("shop", "invite", str(invitation), "--code")[1]
    assert (invited["code"], invited["with_token"]) == ("shop.invited", True)
    assert first("settings", "set", "shop.name", "Quay Books")[0] == 0
    assert first("shop", "export", str(file))[1][0]["till"] == "Till 1"

    monkeypatch.setenv("COUNTERFOIL_INVITATION_PASSWORD", "not the password")
    second = at("second")
    assert second("shop", "join", str(invitation))[:2][0] == 2
    assert not list((tmp_path / "second").glob("*.db"))
    monkeypatch.setenv("COUNTERFOIL_INVITATION_PASSWORD", invited["opened_by"])
    status, (joined,), _ = second("shop", "join", str(invitation), "--name", "Till 2")
    assert (status, joined["shop"], joined["erased"]) == (0, invited["shop"], True)
    assert not invitation.exists()

    status, (dry,), _ = second("shop", "import", "--dry-run", str(file))
    assert (status, dry["code"]) == (0, "shop.sound")
    assert dry["changes"] == [
        {"kind": "setting", "name": "shop.name", "before": "", "after": "Quay Books", "new_pin": False}
    ]
    assert second("settings", "get", "shop.name")[1][0]["value"] == ""
    assert second("shop", "import", str(file))[1][0]["code"] == "shop.taken"
    assert second("settings", "get", "shop.name")[1][0]["value"] == "Quay Books"
    assert second("settings", "get", "till.name")[1][0]["value"] == "Till 2"
    (shown,) = second("shop", "show")[1]
    assert (shown["role"], shown["shop"], shown["made_by"]) == ("takes", invited["shop"], "Till 1")
    assert second("shop", "export", str(file))[1][0]["code"] == "shop.not_leading"


def test_a_sync_takes_a_newer_file_from_the_folder(
    at: Callable[[str], RunCommand], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "shared"
    folder.mkdir()
    (tmp_path / "password").write_text("a long password\n")
    password = ("--password-file", str(tmp_path / "password"))
    first = at("first")
    first("shop", "begin")
    first("shop", "invite", str(tmp_path / "x.invitation"), *password)
    second = at("second")
    assert second("shop", "join", str(tmp_path / "x.invitation"), *password)[0] == 0
    assert second("settings", "set", "shop.folder", str(folder))[0] == 0
    first = at("first")
    assert first("settings", "set", "shop.folder", str(folder))[0] == 0
    assert first("settings", "set", "shop.name", "Quay Books")[0] == 0
    assert first("shop", "export")[0] == 0
    assert first("journal", "export", str(folder))[1][0]["entries"] > 5
    second = at("second")
    status, (own, *_, answer), _ = second("journal", "merge", str(folder))
    assert (status, own["whole"], answer["tills"], answer["claims"]) == (0, True, 2, 0)
    assert second("sync")[0] == 0
    assert second("settings", "get", "shop.name")[1][0]["value"] == "Quay Books"
