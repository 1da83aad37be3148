"""`--reference`: the caller's own name of an act. The same again answers what became of the first; nothing is twice."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from threading import Barrier

import pytest

from core.bootstrap import Core
from core.domain.command import Redeem
from core.errors import BadInput, StorageFailed
from core.server.sandbox.embedded import EmbeddedService
from core.server.sandbox.faults import LOSE_REPLY, Endpoint
from core.services.outbox.codes import Codes
from core.usecases import commands
from core.usecases.commands import CommandResult
from tests.e2e.conftest import OpenTill
from tests.e2e.console_till import RunCommand, till
from tests.e2e.counter_actions import on_server, sell

__all__ = ["till"]

CALLERS = 8


@pytest.fixture
def card(till: RunCommand) -> str:
    return str(till("issue", "100")[1][0]["card_id"])


@pytest.mark.parametrize(
    ("words", "left"),
    [
        (("redeem", "{card}", "12.50"), 8_750),
        (("top-up", "{card}", "20"), 12_000),
        (("set-balance", "{card}", "30", "--reason", "counted"), 3_000),
        (("cash-out", "{card}", "10", "--reason", "moving away"), 9_000),
        (("cash-out", "{card}", "--reason", "moving away"), 0),
    ],
)
def test_the_same_reference_answers_what_became_of_the_first(
    till: RunCommand, service: EmbeddedService, card: str, words: tuple[str, ...], left: int
) -> None:
    given = (*(word.format(card=card) for word in words), "--reference", "bill 7/1")
    first = till(*given)
    assert first[0] == 0
    assert first[1][0]["reference"] == "bill 7/1"
    assert [till(*given), till(*given)] == [first, first]
    assert on_server(service, int(card)) == left
    assert till(*given[:-1], "bill 7/2")[1][0].get("operation_id") != first[1][0]["operation_id"]


def test_a_take_back_has_a_reference_too(till: RunCommand, service: EmbeddedService, card: str) -> None:
    taken = till("redeem", card, "10")[1][0]["operation_id"]
    given = ("reverse", taken, "--reason", "mistyped", "--reference", "back")
    first = till(*given)
    assert (first[0], first[1][0]["amount"]) == (0, "10.00")
    assert till(*given) == first
    assert on_server(service, int(card)) == 10_000
    other = till("redeem", card, "5")[1][0]["operation_id"]
    assert till("reverse", other, "--reason", "x", "--reference", "back")[1][0]["code"] == "reference.other"


def test_a_sale_is_made_once_and_its_code_is_told_until_the_card_is_handed_over(
    till: RunCommand, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise StorageFailed("start.disk", why="it is gone")

    with monkeypatch.context() as patched:  # whoever asked died before it was handed over
        patched.setattr(Codes, "hand_over", broken)
        first = till("issue", "25", "--reference", "sale 1")
    again = till("issue", "25", "--reference", "sale 1")
    assert (again[0], again[1]) == (first[0], first[1])
    assert len(again[1][0]["code"]) >= 16
    third = till("issue", "25", "--reference", "sale 1")[1][0]
    assert third["operation_id"] == first[1][0]["operation_id"]
    assert (third["outcome"], third["code"]) == ("confirmed", "confirmed")
    assert len(till("search")[1]) == 1
    assert till("issue", "26", "--reference", "sale 1")[1][0]["code"] == "reference.other"
    assert till("issue", "25", "--reference", "sale 1", "--code", "ABCD-EFGH-JKLM-NPQR")[0] == 2


def test_a_printed_code_is_the_card_of_its_reference(till: RunCommand) -> None:
    given = ("issue", "25", "--reference", "sale 1", "--code")
    first = till(*given, "ABCDEFGHJKLMNPQR")
    assert first[0] == 0
    assert till(*given, "ABCD-EFGH-JKLM-NPQR")[1][0]["operation_id"] == first[1][0]["operation_id"]
    assert till(*given, "ZZZZEFGHJKLMNPQR")[1][0]["code"] == "reference.other"
    assert till("issue", "25", "--reference", "sale 1")[1][0]["code"] == "reference.other"


@pytest.mark.parametrize(
    "words",
    [
        ("redeem", "{card}", "6"),
        ("redeem", "{other}", "5"),
        ("top-up", "{card}", "5"),
        ("cash-out", "{card}", "5", "--reason", "x"),
        ("issue", "5"),
    ],
)
def test_another_command_card_or_amount_ends_with_2(
    till: RunCommand, service: EmbeddedService, card: str, words: tuple[str, ...]
) -> None:
    other = str(till("issue", "100")[1][0]["card_id"])
    till("redeem", card, "5", "--reference", "R")
    status, (told,), _ = till(*(word.format(card=card, other=other) for word in words), "--reference", "R")
    assert (status, told["code"], told["values"]) == (2, "reference.other", {"reference": "R"})
    assert (on_server(service, int(card)), on_server(service, int(other))) == (9_500, 10_000)


def test_a_refusal_of_the_first_is_the_answer_and_one_before_it_takes_no_reference(till: RunCommand, card: str) -> None:
    assert till("redeem", card, "500", "--reference", "R")[0] == 4
    assert till("outbox", "find", "--reference", "R")[1][0]["code"] == "reference.unknown"
    assert till("redeem", card, "5", "--reference", "R")[1][0]["balance"] == "95.00"


def test_a_lost_answer_is_found_by_its_reference(till: RunCommand, service: EmbeddedService, card: str) -> None:
    service.faults.next(Endpoint.BALANCE, LOSE_REPLY)
    status, (unknown,), _ = till("redeem", card, "5", "--reference", "R")
    assert (status, unknown["outcome"]) == (5, "unknown")
    status, (found,), _ = till("outbox", "find", "--reference", "R")
    assert (status, found["operation_id"], found["reference"]) == (0, unknown["operation_id"], "R")
    assert till("redeem", card, "5", "--reference", "R")[0] == 5
    assert till("outbox", "settle", found["operation_id"], "applied", "--reason", "the card shows it")[0] == 0
    status, (again,), _ = till("redeem", card, "5", "--reference", "R")
    assert (status, again["outcome"], again["balance"]) == (0, "confirmed", "95.00")
    assert on_server(service, int(card)) == 9_500


def test_what_waits_for_the_service_is_told_and_done_once(
    till: RunCommand, service: EmbeddedService, card: str
) -> None:
    till("settings", "set", "offline.per_sale", "50")
    till("sync")
    service.set_outage(True)
    given = ("redeem", card, "5", "--reference", "R")
    first, again = till(*given), till(*given)
    assert (first[0], again[0]) == (3, 3)
    assert first[1][0]["operation_id"] == again[1][0]["operation_id"]
    service.set_outage(False)
    assert till("sync", "--until-idle", "20")[0] == 0
    assert till(*given)[1][0]["outcome"] == "confirmed"
    assert on_server(service, int(card)) == 9_500


@pytest.mark.parametrize("reference", [" R", "R ", "a\nb", "x" * 101])
def test_what_is_no_reference_is_refused(till: RunCommand, card: str, reference: str) -> None:
    status, (told,), _ = till("redeem", card, "5", "--reference", reference)
    assert (status, told["code"]) == (2, "reference.shape")
    assert till("redeem", card, "5", "--reference", "x" * 100)[0] == 0


def test_an_act_that_asks_for_approval_takes_none(till: RunCommand, card: str) -> None:
    status, (told,), _ = till("top-up", card, "5", "--ask", "--reference", "R")
    assert (status, told["code"]) == (2, "reference.asked")


def test_callers_at_the_same_moment_do_it_once(open_till: OpenTill, service: EmbeddedService) -> None:
    core = open_till("one")
    card_id = sell(core, 700).card_id
    together = Barrier(CALLERS)

    def redeem_once(_: int) -> CommandResult:
        together.wait()
        return commands.submit_and_run(core, Redeem(card_id, 500), "R")

    with ThreadPoolExecutor(CALLERS) as pool:
        results = list(pool.map(redeem_once, range(CALLERS)))
    assert len({result.outcome for result in results}) == 1
    assert sum(result.first is None for result in results) == 1
    assert on_server(service, card_id) == 200


def test_a_reference_outlives_the_till_and_its_old_records(open_till: OpenTill, data_dir: Path) -> None:
    def redeem(core: Core, card_id: int) -> CommandResult:
        return commands.submit_and_run(core, Redeem(card_id, 500), "R")

    core = open_till("one")
    card_id = sell(core, 700).card_id
    first = redeem(core, card_id)
    core.close()
    again = open_till("one")
    again.retention.remove()
    assert redeem(again, card_id).outcome == first.outcome
    with pytest.raises(BadInput, match="another act"):
        partial(commands.submit_and_run, again, Redeem(card_id, 400), "R")()
