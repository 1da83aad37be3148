"""The way to the service in the settings: another token, another address, and a service that was restored."""

import pytest
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit

from core.domain.credentials import Client, client_of
from gui.views.settings.service import ServicePanel
from gui.views.settings.settings import SettingsView

pytestmark = pytest.mark.unstyled


@pytest.fixture
def panel(qtbot):
    made = ServicePanel()
    qtbot.addWidget(made)
    made.show()
    made.show_service(sandbox=False, place="file")
    made.show_address("https://old.example/api")
    return made


def find(panel, name: str):
    return panel.findChild(QAbstractButton, name)


def test_a_real_service_is_given_another_token_and_keeps_its_address(qtbot, panel):
    assert not panel.findChild(QLineEdit, "new_service_url").isEnabled()
    panel.findChild(QLineEdit, "new_service_token").setText("a-new-token")
    with qtbot.waitSignal(panel.given) as given:
        find(panel, "service_check").click()
    assert given.args == ["https://old.example/api", "a-new-token"]
    assert not panel.moving


def test_a_client_is_given_with_its_secret(qtbot, panel):
    panel.findChild(QLineEdit, "new_service_client").setText("web shop")
    find(panel, "service_check").click()
    assert "go together" in panel.findChild(QLabel, "new_service_token_note").text()
    assert find(panel, "service_check").isEnabled()
    panel.findChild(QLineEdit, "new_service_token").setText("the secret")
    with qtbot.waitSignal(panel.given) as given:
        find(panel, "service_check").click()
    assert client_of(given.args[1]) == Client("web shop", "the secret")
    panel.show_done()
    assert [panel.findChild(QLineEdit, f"new_service_{name}").text() for name in ("client", "token")] == ["", ""]


def test_another_address_is_entered_when_somebody_says_that_it_moved(qtbot, panel):
    find(panel, "service_move").click()
    address = panel.findChild(QLineEdit, "new_service_url")
    assert address.isEnabled()
    assert not find(panel, "service_move").isVisible()
    address.setText("https://new.example/api")
    with qtbot.waitSignal(panel.given) as given:
        find(panel, "service_check").click()
    assert (panel.moving, given.args) == (True, ["https://new.example/api", ""])
    panel.show_problem("service.unreachable", "The service cannot be reached.")
    assert address.isEnabled()
    panel.show_service(sandbox=False, place="file")
    assert not address.isEnabled()


def test_the_training_service_has_nowhere_to_move(panel):
    panel.show_service(sandbox=True, place="sandbox")
    assert not find(panel, "service_move").isVisible()
    assert panel.findChild(QLineEdit, "new_service_url").isEnabled()


def test_a_restored_service_is_asked_about_only_where_another_one_answers(qtbot, panel):
    assert not find(panel, "service_restored").isVisible()
    panel.show_service(sandbox=False, place="file", foreign=True)
    assert find(panel, "service_restored").isVisible()
    with qtbot.waitSignal(panel.restored):
        find(panel, "service_restored").click()


def test_it_tells_what_the_key_may_do_at_the_service(qtbot, bridge, show):
    view = show(SettingsView(bridge))
    told = view.findChild(QLabel, "service_scopes")
    qtbot.waitUntil(lambda: told.text() != "")
    assert told.text() == "This till may do everything at the service."


@pytest.mark.parametrize(
    ("scopes", "told"),
    [
        (("read", "redeem"), "At the service this till may: see cards; redeem and top up. "
                             "It may not: sell cards; change and disable cards."),
        ((), "It may not: see cards; sell cards; redeem and top up; change and disable cards."),
        (None, ""),
    ],
)  # fmt: skip
def test_a_key_that_lacks_a_scope_is_told_in_words_of_the_counter(qtbot, scopes, told):
    panel = ServicePanel()
    qtbot.addWidget(panel)
    panel.show_scopes(None if scopes is None else frozenset(scopes))
    assert panel.findChild(QLabel, "service_scopes").text() == told
    assert panel.findChild(QLabel, "service_scopes").isVisibleTo(panel) is bool(told)
