"""Whoever signs in after somebody else finds neither the cards of the one before nor a change half typed."""

import re

import pytest
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QWidget

from core.domain.staff import Role
from core.usecases.changes import EVERYTHING
from gui.views.card.card import CardView

PINS = {"Mia": "482913", "Cleo": "7294"}

pytestmark = pytest.mark.unstyled


@pytest.fixture
def signed_in(qtbot, bridge, ask):
    ask(lambda core: core.staff.put("Mia", Role.MANAGER, PINS["Mia"]))
    ask(lambda core: core.staff.put("Cleo", Role.CLERK, PINS["Cleo"]))

    def sign_in(name: str) -> None:
        ask(lambda core: core.staff.sign_in(name, PINS[name]))
        qtbot.waitUntil(lambda: (bridge.status.signed_in, bridge.status.clerk) == (True, name))

    def sign_out() -> None:
        ask(lambda core: core.staff.sign_out())
        bridge.announce(EVERYTHING)
        qtbot.waitUntil(lambda: not bridge.status.signed_in)

    sign_in.out = sign_out
    sign_in("Mia")
    return sign_in


@pytest.fixture
def view(qtbot, bridge, show, cards, signed_in):
    """Mia has served a card, and changed the note of the one that lies there."""
    made = show(CardView(bridge))
    for card in cards[:2]:
        made.show_card(card.card_id)
        qtbot.waitUntil(lambda: any(each.isVisible() for each in made.findChildren(QWidget, "edit_action")))
        made.findChild(QAbstractButton, "edit_action").click()
    qtbot.keyClicks(note(made), "half a ")
    assert edited(made)
    return made


def note(view: CardView) -> QLineEdit | None:
    return next((each for each in view.findChildren(QLineEdit, "edit_note") if each.isVisible()), None)


def edited(view: CardView) -> bool:
    return "not saved" in view.unfinished()


def served(view: CardView) -> list[str]:
    return [offer.name for offer in view.offers() if re.fullmatch(r"recent_\d+", offer.name)]


def test_the_next_person_finds_nothing_of_the_one_before(qtbot, view, signed_in):
    view.go_back()
    view.go_back()
    qtbot.waitUntil(lambda: len(served(view)) == 2)
    signed_in.out()
    signed_in("Cleo")
    assert served(view) == []
    assert not any(each.isVisible() for each in view.findChildren(QWidget, "recent_cards_table"))


def test_what_is_half_typed_goes_with_whoever_typed_it(view, signed_in, cards):
    typed = note(view).text()
    signed_in.out()
    signed_in("Cleo")
    assert not edited(view)
    assert note(view).text() == (cards[1].note or "") != typed


def test_whoever_comes_back_finds_everything(view, signed_in):
    signed_in.out()
    assert edited(view)
    signed_in("Mia")
    assert edited(view)
