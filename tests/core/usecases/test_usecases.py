"""What a window, the console or a script may ask, each answered once: what came of it, and what it changed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from core.bootstrap import Core
from core.domain.card import Match
from core.domain.command import Freeze, Issue, Redeem, Replace, Reverse, TopUp, Unfreeze
from core.domain.money import Money
from core.domain.outcome import Confirmed, Queued, Unknown
from core.errors import KnownError, NotFound, RuleRefused, StorageFailed
from core.server.sandbox.embedded import EmbeddedService
from core.usecases import background, cards, commands, counter, lost_cards, operations, receipts, reversals, sales
from core.usecases.changes import EVERYTHING, NOTHING, Changes
from tests.e2e.conftest import OpenTill


@pytest.fixture
def till(service: EmbeddedService, open_till: OpenTill) -> Core:
    return open_till("one")


@pytest.fixture
def card_id(till: Core) -> int:
    return commands.submit_and_run(till, Issue(6250, "USD")).outcome.card_id


@contextmanager
def failing_disk(till: Core, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The disk takes the command, and nothing after it."""

    def full(_operation_id: str) -> None:
        raise StorageFailed("start.disk_full")

    with monkeypatch.context() as patched:
        patched.setattr(till.replay, "run", full)
        yield


def test_a_command_is_carried_out_and_says_what_it_changed(till: Core, card_id: int) -> None:
    result = commands.submit_and_run(till, Redeem(card_id, 1250))
    assert isinstance(result.outcome, Confirmed)
    assert (result.outcome.balance, result.problem) == (5000, None)
    assert result.changes == Changes(frozenset({card_id}), queue=True, status=True)


def test_what_is_refused_is_an_error_and_leaves_nothing(till: Core, card_id: int) -> None:
    with pytest.raises(RuleRefused):
        commands.submit_and_run(till, Redeem(card_id, 9999))
    assert [row.kind.value for row in operations.read_outbox(till).rows] == ["issue"]


def test_a_disk_that_fails_after_it_was_accepted_makes_it_unknown(
    till: Core, card_id: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    with failing_disk(till, monkeypatch):
        result = commands.submit_and_run(till, Redeem(card_id, 1250))
    assert isinstance(result.outcome, Unknown)
    assert result.outcome.card_id == card_id
    assert result.problem is not None
    (row,) = operations.read_operations(till, (result.outcome.operation_id,))
    assert row.want == -1250


def test_what_waits_is_tried_again_to_its_outcome(till: Core, card_id: int) -> None:
    background.switch_connection(till, offline=True)
    queued = commands.submit_and_run(till, Redeem(card_id, 1000)).outcome
    assert isinstance(queued, Queued)
    background.switch_connection(till, offline=False)
    again = commands.retry_and_run(till, queued.operation_id)
    assert isinstance(again.outcome, Confirmed)
    assert again.changes.touch(card_id)


def test_a_card_is_found_whole_in_one_question(till: Core, card_id: int) -> None:
    last = cards.read_card(till, card_id).card.last_characters
    found = cards.find_card(till, last)
    assert (found.found.match, found.details.card.card_id) == (Match.LIKELY, card_id)
    assert found.details == cards.read_card(till, card_id)
    assert found.details.timeline[-1].what == "sold"


def test_what_is_no_card_may_mean_others(till: Core, card_id: int) -> None:
    assert cards.find_card(till, "nobody") == cards.FoundCard("nobody", cards.find_card(till, "nobody").found)
    assert not cards.is_our_code(till, str(card_id))


def test_the_console_takes_a_reference_and_no_guess(till: Core, card_id: int) -> None:
    assert cards.card_for_console(till, str(card_id)).card_id == card_id
    with pytest.raises(NotFound):
        cards.card_for_console(till, "nobody at all")


def test_a_card_that_is_the_same_is_known_afresh_all_the_same(till: Core, card_id: int) -> None:
    refreshed = cards.refresh_card(till, card_id)
    assert (refreshed.answered, refreshed.changed) == (True, False)
    assert refreshed.changes == Changes(status=True)


def test_the_counter_gets_card_and_receipt_with_the_outcome(till: Core, card_id: int) -> None:
    served = counter.carry_out(till, Redeem(card_id, 1250))
    assert served.details.card.balance == 5000
    assert served.details == cards.read_card(till, card_id)
    assert served.receipt == receipts.read_receipt(till, served.answer.outcome.operation_id)
    assert [row.card_id for row in served.receipt.rows] == [card_id]
    assert served.changes == served.answer.changes


def test_a_lost_card_is_frozen_taken_back_and_replaced(till: Core, card_id: int) -> None:
    lost_cards.freeze_card(till, Freeze(card_id, "left at the counter"))
    assert cards.read_card(till, card_id).card.frozen.reason == "left at the counter"
    with pytest.raises(KnownError):
        lost_cards.freeze_card(till, Freeze(card_id, "again"))
    lost_cards.unfreeze_card(till, Unfreeze(card_id))
    done = lost_cards.replace_card(till, Replace(card_id, "lost on the bus"))
    assert done.replaced.outcome == "confirmed"
    assert cards.read_card(till, done.replaced.new_card_id).card.balance == 6250
    assert done.changes.touch(done.replaced.new_card_id)


def test_what_taking_back_comes_to_is_said_before_it_is_done(till: Core, card_id: int) -> None:
    added = commands.submit_and_run(till, TopUp(card_id, 500)).outcome
    assert reversals.preview_reversal(till, added.operation_id).found == Money(-500, "USD")
    commands.submit_and_run(till, Reverse(added.operation_id, "miskeyed"))
    assert isinstance(reversals.preview_reversal(till, added.operation_id).found, KnownError)
    with pytest.raises(NotFound):
        reversals.preview_reversal(till, "nothing")


def test_a_code_waits_until_it_is_handed_over(till: Core) -> None:
    sold = commands.submit_and_run(till, Issue(2500, "USD")).outcome.operation_id
    sale = sales.read_sale(till, sold)
    assert (sale.stand, sale.code) == (sales.CONFIRMED, sales.read_code(till, sold))
    assert [row.operation_id for row in sales.read_waiting(till)] == [sold]
    assert sales.hand_over(till, sold).queue
    assert (sales.read_code(till, sold), sales.read_waiting(till)) == (None, ())


def test_an_operation_is_named_by_the_end_of_its_number(till: Core, card_id: int) -> None:
    made = commands.submit_and_run(till, Redeem(card_id, 100)).outcome.operation_id
    assert operations.operation_for_console(till, made[-8:].upper()).operation_id == made
    with pytest.raises(NotFound):
        operations.operation_for_console(till, "ffffffff")


def test_a_step_with_nothing_to_do_changes_nothing(till: Core, card_id: int) -> None:
    background.sync_now(till)
    assert background.run_queue(till).changes == NOTHING
    assert background.run_orders(till).changes == NOTHING


def test_a_step_of_the_queue_says_that_it_changed_something(till: Core, card_id: int) -> None:
    background.switch_connection(till, offline=True)
    commands.submit_and_run(till, Redeem(card_id, 1000))
    background.switch_connection(till, offline=False)
    changes = NOTHING
    for _ in range(50):
        changes |= background.run_queue(till).changes
        if till.queries.card(card_id).pending == 0:
            break
    assert changes.queue
    assert changes.touch(card_id)


def test_changes_add_up() -> None:
    both = Changes(frozenset({1}), queue=True) | Changes(frozenset({2}), settings=True)
    assert both == Changes(frozenset({1, 2}), queue=True, settings=True)
    assert both.touch(2)
    assert not both.touch(3)
    assert EVERYTHING.touch(3)
    assert (bool(NOTHING), bool(both)) == (False, True)


def test_the_status_is_renewed_with_the_step_that_ends_the_first_pull(till: Core, card_id: int) -> None:
    assert card_id > 0
    assert not till.queries.status().first_pull_done
    changes = NOTHING
    for _ in range(20):
        changes = background.run_sync(till).changes
        if till.queries.status().first_pull_done:
            break
    assert till.queries.status().first_pull_done
    assert changes.status
