"""A till that is a client of its service: bearers that end in the middle of its work, and keys that may not do all."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import text

from core.bootstrap import Core, open_core
from core.console.arguments import parse
from core.console.execute import execute
from core.domain.command import Command, Disable, Issue, Redeem, Replace, Update
from core.domain.credentials import client_text
from core.domain.outcome import Confirmed
from core.domain.staff import Role
from core.errors import BadInput, KnownError, RuleRefused, ServiceFailed
from core.ground import enrol
from core.remote.trial import prove_owner, try_service
from core.sentences import sentence
from core.server.contract.scopes import ALL_SCOPES, SCOPES
from core.server.data.api_keys import ApiKeyStore, NewKey
from core.server.sandbox.embedded import EmbeddedService
from core.server.sandbox.faults import Endpoint
from core.settings import Settings
from tests.builders import HastyClock
from tests.e2e.conftest import TOKEN, SteppingClock
from tests.e2e.counter_actions import act, on_server, redeem, sell, settle_down

TOKENS = "/api/external/oauth/token"
OpenAs = Callable[..., Core]


def key(service: EmbeddedService, name: str = "till 7", scopes: frozenset[str] = ALL_SCOPES) -> str:
    """Make a key of the service and return its secret; the clock of these services leaves no second without a look."""
    with closing(ApiKeyStore(str(service.database_path))) as ring:
        return ring.add(NewKey(name, scopes), 1_000_000_000)


@pytest.fixture
def open_as(service: EmbeddedService, tmp_path: Path) -> Iterator[OpenAs]:
    """Open a till that has a key with these scopes: as its client, or with its secret as a token."""
    opened: list[Core] = []

    def open_one(scopes: frozenset[str] = ALL_SCOPES, *, client: bool = True) -> Core:
        name = f"till {len(opened)}"
        secret = key(service, name, scopes)
        (tmp_path / name).mkdir()
        token = client_text(name, secret) if client else secret
        settings = Settings(tmp_path / name, service.url, token, False, name, 0.0)
        opened.append(open_core(settings, name, HastyClock()))
        return opened[-1]

    yield open_one
    for till in opened:
        till.close()


def arrived(service: EmbeddedService, *endpoints: Endpoint) -> list[int | None]:
    """Return what the service answered to these, in their order."""
    return [each.status for each in service.faults.seen if each.endpoint in endpoints]


def bearers(service: EmbeddedService) -> int:
    return sum(each.path == TOKENS and each.status == 200 for each in service.faults.seen)


def total(service: EmbeddedService) -> int:
    with service.engine.connect() as conn:
        return int(conn.execute(text("SELECT sum(balance) FROM gift_cards")).scalar_one())


@pytest.mark.slow
def test_bearers_that_end_in_the_middle_of_a_queue_change_no_book_and_send_nothing_twice(
    service: EmbeddedService, open_as: OpenAs
) -> None:
    """The service's clock goes seven seconds further at each look, so a bearer ends after a hundred of them."""
    till = open_as()
    cards = [sell(till).card_id for _ in range(4)]
    settle_down(till)
    till.connection.switch(True)
    for number in range(40):
        till.desk.submit(Redeem(cards[number % 4], 100 + number, "Purchase"))
    sold = [till.desk.submit(Issue(2500, "USD")) for _ in range(8)]
    before, seen = bearers(service), len(service.faults.seen)
    till.connection.switch(False)
    settle_down(till)
    since = service.faults.seen[seen:]
    assert bearers(service) > before + 1
    assert 401 in [each.status for each in since]
    spent = [sum(100 + number for number in range(40) if number % 4 == at) for at in range(4)]
    assert [on_server(service, card) for card in cards] == [10_000 - each for each in spent]
    assert total(service) == 40_000 - sum(spent) + 8 * 2500
    written = [each for each in since if each.endpoint in (Endpoint.BALANCE, Endpoint.CREATE)]
    assert sum(each.status in (200, 201) for each in written) == 40 + len(sold)
    assert {each.status for each in written} <= {200, 201, 401}
    assert till.queries.status().pending == 0


def test_a_till_whose_key_is_retired_stops_and_one_with_another_goes_on(
    service: EmbeddedService, open_as: OpenAs
) -> None:
    till = open_as()
    card = sell(till).card_id
    with closing(ApiKeyStore(str(service.database_path))) as ring:
        ring.retire("till 0", 1_000_000_001)
    with pytest.raises(ServiceFailed) as failed:
        redeem(till, card, 1000)
    assert failed.value.key == "service.unauthorised"
    assert till.connection.condition.state == "unauthorised"
    assert till.access is not None
    till.access.swap(client_text("till 9", key(service, "till 9")))
    assert isinstance(redeem(till, card, 1000), Confirmed)
    assert on_server(service, card) == 9000


@pytest.mark.parametrize("client", [True, pytest.param(False, marks=pytest.mark.slow)], ids=["client", "token"])
@pytest.mark.parametrize(
    ("lacking", "refused", "allowed"),
    [
        ("issue", lambda _card: Issue(2500, "USD"), lambda card: Redeem(card, 1000, "Purchase")),
        ("redeem", lambda card: Redeem(card, 1000, "Purchase"), lambda _card: Issue(2500, "USD")),
        ("manage", lambda card: Disable(card, "stolen"), lambda card: Redeem(card, 1000, "Purchase")),
        ("manage", lambda card: Update(card, (("note", "x"),)), lambda _card: Issue(2500, "USD")),
    ],
)
def test_what_a_key_may_not_do_is_told_and_the_other_acts_go_on(
    service: EmbeddedService, open_as: OpenAs, client: bool, lacking: str, refused, allowed
) -> None:
    whole = open_as()
    sold = [sell(whole).card_id for _ in range(2)]
    till = open_as(ALL_SCOPES - {lacking}, client=client)
    settle_down(till)
    assert _told(till, refused(sold[0])) == f"service.scope_{lacking}"
    assert till.connection.condition.state == "online"
    assert isinstance(act(till, allowed(sold[1])), Confirmed)
    problem = till.queries.status().problem
    assert problem is not None
    assert problem.key == f"service.scope_{lacking}"
    assert "This till may not" in sentence(problem.key, problem.values)


def _told(till: Core, command: Command) -> str:
    """Return what a clerk hears; it is taken back, and nothing of it waits."""
    with pytest.raises(ServiceFailed) as failed:
        act(till, command)
    assert till.queries.status().pending == 0
    return failed.value.key


@pytest.mark.parametrize("lacking", ["issue", "manage"])
def test_no_money_leaves_a_lost_card_where_the_key_may_not_do_all_of_a_replacement(
    service: EmbeddedService, open_as: OpenAs, lacking: str
) -> None:
    card = sell(open_as()).card_id
    till = open_as(ALL_SCOPES - {lacking})
    settle_down(till)
    with pytest.raises(RuleRefused) as refused:
        till.replacement.start(Replace(card, "lost on the bus"))
    assert refused.value.key == f"service.scope_{lacking}"
    assert on_server(service, card) == 10_000
    assert not till.queries.operations()


def test_nothing_is_promised_that_the_key_may_not_do(service: EmbeddedService, open_as: OpenAs) -> None:
    whole = open_as()
    card = sell(whole).card_id
    till = open_as(ALL_SCOPES - {"redeem"})
    settle_down(till)
    with pytest.raises(ServiceFailed):
        redeem(till, card, 1000)
    till.connection.switch(True)
    with pytest.raises(RuleRefused) as refused:
        till.desk.submit(Redeem(card, 1000, "Purchase"))
    assert refused.value.key == "service.scope_redeem"
    assert till.desk.submit(Issue(2500, "USD")).offline


@pytest.mark.parametrize("scopes", [ALL_SCOPES, ALL_SCOPES - {"manage", "issue"}], ids=["all", "some"])
def test_the_doctor_says_what_the_key_lacks(open_as: OpenAs, scopes: frozenset[str]) -> None:
    till = open_as(scopes)
    found = {finding.check: finding for finding in till.doctor.examine()}["scopes"]
    lacking = [scope for scope in SCOPES if scope not in scopes]
    assert (found.state, found.said.key) == (("warn", "found.scopes_lack") if lacking else ("ok", "found.scopes_all"))
    assert ", ".join(lacking) in found.text
    assert bool(found.cure) is bool(lacking)


def test_a_folder_is_connected_as_a_client_and_keeps_its_secret_sealed(
    service: EmbeddedService, tmp_path: Path
) -> None:
    secret, folder = key(service), tmp_path / "new"
    folder.mkdir()
    enrol(folder, service.url, client_text("till 7", secret))
    till = open_core(Settings(folder, service.url), "till", HastyClock())
    assert isinstance(act(till, Issue(2500, "USD")), Confirmed)
    till.close()
    content = b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())
    assert secret.encode() not in content
    assert b"cfb_" not in content


@pytest.mark.parametrize(
    ("client_id", "secret", "told"),
    [("till 7", "wrong", "connect.client_refused"), ("another", None, "connect.client_refused")],
)
def test_a_client_that_is_not_accepted_is_told(
    service: EmbeddedService, client_id: str, secret: str | None, told: str
) -> None:
    known = key(service)
    with pytest.raises(BadInput) as failed:
        try_service(service.url, client_text(client_id, secret or known))
    assert failed.value.key == told
    assert known not in failed.value.sentence


def test_connect_takes_a_client_and_its_secret(
    service: EmbeddedService, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COUNTERFOIL_TILL_FILE", "")
    (tmp_path / "secret").write_text(key(service) + "\n")
    words = [
        "--data-dir",
        str(tmp_path / "new"),
        "--json",
        "connect",
        "--api-url",
        service.url,
        "--client-id",
        "till 7",
    ]
    assert execute(parse(words)) == 2
    assert json.loads(capsys.readouterr().out)["code"] == "connect.client_half"
    assert execute(parse([*words, "--token-file", str(tmp_path / "secret")])) == 0
    assert bearers(service) >= 1


def test_a_machine_brings_a_client_along(
    service: EmbeddedService, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    etc, secret = tmp_path / "etc", key(service)
    etc.mkdir(mode=0o755)
    (etc / "secret").write_text(secret + "\n")
    (etc / "secret").chmod(0o600)
    lines = ("[service]", f'url = "{service.url}"', 'client_id = "till 7"', 'token_file = "secret"')
    (etc / "till.toml").write_text("\n".join(lines) + "\n")
    (etc / "till.toml").chmod(0o644)
    monkeypatch.setenv("COUNTERFOIL_TILL_FILE", str(etc / "till.toml"))
    execute(parse(["--data-dir", str(tmp_path / "new"), "--json", "doctor"]))
    found = {row["check"]: row for row in map(json.loads, capsys.readouterr().out.splitlines())}
    assert (found["service"]["state"], found["scopes"]["state"]) == ("ok", "ok")
    assert found["scopes"]["text"] == "this till's key may do all that a till does"
    assert bearers(service) >= 1


def test_a_key_that_may_not_manage_does_not_prove_the_owner(service: EmbeddedService, open_as: OpenAs) -> None:
    narrow = key(service, "web shop", frozenset({"read"}))
    assert try_service(service.url, narrow) == service.url
    with pytest.raises(BadInput) as failed:
        prove_owner(service.url, narrow)
    assert failed.value.key == "connect.not_owner"
    assert prove_owner(service.url, TOKEN) == service.url
    till = open_as()
    till.staff.put("Mia", Role.MANAGER, "482913")
    assert till.access is not None
    with pytest.raises(KnownError) as refused:
        till.access.reset_pin("Mia", "591736", narrow)
    assert refused.value.key == "connect.not_owner"
    assert till.access.reset_pin("Mia", "591736", TOKEN).name == "Mia"


def test_the_clock_of_these_services_lets_a_bearer_end_soon() -> None:
    clock = SteppingClock()
    assert clock() + 7 == clock() < time.time()
