"""The service's token, the codes of twenty cards, the PINs and the till's keys are in no file that a day leaves (S1).

They are looked for in every form in which a file could have them. What is sealed has none of them: a card's code until
it was handed over, the token, and the backup.
"""

from __future__ import annotations

import base64
from collections.abc import Iterator
from pathlib import Path

import pytest

from core.bootstrap import Core, open_core
from core.domain.code import draw, grouped
from core.domain.command import Issue, Redeem, TopUp
from core.domain.staff import Role
from core.ground import enrol
from core.security.vault import open_vault
from core.server.sandbox.embedded import EmbeddedService
from core.settings import Settings
from tests.builders import HastyClock
from tests.e2e.conftest import TOKEN
from tests.e2e.console_till import run_with

MANAGER, CLERK = ("Mia", "482913"), ("Cleo", "719428")
PASSWORD = "a backup needs a long password"
KEY_FILE = "till.key"
ONLINE, OFFLINE = 14, 6

EXPORTS = (
    ("history", "--csv", "OUT/history.csv", "--xlsx", "OUT/history.xlsx"),
    ("report", "liability", "--csv", "OUT/liability.csv", "--xlsx", "OUT/liability.xlsx"),
    ("report", "activity", "--by", "reason", "--csv", "OUT/activity.csv"),
    ("report", "exceptions", "--csv", "OUT/exceptions.csv"),
    ("report", "cards", "--csv", "OUT/cards.csv"),
    ("journal", "export", "OUT/journal.jsonl"),
    ("settings", "export", "OUT/settings.toml"),
    ("diagnostics", "OUT/help.zip"),
    ("backup", "OUT/till.backup"),
    ("doctor",),
    ("outbox", "list"),
    ("search",),
)
"""What a shop writes into files and shows on the console, none of which is made to show a code."""

pytestmark = pytest.mark.slow


def forms_of(secret: str) -> Iterator[bytes]:
    """Yield a text as a program may write it."""
    groups = [secret[at : at + 4] for at in range(0, len(secret), 4)]
    for text in {secret, secret.upper(), secret.lower(), " ".join(groups), "-".join(groups)}:
        yield text.encode()
        yield text.encode("utf-16-le")
    yield from forms_of_bytes(secret.encode())


def forms_of_bytes(secret: bytes) -> Iterator[bytes]:
    """Yield bytes as hex, and as base64 wherever they begin in what is encoded."""
    yield secret.hex().encode()
    yield secret.hex().upper().encode()
    for before in range(3):
        whole = base64.b64encode(bytes(before) + secret).rstrip(b"=")
        shared = (len(secret) + before) % 3 > 0  # the last sign has bits of what follows
        yield whole[before + (before > 0) : len(whole) - shared]


def found(secrets: dict[str, list[bytes]], folder: Path) -> list[tuple[str, str]]:
    """Return which secret is in which file."""
    hits = []
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        content = path.read_bytes()
        hits += [(what, path.name) for what, forms in secrets.items() if any(form in content for form in forms)]
    return hits


def a_day(folder: Path, url: str) -> list[str]:
    """Sell twenty cards and use them, online and without a connection, with a lost answer and a crash; their codes."""
    codes = [draw() for _ in range(ONLINE + OFFLINE)]
    core = open_core(Settings(folder, url, TOKEN, quarantine_s=0.0), "canaries", HastyClock())
    try:
        core.staff.put(MANAGER[0], Role.MANAGER, MANAGER[1])
        core.staff.sign_in(*MANAGER)
        core.preferences.set("offline.per_till", "9999.00")
        core.staff.put(CLERK[0], Role.CLERK, CLERK[1])
        for number, code in enumerate(codes):
            core.connection.switch(number >= ONLINE)
            _sell_and_use(core, code)
        core.connection.switch(False)
        core.replay.round()
    finally:
        core.close()
    return codes


def _sell_and_use(core: Core, code: str) -> None:
    sold = core.replay.run(core.desk.submit(Issue(4_000, "USD", code=code)).operation_id)
    for text in (code, grouped(code), f"{code[:-1]}x", f"GC1.XXXX.{code}.{code}"):
        core.lookup.find(text)
    core.replay.run(core.desk.submit(Redeem(sold.card_id, 500, reason=f"typed by mistake: {code}")).operation_id)
    core.replay.run(core.desk.submit(TopUp(sold.card_id, 300, reason="birthday")).operation_id)


@pytest.fixture
def codes(service: EmbeddedService, data_dir: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    monkeypatch.setenv("TMPDIR", str(data_dir / "temporary"))
    (data_dir / "temporary").mkdir(parents=True)
    enrol(data_dir, service.url, TOKEN)
    return a_day(data_dir, service.url)


@pytest.fixture
def secrets(codes: list[str], data_dir: Path) -> dict[str, list[bytes]]:
    """All that is looked for, by what it is."""
    vault = open_vault(data_dir, make=False)
    keys = {"the key file": (data_dir / KEY_FILE).read_bytes(), "the QR key": vault.qr_key}
    keys |= {"the journal's key": vault.journal_key, "the pepper": vault.pin_pepper, "the seal": vault.service_key}
    texts = {"the token": TOKEN, "a manager's PIN": MANAGER[1], "a clerk's PIN": CLERK[1]}
    texts |= {f"code {number}": code for number, code in enumerate(codes)}
    found = {what: list(forms_of(text)) for what, text in texts.items()}
    return found | {what: [*forms_of_bytes(key), key] for what, key in keys.items()}


def test_no_secret_is_in_any_file(
    secrets: dict[str, list[bytes]], data_dir: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setenv("COUNTERFOIL_PIN", MANAGER[1])
    monkeypatch.setenv("COUNTERFOIL_BACKUP_PASSWORD", PASSWORD)
    out = tmp_path / "out"
    out.mkdir()
    run = run_with(capsys, "--data-dir", str(data_dir), "--clerk", MANAGER[0])
    said = []
    for words in EXPORTS:
        status, answers, told = run(*(word.replace("OUT", str(out)) for word in words))
        assert status in {0, 5}, (words, answers, told)
        said.append(f"{answers}{told}")
    (out / "said.txt").write_text("\n".join(said), encoding="utf-8")
    written = {path.name for path in (*out.iterdir(), *data_dir.rglob("*"))}
    assert {"history.csv", "history.xlsx", "journal.jsonl", "help.zip", "till.backup", "counterfoil.log"} <= written
    assert found(secrets, out) == []
    assert found(secrets, data_dir) == [("the key file", KEY_FILE)]


def test_what_is_looked_for_is_found_where_it_is(secrets: dict[str, list[bytes]], tmp_path: Path) -> None:
    """The test above could not fail if it looked for the wrong forms."""
    place = tmp_path / "planted"
    place.mkdir()
    for before in range(3):
        for name, content in (
            ("plain", f"{'x' * before}{TOKEN} and {CLERK[1]}".encode()),
            ("wide", f"{TOKEN} {CLERK[1]}".encode("utf-16-le")),
            ("base64", base64.b64encode(b"x" * before + TOKEN.encode() + b"and")),
            ("hex", (b"x" * before + TOKEN.encode()).hex().encode()),
        ):
            (place / f"{name}{before}").write_bytes(content)
    hits = found(secrets, place)
    assert {name for what, name in hits if what == "the token"} == {path.name for path in place.iterdir()}
    assert {name[:-1] for what, name in hits if what == "a clerk's PIN"} == {"plain", "wide"}
