"""The shop file: what is shared goes to the other tills and nothing else does, and only as its maker wrote it."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator

import pytest

from core.bootstrap import Core
from core.domain.permission import Permission
from core.domain.rights import Level
from core.domain.shop_file import FILE_NAME, SharedChange
from core.domain.staff import Person, Role
from core.errors import RuleRefused, StorageFailed
from core.usecases import rights, sharing
from core.usecases.rights import CellChange
from tests.builders import database_of
from tests.core.services.backup_shop import Shop
from tests.core.services.kept_shop import KeptShop, kept_shop
from tests.core.services.several_tills import PINS, SeveralTills, refusal_of
from tests.core.services.test_journal import entries


class JoinedTills(SeveralTills):
    """The leading till, and a second one that has joined already."""

    def __init__(self, shop: Shop) -> None:
        super().__init__(shop)
        self._second = self.open("second") if self.built else super().second()

    def second(self, folder: str = "second") -> Core:
        assert folder == "second"
        return self._second


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Iterator[KeptShop[JoinedTills]]:
    with kept_shop(tmp_path_factory.mktemp("kept"), JoinedTills) as made:
        yield made


@pytest.fixture
def tills(kept: KeptShop[JoinedTills]) -> Iterator[JoinedTills]:
    with kept.copy() as made:
        yield made


def told(till: Core, what: str = "shop-file") -> list[dict[str, object]]:
    return [values for entry, values in entries(till) if entry == what]


def test_settings_rights_and_people_go_to_the_other_till(tills: JoinedTills) -> None:
    second = tills.second()
    second.preferences.set_all({"till.name": "Till 2", "receipt.printer": "192.168.1.50", "scan.prefix": "x"})
    tills.set(shop_name="Quay Books", offline_per_sale="12.00", sell_designs="Sea, blue; Sand, plum, sand")
    rights.change_rights(tills.first, (CellChange(Role.CLERK, Permission.DISABLE, "no"),))
    tills.first.staff.put("Ada", Role.CLERK, "8306")
    tills.first.staff.remove("Max")
    tills.write()
    sharing.take_shop_file(second, tills.file)
    got = second.preferences.all()
    assert (got["shop.name"], got["offline.per_sale"]) == ("Quay Books", "12.00")
    assert [each.name for each in second.preferences.designs()] == ["Sea", "Sand"]
    assert (got["till.name"], got["receipt.printer"], got["scan.prefix"]) == ("Till 2", "192.168.1.50", "x")
    assert second.gate.rights.level(Role.CLERK, Permission.DISABLE) is Level.NO
    people = (Person("Ada", Role.CLERK), Person("Cleo", Role.CLERK), Person("Mia", Role.MANAGER))
    assert second.staff.people() == people
    assert second.staff.sign_in("Ada", "8306") == people[0]
    with pytest.raises(RuleRefused):
        second.staff.sign_in("Max", PINS["Max"])


def test_a_setting_that_the_shop_took_back_is_as_it_comes(tills: JoinedTills) -> None:
    second = tills.second()
    second.preferences.set("offline.per_sale", "1.00")
    tills.write()
    sharing.take_shop_file(second, tills.file)
    assert second.preferences.get("offline.per_sale") == "50.00"


def test_a_look_through_tells_each_change_and_makes_none(tills: JoinedTills) -> None:
    second = tills.second()
    before, count = second.preferences.all(), second.commits()
    tills.set(shop_name="Quay Books")
    tills.first.staff.put("Cleo", Role.MANAGER, "660415")
    tills.write()
    seen = sharing.look_through_shop_file(second, tills.file)
    assert seen.changes == (
        SharedChange("setting", "shop.name", "", "Quay Books"),
        SharedChange("person", "Cleo", "clerk", "manager", new_pin=True),
    )
    assert (second.preferences.all(), second.commits()) == (before, count)
    assert sharing.take_shop_file(second, tills.file).preview == seen
    assert sharing.look_through_shop_file(second, tills.file).changes == ()


def test_each_change_is_in_the_journal_of_the_till_that_took_it(tills: JoinedTills) -> None:
    second = tills.second()
    tills.set(shop_name="Quay Books")
    tills.first.staff.remove("Max")
    tills.write()
    sharing.take_shop_file(second, tills.file)
    setting, person, taken = told(second, "setting")[-1], told(second, "staff")[-1], told(second)[-1]
    assert (setting["key"], setting["value"], setting["file"]) == ("shop.name", "Quay Books", FILE_NAME)
    assert (person["act"], person["name"], person["clerk"]) == ("removed", "Max", "Mia")
    assert (taken["act"], taken["changes"], taken["who"]) == ("taken", 2, "Mia")
    assert [each["act"] for each in told(tills.first)] == ["begun", "invited", "written"]


def test_no_hash_of_a_pin_stands_in_the_open(tills: JoinedTills) -> None:
    content = tills.write()
    assert b"Mia" in content
    with database_of(tills.first).reading() as conn:
        hashes = [row.pin for row in conn.exec_driver_sql("SELECT pin FROM staff")]
    assert len(hashes) == 3
    for each in (*hashes, "argon2", *(each.rpartition("$")[2] for each in hashes)):
        assert each.encode() not in content


def test_an_older_file_is_refused_and_the_same_one_restores_the_shops_state(tills: JoinedTills) -> None:
    second, old = tills.second(), tills.stick / "old.shop"
    tills.write(old)
    tills.set(shop_name="Quay Books")
    tills.write()
    sharing.take_shop_file(second, tills.file)
    assert refusal_of(second, old) == "shop.older"
    second.preferences.set("shop.name", "Mine")
    assert refusal_of(second, tills.file) == ""
    assert second.preferences.get("shop.name") == "Quay Books"


@pytest.mark.slow
def test_a_byte_changed_anywhere_or_a_file_cut_anywhere_is_refused(tills: JoinedTills) -> None:
    second, bad = tills.second(), tills.stick / "bad.shop"
    content = tills.write()
    before = second.preferences.all(), second.staff.people()
    for place in range(0, len(content), 7):
        bad.write_bytes(content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :])
        assert refusal_of(second, bad) in {"shop.damaged", "shop.no_file", "shop.another_shop"}, place
        bad.write_bytes(content[:place])
        assert refusal_of(second, bad) in {"shop.damaged", "shop.no_file"}, place
    bad.write_bytes(content + b"\n")
    assert refusal_of(second, bad) == "shop.damaged"
    assert (second.preferences.all(), second.staff.people()) == before


def test_another_shops_file_is_refused_and_so_is_one_of_new_keys(tills: JoinedTills) -> None:
    second = tills.second()
    other = tills.shop.open("other")
    other.staff.put("Eve", Role.MANAGER, "660415")
    sharing.begin_sharing(other)
    sharing.write_shop_file(other, tills.file)
    assert refusal_of(second, tills.file) == "shop.another_shop"
    tills.file.unlink()
    sharing.begin_sharing(tills.first, again=True)
    tills.write()
    assert refusal_of(second, tills.file) == "shop.another_shop"


def test_a_file_for_another_service_is_refused(tills: JoinedTills) -> None:
    second = tills.second()
    with database_of(tills.first).writing() as conn:
        conn.exec_driver_sql("UPDATE watermarks SET value = 'https://x.example' WHERE name = 'service.address'")
    tills.write()
    assert refusal_of(second, tills.file) == "shop.another_service"


def test_a_till_on_its_own_and_the_leading_till_take_nothing(tills: JoinedTills) -> None:
    alone = tills.shop.open("alone")
    tills.write()
    assert refusal_of(alone, tills.file) == "shop.alone"
    assert refusal_of(tills.first, tills.file) == "shop.leads"
    assert refusal_of(alone, tills.stick / "none.shop") == "shop.unreadable"


def test_a_till_that_joined_can_sign_nothing(tills: JoinedTills) -> None:
    second = tills.second()
    with pytest.raises(RuleRefused, match="Another till leads"):
        sharing.write_shop_file(second, tills.file)
    with pytest.raises(RuleRefused, match="Another till leads"):
        sharing.invite_till(second, tills.stick / "third.invitation", "a long password")
    with database_of(second).reading() as conn:
        key = second.sharing.keys.read(conn)
    assert key is not None
    assert key.signing is None
    assert sorted(tills.stick.iterdir()) == []


def test_whoever_works_here_no_more_is_signed_out_and_wrong_tries_stay(tills: JoinedTills) -> None:
    second = tills.second()
    second.staff.sign_in("Max", PINS["Max"])
    for _ in range(2):
        with pytest.raises(RuleRefused):
            second.staff.sign_in("Cleo", "0000")
    tills.first.staff.remove("Max")
    tills.write()
    sharing.take_shop_file(second, tills.file)
    assert second.gate.present is None
    with database_of(second).reading() as conn:
        assert conn.exec_driver_sql("SELECT tries FROM staff WHERE name = 'Cleo'").scalar() == 2


def test_a_pin_that_somebody_chose_since_stays_and_a_newer_one_of_the_shop_counts(tills: JoinedTills) -> None:
    second = tills.second()
    second.staff.change_pin("Cleo", PINS["Cleo"], "6148")
    tills.set(shop_name="Quay Books")
    tills.write()
    assert [each.name for each in sharing.look_through_shop_file(second, tills.file).changes] == ["shop.name"]
    sharing.take_shop_file(second, tills.file)
    assert second.staff.sign_in("Cleo", "6148").name == "Cleo"
    with pytest.raises(RuleRefused):
        second.staff.sign_in("Cleo", PINS["Cleo"])
    tills.first.staff.reset_pin("Cleo", "9357")
    tills.write()
    second.staff.sign_in("Mia", PINS["Mia"])
    sharing.take_shop_file(second, tills.file)
    assert second.staff.sign_in("Cleo", "9357").name == "Cleo"


def test_only_a_manager_takes_a_file_or_writes_one(tills: JoinedTills) -> None:
    second = tills.second()
    tills.write()
    second.staff.sign_in("Cleo", PINS["Cleo"])
    with pytest.raises(RuleRefused):
        sharing.take_shop_file(second, tills.file)
    with second.staff.approving("Max", PINS["Max"]):
        sharing.take_shop_file(second, tills.file)


def test_a_full_disk_leaves_the_old_file_and_uses_the_version_up(
    tills: JoinedTills, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = tills.write()
    version = sharing.read_standing(tills.first).version

    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patch:
        patch.setattr("core.data_folder.whole_file.os.fsync", full)
        with pytest.raises(StorageFailed, match="No space left"):
            sharing.write_shop_file(tills.first, tills.file)
    assert (tills.file.read_bytes(), sorted(tills.stick.iterdir())) == (old, [tills.file])
    assert sharing.read_standing(tills.first).version > version


def test_something_else_is_not_written_over(tills: JoinedTills) -> None:
    tills.file.write_text("accounts")
    with pytest.raises(Exception, match="something else"):
        tills.write()
    assert tills.file.read_text() == "accounts"


def test_a_newer_file_in_the_folder_is_taken_at_the_next_look(tills: JoinedTills) -> None:
    second = tills.second()
    second.preferences.set("shop.folder", str(tills.stick))
    tills.first.preferences.set("shop.folder", str(tills.stick))
    second.sharing.step()
    trouble = sharing.read_standing(second).trouble
    assert trouble is not None
    assert trouble.key == "shop.unreadable"
    tills.set(shop_name="Quay Books")
    sharing.write_shop_file(tills.first)
    assert second.preferences.get("shop.name") != "Quay Books"
    look(second)
    assert second.preferences.get("shop.name") == "Quay Books"
    assert told(second)[-1]["who"] == "the till itself"
    assert (sharing.read_standing(second).trouble, sharing.read_standing(second).made_by) == (None, "Till 1")
    count = second.commits()
    look(second)
    assert second.commits() == count
    assert second.preferences.get("shop.folder") == str(tills.stick)


def test_a_half_written_file_beside_it_is_not_looked_at(tills: JoinedTills) -> None:
    second = tills.second()
    second.preferences.set("shop.folder", str(tills.stick))
    content = tills.write()
    tills.file.unlink()
    (tills.stick / f"{FILE_NAME}.new").write_bytes(content[:100])
    look(second)
    assert told(second)[-1]["act"] == "joined"


def test_an_old_file_in_the_folder_is_told_once_and_never_taken(tills: JoinedTills) -> None:
    second = tills.second()
    second.preferences.set("shop.folder", str(tills.stick))
    old = tills.write()
    tills.set(shop_name="Quay Books")
    tills.write()
    look(second)
    tills.file.write_bytes(old)
    for _ in range(2):
        look(second)
    assert second.preferences.get("shop.name") == "Quay Books"
    assert [each["why"] for each in told(second) if each["act"] == "refused"] == ["shop.older"]
    (finding,) = [each for each in second.doctor.examine() if each.check == "shop"]
    assert (finding.state, bool(finding.cure)) == ("warn", True)
    assert "older" in finding.text


def test_what_a_till_shares_counts_after_a_new_start(tills: JoinedTills) -> None:
    tills.second().close()
    again = tills.shop.open("second")
    assert again.staff.sign_in("Cleo", PINS["Cleo"]).role is Role.CLERK
    assert sharing.read_standing(again).shop == sharing.read_standing(tills.first).shop


def look(till: Core) -> None:
    """Look into the folder, as a sync by hand does."""
    till.sharing.hurry()
    till.sharing.step()
