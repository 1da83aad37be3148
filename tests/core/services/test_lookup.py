"""How sure we are that a presented code is a card: never a guess."""

from __future__ import annotations

from itertools import product

import pytest

from core.domain import keyboards
from core.domain.card import Match
from core.domain.code import draw
from core.domain.command import Issue
from core.domain.reply import ServerCard
from core.server.sandbox.embedded import EmbeddedService
from core.server.sandbox.faults import LOSE_REQUEST, Endpoint
from core.store import cards, fingerprints
from tests.builders import database_of, server_card
from tests.e2e.conftest import OpenTill
from tests.e2e.counter_actions import act, sell, settle_down

FOREIGN = "foreigncode7k2m"


def sold_code(till, amount: int = 5000) -> tuple[int, str]:
    accepted = till.desk.submit(Issue(amount, "USD"))
    return till.replay.run(accepted.operation_id).card_id, till.desk.code_of(accepted.operation_id)


def cache(till, *rows: ServerCard) -> None:
    with database_of(till).writing() as conn:
        cards.pulled(conn, rows, 0.0, ())


def test_our_fingerprint_verifies_in_any_writing(open_till: OpenTill) -> None:
    till = open_till()
    card_id, code = sold_code(till)
    till.connection.switch(True)
    for text in (code, code.lower(), f" {code[:4]}-{code[4:]} "):
        assert (till.lookup.find(text).match, till.lookup.find(text).card_id) == (Match.VERIFIED, card_id)


def test_the_mark_in_the_note_verifies_after_the_table_is_gone(open_till: OpenTill) -> None:
    till = open_till()
    card_id, code = sold_code(till)
    with database_of(till).writing() as conn:
        fingerprints.unbind(conn, card_id)
    found = till.lookup.find(code)
    assert (found.match, found.card_id) == (Match.VERIFIED, card_id)


def test_a_foreign_code_is_likely_until_the_service_verifies_it_and_then_offline_too(
    open_till: OpenTill,
) -> None:
    here, there = open_till("here"), open_till("there")
    accepted = there.desk.submit(Issue(5000, "USD", code=FOREIGN))
    card_id = there.replay.run(accepted.operation_id).card_id
    settle_down(here)
    assert here.lookup.find(FOREIGN).match is Match.LIKELY
    assert here.lookup.resolve(FOREIGN).match is Match.VERIFIED
    here.connection.switch(True)
    found = here.lookup.find(FOREIGN)
    assert (found.match, found.card_id) == (Match.VERIFIED, card_id)


def test_a_denial_that_never_came_verifies_nothing(service: EmbeddedService, open_till: OpenTill) -> None:
    here, there = open_till("here"), open_till("there")
    act(there, Issue(5000, "USD", code=FOREIGN))
    settle_down(here)
    service.faults.next(Endpoint.SEARCH, None, LOSE_REQUEST)
    assert here.lookup.resolve(FOREIGN).match is Match.LIKELY


def test_the_right_ending_of_another_code_is_never_verified(open_till: OpenTill) -> None:
    till = open_till()
    act(till, Issue(5000, "USD", code=FOREIGN))
    assert till.lookup.resolve("stranger00007k2m").match is Match.LIKELY
    assert till.lookup.resolve("stranger00009zzz").match is Match.UNKNOWN


def test_one_ending_on_two_cards_lists_both(open_till: OpenTill) -> None:
    till = open_till()
    cache(till, server_card(card_id=11), server_card(card_id=12))
    till.connection.switch(True)
    for text in ("ab12", "AB12", "someothercodeab12"):
        found = till.lookup.find(text)
        assert (found.match, set(found.candidates), found.card_id) == (Match.AMBIGUOUS, {11, 12}, None)


@pytest.mark.parametrize(
    "text",
    ["", "short", "x" * 300, "GC1.AAAA.x", "ünïcode12345", "L99", "\u0663\u0664\u0665\u0666\u0667\u0668\u0669\u0660"],
)
def test_what_is_no_card_is_unknown(open_till: OpenTill, text: str) -> None:
    till = open_till()
    assert till.lookup.resolve(text).match is Match.UNKNOWN


def test_a_forged_signature_is_forged_even_for_a_real_code(open_till: OpenTill) -> None:
    till = open_till()
    accepted = till.desk.submit(Issue(5000, "USD"))
    card_id = till.replay.run(accepted.operation_id).card_id
    payload = till.desk.qr_payload(accepted.operation_id)
    assert (till.lookup.find(payload).match, till.lookup.find(payload).card_id) == (Match.VERIFIED, card_id)
    key_part = payload.rpartition(".")[0].split(".")
    key_part[2] = draw()
    assert till.lookup.resolve(".".join([*key_part, payload.rpartition(".")[2]])).match is Match.FORGED


def test_a_local_reference_follows_to_the_real_card(open_till: OpenTill) -> None:
    till = open_till()
    sell(till)
    till.connection.switch(True)
    local = act(till, Issue(1000, "USD")).card_id
    assert till.lookup.find(f"L{-local}").card_id == local
    till.connection.switch(False)
    settle_down(till)
    assert till.lookup.find(f"l{-local}").card_id > 0


def wrapped(code: str) -> list[str]:
    """The same card as scanners and people present it."""
    wide = "".join(chr(ord(sign) + 0xFEE0) for sign in code)
    return [f"]Q1{code}", f"]C1\x1d{code}\r\n", "\u200b".join(code), "\u2212".join(code), "_".join(code), wide]


def test_what_stands_around_a_code_does_not_matter(open_till: OpenTill) -> None:
    till = open_till()
    card_id, code = sold_code(till)
    till.connection.switch(True)
    for text in wrapped(code):
        found = till.lookup.find(text)
        assert (found.match, found.card_id, found.layout) == (Match.VERIFIED, card_id, ""), text


def test_a_genuine_card_is_verified_whatever_keyboard_the_scanner_is_set_for(open_till: OpenTill) -> None:
    till = open_till()
    accepted = till.desk.submit(Issue(5000, "USD"))
    card_id = till.replay.run(accepted.operation_id).card_id
    till.connection.switch(True)
    code, payload = till.desk.code_of(accepted.operation_id), till.desk.qr_payload(accepted.operation_id)
    settings = [each for each in keyboards.settings() if each.scanner == "us"]
    for text, setting, caps in product((code, payload, f"]Q1{payload}"), settings, (False, True)):
        arrived = keyboards.typed_by(text, setting, caps=caps)
        found = till.lookup.find(arrived)
        assert (found.match, found.card_id) == (Match.VERIFIED, card_id), arrived
        assert found.layout or code in arrived.upper()


def test_the_keyboard_is_told_until_it_is_in_the_settings(open_till: OpenTill) -> None:
    till = open_till()
    accepted = till.desk.submit(Issue(5000, "USD"))
    till.replay.run(accepted.operation_id)
    arrived = keyboards.typed_by(till.desk.qr_payload(accepted.operation_id), keyboards.Setting("us", "fr"))
    told = till.lookup.find(arrived).layout
    assert told in {"us-fr", "us-be"}
    till.preferences.set("scan.layout", told)
    assert till.lookup.find(arrived).layout == ""


def test_a_forged_signature_stays_forged_on_every_keyboard(open_till: OpenTill) -> None:
    till = open_till()
    accepted = till.desk.submit(Issue(5000, "USD"))
    till.replay.run(accepted.operation_id)
    payload = till.desk.qr_payload(accepted.operation_id)
    forged = payload[:-1] + ("A" if payload[-1] != "A" else "B")
    assert till.lookup.resolve(forged).match is Match.FORGED


def test_a_foreign_code_of_a_scanner_for_another_keyboard_is_verified_by_the_service(open_till: OpenTill) -> None:
    here, there = open_till("here"), open_till("there")
    act(there, Issue(5000, "USD", code="zylindry7k2m"))
    settle_down(here)
    arrived = keyboards.typed_by("zylindry7k2m", keyboards.Setting("us", "de"))
    assert arrived == "yzlindrz7k2m"
    found = here.lookup.resolve(arrived)
    assert (found.match, found.layout) == (Match.LIKELY, "")  # its last four fit as it stands: nothing is changed
    act(there, Issue(5000, "USD", code="7k2mzylindry"))
    settle_down(here)
    found = here.lookup.resolve(keyboards.typed_by("7k2mzylindry", keyboards.Setting("us", "de")))
    assert (found.match, found.layout) == (Match.VERIFIED, "us-de")


def test_the_last_four_in_any_script(open_till: OpenTill) -> None:
    till = open_till()
    cache(till, server_card(card_id=11, last_characters="1234"))
    till.connection.switch(True)
    assert till.lookup.find("\u0661\u0662\u0663\u0664").card_id == 11
