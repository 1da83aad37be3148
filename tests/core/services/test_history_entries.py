"""What people do at a till beside money stands in its history: once, by whom, and from what to what."""

from __future__ import annotations

import re
from functools import partial
from pathlib import Path

import pytest

from core.bootstrap import Core
from core.domain.command import Freeze, Issue, Redeem, Unfreeze
from core.domain.journal_groups import GROUPS
from core.domain.receipt import Receipt
from core.domain.staff import Role
from core.errors import ApprovalNeeded, KnownError, RuleRefused
from core.printing.bitmap import Bitmap
from core.rows.history import APPROVALS, EVERYTHING, narrow_to
from core.rows.journal import JournalRow
from core.sentences import sentence
from core.services.till.continuity import TOLD
from core.usecases import cards, lost_cards, operations, orders, people, receipts, sales
from core.usecases import settings as shop_settings
from core.usecases.operations import EVERY_ROW, HistoryQuestion
from tests.core.services.test_journal import entries
from tests.e2e.conftest import OpenTill
from tests.e2e.counter_actions import sell

PAPER = Receipt("Harbour Books", "Gift card redeemed", "$5.00", ((("Card", "•••• 7K2M"),),), again=True)
MIA, CLEO = "482913", "7294"


def history(core: Core, *kinds: str) -> list[JournalRow]:
    """The lines of the journal, oldest first."""
    question = HistoryQuestion(narrowed=narrow_to(EVERYTHING, *kinds), limit=EVERY_ROW)
    return [row for row in operations.read_history(core, question).rows if isinstance(row, JournalRow)][::-1]


def text(row: JournalRow) -> str:
    return " ".join(sentence(each.key, each.values) for each in row.messages)


@pytest.fixture
def day(open_till: OpenTill, tmp_path: Path) -> Core:
    """A day of Cleo: a wrong PIN, a freeze, prints, a look-up, an order, and a setting that Mia approves."""
    core = open_till("one")
    sale = sell(core)
    core.staff.put("Mia", Role.MANAGER, MIA)
    people.put_person(core, "Cleo", Role.CLERK, CLEO)
    people.sign_out(core)
    with pytest.raises(RuleRefused):
        people.sign_in(core, "Cleo", "0000")
    people.sign_in(core, "Cleo", CLEO)
    lost_cards.freeze_card(core, Freeze(sale.card_id, "lost at the fair"))
    lost_cards.unfreeze_card(core, Unfreeze(sale.card_id))
    with pytest.raises(KnownError):  # no printer is set up, so it waits
        receipts.print_receipt(core, sale.operation_id, PAPER, "", partial(_no_picture))
    sales.note_cards_printed(core, (sale.operation_id,))
    (card,) = core.queries.cards()
    cards.find_card(core, card.last_characters)
    core.look_ups.flush()
    with pytest.raises(ApprovalNeeded):
        shop_settings.store_setting(core, "offline.per_sale", "80")
    with core.staff.approving("Mia", MIA):
        shop_settings.store_setting(core, "offline.per_sale", "80")
    order = core.batches.begin(core.batches.equal(Issue(500, "USD"), 2))
    orders.pause_order(core, order)
    orders.stop_order(core, order)
    operations.save_history(core, HistoryQuestion(), tmp_path / "history.csv", str)
    people.sign_out(core)
    people.sign_in(core, "Mia", MIA)
    return core


def _no_picture(*_: object) -> Bitmap:
    raise AssertionError("nothing is drawn")


def test_each_thing_that_was_done_stands_there_once_with_who_did_it(day: Core) -> None:
    last = day.queries.cards()[-1].last_characters.upper()
    (order,) = (str(values["order"])[-8:] for what, values in entries(day) if what == "order")
    assert [(row.what, row.clerk, row.approver, text(row)) for row in history(day)] == [
        ("staff", "one", "", "Added Mia as a manager."),
        ("staff", "Mia", "", "Added Cleo as a clerk."),
        ("signed-out", "Mia", "", "Signed out."),
        ("wrong-pin", "Cleo", "", "Somebody typed a wrong PIN for Cleo. Wrong tries in a row: 1."),
        ("signed-in", "Cleo", "", "Signed in as a clerk."),
        ("frozen", "Cleo", "", f"Froze card {last} on this till. Reason: lost at the fair"),
        ("unfrozen", "Cleo", "", f"Took card {last} back into use on this till. Reason: lost at the fair"),
        ("printed", "Cleo", "", f"Printed or saved the receipt for card {last} again, as a duplicate."),
        ("printed", "Cleo", "", f"Printed or saved card {last}."),
        ("looked-up", "Cleo", "", f"Looked at {last}."),
        ("setting", "Cleo", "Mia", "offline.per_sale: changed from “50.00” to “80.00”."),
        ("order", "Cleo", "", f"Began the order {order}. Cards: 2."),
        ("order-paused", "Cleo", "", f"Paused the order {order}."),
        ("order-stopped", "Cleo", "", f"Stopped the order {order} for good."),
        ("file-saved", "Cleo", "", "Saved or printed the history. Rows: 15."),
        ("signed-out", "Cleo", "", "Signed out."),
        ("signed-in", "Mia", "", "Signed in as a manager."),
    ]


def test_the_changed_setting_has_both_values_and_the_sale_is_an_operation(day: Core) -> None:
    (changed,) = history(day, APPROVALS)
    assert (changed.before, changed.after, changed.till) == ("50.00", "80.00", "Till 1")
    question = HistoryQuestion(limit=EVERY_ROW)
    rows = [row for row in operations.read_history(day, question).rows if not isinstance(row, JournalRow)]
    assert [row.kind.value for row in rows] == ["issue"]


def test_nothing_secret_is_in_a_line(day: Core) -> None:
    code = sales.read_code(day, day.queries.history()[-1].operation_id) or ""
    told = repr(history(day)) + "".join(map(text, history(day)))
    assert code
    for secret in (code, code.lower(), MIA, CLEO, "0000"):
        assert secret not in told


SHOWN = {"accepted", "accepted-offline", "asked", "answered", "lost", "ended", "handed-over", "replaced"}
"""What an operation shows."""
LEFT_OUT = {"start", "approved", "gone", "unreadable"}
BY_NAME = {"answered", "lost", "alarm-ended", "key", *(each.value for each in TOLD)}
"""Words that are written by a constant."""
_WRITTEN = re.compile(r"""(?:\bwrite|_told|_tell|_write)\(\s*(?:conn,\s*)?"([a-z][a-z-]+)\"""")


def test_every_word_of_the_journal_is_in_a_group_or_left_out_on_purpose() -> None:
    """A new one has to be put where it belongs before it is written."""
    places = (Path("core/closed_till.py"), *Path("core/services").rglob("*.py"))
    written = {what for place in places for what in _WRITTEN.findall(place.read_text("utf-8"))}
    assert len(written) > 30
    assert written | BY_NAME == {*GROUPS, *SHOWN, *LEFT_OUT}


def test_what_an_operation_does_is_no_line_of_its_own(day: Core) -> None:
    redeemed = day.desk.submit(Redeem(day.queries.cards()[-1].card_id, 100, "Purchase"))
    before = history(day)
    day.replay.run(redeemed.operation_id)
    assert history(day) == before
