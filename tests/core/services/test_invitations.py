"""An invitation makes a till one of the shop, for whoever has file and password, and for a few days."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from core.domain.invitation import JoinAsked, draw_code, password_of
from core.domain.staff import Role
from core.errors import BadInput, KnownError, RuleRefused
from core.security.sealed_file import read_sealed
from core.server.sandbox.embedded import EmbeddedService
from core.services.sharing.invitations import read_invitation
from core.usecases import sharing
from tests.core.services.backup_shop import Shop
from tests.core.services.kept_shop import KeptShop, kept_shop
from tests.core.services.several_tills import PASSWORD, PINS, SeveralTills
from tests.core.services.test_shop_file import told
from tests.e2e.conftest import TOKEN
from tests.e2e.counter_actions import sell, settle_down


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Iterator[KeptShop[SeveralTills]]:
    with kept_shop(tmp_path_factory.mktemp("kept"), SeveralTills) as made:
        yield made


@pytest.fixture
def tills(kept: KeptShop[SeveralTills]) -> Iterator[SeveralTills]:
    with kept.copy() as made:
        yield made


def test_a_new_till_joins_with_service_settings_and_people(tills: SeveralTills) -> None:
    tills.set(shop_name="Quay Books")
    facts = tills.invite()
    assert (facts.with_token, facts.code) == (True, "")
    second = tills.joins("Till 2")
    assert (tills.joined.shop, tills.joined.erased) == (facts.shop, True)
    assert not (tills.stick / "second.invitation").exists()
    assert (second.preferences.get("shop.name"), second.preferences.get("till.name")) == ("Quay Books", "Till 2")
    assert (second.gate.staffed, second.gate.present) == (True, None)
    second.staff.sign_in("Cleo", PINS["Cleo"])
    sell(second)
    settle_down(second)
    assert told(second)[-1]["act"] == "joined"
    second.close()
    again = tills.shop.open("Till 2")
    again.staff.sign_in("Mia", PINS["Mia"])
    assert sell(again, 500)


def test_the_file_is_opened_by_its_password_alone_and_holds_nothing_that_signs(tills: SeveralTills) -> None:
    tills.invite()
    path = tills.stick / "second.invitation"
    sealed = path.read_bytes()
    assert not any(word in sealed for word in (TOKEN.encode(), b"Mia", b"counterfoil shop"))
    with path.open("rb") as file:
        inside = read_sealed(file, PASSWORD)
    assert (TOKEN.encode() in inside, b"signing" in inside) == (True, False)
    assert refusal(tills, "another password") == "shop.not_opened"
    path.write_bytes(sealed[:-1])
    assert refusal(tills) == "shop.not_opened"
    path.write_bytes(b"accounts")
    assert refusal(tills) == "shop.no_invitation"
    path.unlink()
    assert refusal(tills) == "shop.unreadable"
    assert not list((tills.shop.root / "new").glob("*.db"))


def test_a_backup_is_no_invitation(tills: SeveralTills) -> None:
    tills.first.backup.make(tills.shop.asked(password=PASSWORD))
    tills.shop.file.rename(tills.stick / "second.invitation")
    assert refusal(tills) == "shop.no_invitation"


def test_a_drawn_code_opens_it_typed_or_scanned_and_names_the_shop(tills: SeveralTills) -> None:
    facts = tills.invite(password="")
    assert facts.code.split(".")[:2] == ["GCJ1", facts.shop.replace("-", "")]
    assert len(facts.code) < 50
    assert set(facts.code) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZ1234567890.")
    other = draw_code("AAAA-AAAA-AAAA-AAAA")
    swapped = f"{'.'.join(other.split('.')[:2])}.{facts.code.split('.')[2]}"
    assert refusal(tills, other) == "shop.not_opened"
    assert refusal(tills, swapped) == "shop.another_shop"
    tills.joins("second", f" {facts.code.lower()}\n")


def test_codes_are_never_twice_the_same_and_a_password_stays_as_it_is() -> None:
    assert len({draw_code("AAAA-AAAA-AAAA-AAAA") for _ in range(50)}) == 50
    assert password_of(" a long Password ") == (" a long Password ", "")


def test_it_runs_out(tills: SeveralTills) -> None:
    facts = tills.invite(days=2)
    path = tills.stick / "second.invitation"
    read_invitation(JoinAsked(path, PASSWORD), facts.expires_at - 1)
    with pytest.raises(RuleRefused, match="has run out"):
        read_invitation(JoinAsked(path, PASSWORD), facts.expires_at + 1)
    for days in (0, 31):
        with pytest.raises(BadInput, match="1 to 30 days"):
            tills.invite("other.invitation", days=days)


def test_a_till_that_works_already_joins_and_the_people_are_the_shops(tills: SeveralTills) -> None:
    second = tills.shop.open("second")
    second.staff.put("Eve", Role.MANAGER, "660415")
    tills.invite()
    joined = sharing.join_shop(second, JoinAsked(tills.stick / "second.invitation", PASSWORD, "Till 2")).joined
    assert joined.changes
    assert [each.name for each in second.staff.people()] == ["Cleo", "Max", "Mia"]
    assert second.gate.present is None
    second.staff.sign_in("Mia", PINS["Mia"])


def test_a_till_of_another_service_does_not_join(tills: SeveralTills, tmp_path: Path) -> None:
    other = EmbeddedService(tmp_path / "other.db", TOKEN, seed=None)
    other.start()
    try:
        stranger = Shop(other, tmp_path / "elsewhere")
        stranger.root.mkdir()
        till = stranger.open("till")
        tills.invite()
        with pytest.raises(RuleRefused, match="this till works with"):
            sharing.join_shop(till, JoinAsked(tills.stick / "second.invitation", PASSWORD))
        assert sharing.read_standing(till).shop == ""
        assert (tills.stick / "second.invitation").exists()
        till.close()
    finally:
        other.stop()


def test_a_kept_invitation_brings_no_older_state_back(tills: SeveralTills) -> None:
    second = tills.second()
    tills.invite("kept.invitation")
    tills.set(shop_name="Quay Books")
    tills.write()
    sharing.take_shop_file(second, tills.file)
    with pytest.raises(RuleRefused, match="older"):
        sharing.join_shop(second, JoinAsked(tills.stick / "kept.invitation", PASSWORD))
    assert second.preferences.get("shop.name") == "Quay Books"


def test_a_short_password_and_a_taken_name_are_refused(tills: SeveralTills) -> None:
    with pytest.raises(BadInput, match="at least 10"):
        tills.invite(password="short")
    tills.invite()
    with pytest.raises(BadInput, match="something else"):
        tills.invite()


def refusal(tills: SeveralTills, typed: str = PASSWORD) -> str:
    """Return the key of the sentence that refuses a new till."""
    with pytest.raises(KnownError) as caught:
        tills.joins("new", typed)
    assert caught.value.sentence
    return caught.value.key
