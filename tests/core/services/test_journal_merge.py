"""The journals of all tills put together settle a doubt that no till alone can (docs/protocol.md 5)."""

from __future__ import annotations

import errno
import os
import shutil
from base64 import b64decode
from collections.abc import Iterator

import pytest

from core.domain.day_closing import ClosingOrder, DrawerCount
from core.domain.operation import State
from core.domain.settlement import Decision, How
from core.domain.staff import Role
from core.errors import BadInput, RuleRefused, StorageFailed
from core.usecases import day_closings, sharing
from tests.core.services.backup_shop import state
from tests.core.services.kept_shop import KeptShop, kept_shop
from tests.core.services.merging_tills import MergingTills
from tests.core.services.several_tills import PINS
from tests.e2e.counter_actions import on_server


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Iterator[KeptShop[MergingTills]]:
    with kept_shop(tmp_path_factory.mktemp("kept"), MergingTills) as made:
        yield made


@pytest.fixture
def counter(kept: KeptShop[MergingTills]) -> Iterator[MergingTills]:
    with kept.copy() as made:
        yield made


def test_a_lost_answer_is_found_between_the_others_and_a_manager_settles_it(counter: MergingTills) -> None:
    card_id, operation_id = counter.doubt()
    assert counter.merged().claims == (), "the journal of the other till is not there yet"
    sharing.share_journal(counter.first, counter.pages)
    merged = counter.merged()
    (claim,) = merged.claims
    assert (claim.operation_id, claim.card_id, claim.amount) == (operation_id, card_id, -2000)
    assert [(each.name, each.whole, each.own) for each in sorted(merged.tills, key=lambda each: each.name)] == [
        ("Till 1", True, False),
        ("second", True, True),
    ]
    assert state(counter.other, operation_id) is State.PARKED, "nothing is settled by a merge"
    counter.other.staff.sign_in("Max", PINS["Max"])
    counter.other.settle.decide(Decision(operation_id, How.APPLIED, "the journals agree"))
    assert state(counter.other, operation_id) is State.INFERRED
    assert on_server(counter.shop.service, card_id) == 6500
    assert counter.merged().claims == ()
    counter.other.staff.sign_in("Mia", PINS["Mia"])


def test_the_other_till_sees_whose_it_was_too(counter: MergingTills) -> None:
    _, operation_id = counter.doubt()
    sharing.share_journal(counter.other, counter.pages)
    (claim,) = counter.merged(counter.first).claims
    assert claim.operation_id == operation_id


def test_pages_go_on_where_they_ended_and_say_nothing_in_the_open(counter: MergingTills) -> None:
    counter.doubt()
    first = sharing.share_journal(counter.first, counter.pages)
    (page,) = counter.pages.iterdir()
    before = page.read_bytes()
    inside = b64decode(before.split(b"\n")[1] + b"==")
    for words in (b'"Mia"', b"redeem", b"signed-in"):
        assert words not in before
        assert words not in inside
    assert first > 10
    assert sharing.share_journal(counter.first, counter.pages) == 1, "only that pages were written"
    assert (page.read_bytes(), len(list(counter.pages.iterdir()))) == (before, 2)
    assert all(each.whole for each in counter.merged().tills)


def test_a_page_that_is_missing_or_changed_is_told_and_nothing_is_proposed(counter: MergingTills) -> None:
    counter.doubt()
    for _ in range(3):
        sharing.share_journal(counter.first, counter.pages)
    pages = sorted(counter.pages.iterdir())
    content = pages[1].read_bytes()
    pages[1].unlink()
    gap = next(each for each in counter.merged().tills if not each.own)
    assert (gap.missing, gap.whole) == (1, False)
    assert counter.merged().claims == ()
    for bad in (content[:-9], content[:40] + bytes([content[40] ^ 1]) + content[41:], b"accounts"):
        pages[1].write_bytes(bad)
        assert counter.merged().unread == (pages[1].name,)
        assert counter.merged().claims == ()
    pages[1].write_bytes(content)
    (counter.pages / f"copy-{pages[1].name}").write_bytes(content)
    assert len(counter.merged().claims) == 1, "a copy of a page is no fault"


def test_a_copied_till_shows_as_two_journals_and_does_not_write_over_one(counter: MergingTills) -> None:
    root = counter.shop.root
    counter.doubt()
    counter.first.close()
    for folder in ("first", "state-first"):
        shutil.copytree(root / folder, root / f"twin-{folder}")
    again = counter.shop.open("first")
    again.staff.sign_in("Mia", PINS["Mia"])
    sharing.share_journal(again, counter.pages)
    again.close()
    for folder in ("first", "state-first"):
        shutil.rmtree(root / folder)
        (root / f"twin-{folder}").rename(root / folder)
    twin = counter.shop.open("first")
    twin.staff.sign_in("Max", PINS["Max"])
    for _ in range(9):
        twin.staff.sign_in("Mia", PINS["Mia"])
    with pytest.raises(RuleRefused, match="another journal of this till"):
        sharing.share_journal(twin, counter.pages)
    elsewhere = root / "elsewhere"
    elsewhere.mkdir()
    sharing.share_journal(twin, elsewhere)
    for page in elsewhere.iterdir():
        (counter.pages / f"twin-{page.name}").write_bytes(page.read_bytes())
    parted = next(each for each in counter.merged().tills if not each.own)
    assert parted.parts_at > 1
    assert counter.merged().claims == ()


def test_only_a_till_of_a_shop_shares_and_only_its_own_read_it(counter: MergingTills) -> None:
    sharing.share_journal(counter.first, counter.pages)
    stranger = counter.shop.open("stranger")
    with pytest.raises(RuleRefused, match="not one of several"):
        counter.merged(stranger)
    stranger.staff.put("Eve", Role.MANAGER, "660415")
    sharing.begin_sharing(stranger)
    merged = counter.merged(stranger)
    assert [each.own for each in merged.tills] == [True]
    assert len(merged.unread) == 1
    with pytest.raises(BadInput, match="no folder"):
        sharing.merge_journals(stranger, counter.pages / "nowhere")


def test_a_full_disk_leaves_no_half_page(counter: MergingTills, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patch:
        patch.setattr("core.data_folder.whole_file.os.fsync", full)
        with pytest.raises(StorageFailed, match="No space left"):
            sharing.share_journal(counter.first, counter.pages)
    assert list(counter.pages.iterdir()) == []
    assert sharing.share_journal(counter.first, counter.pages) > 1


def test_pages_go_into_the_shops_folder_every_hour_and_after_a_close(counter: MergingTills) -> None:
    place, first = counter.stick / "journals", counter.first
    first.page_writer.step()
    assert not place.exists(), "no folder is set"
    first.preferences.set("shop.folder", str(counter.stick))
    first.page_writer.step()
    assert not place.exists(), "it is not due yet"
    day_closings.close_day(first, ClosingOrder((DrawerCount("USD", 0),), ""))
    assert first.page_writer.step() == 3600.0
    (page,) = place.iterdir()
    first.page_writer.hurry()
    first.page_writer.step()
    assert list(place.iterdir()) == [page], "nothing new, no page"


def test_pages_that_cannot_be_written_are_told_by_the_doctor(counter: MergingTills) -> None:
    counter.first.preferences.set("shop.folder", str(counter.stick))
    (counter.stick / "journals").write_text("accounts")
    counter.first.page_writer.hurry()
    counter.first.page_writer.step()
    (finding,) = [each for each in counter.first.doctor.examine() if each.check == "shop"]
    assert finding.state == "warn"
    assert "could not be written" in finding.text
