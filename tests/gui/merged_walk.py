"""What is seen of the other tills and of all journals together, for the walk through all that the window shows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from core.domain.merging import Claim
from core.domain.shop_file import ShopStanding
from core.rows.merged import ClaimedWrite, MergedJournals, MergedTill
from gui.dialogs.merged_journals import MergedJournalsDialog
from gui.frame.page_stack import PageStack
from gui.views.settings.sharing_panel import SharingPanel
from tests.gui.builders import card

if TYPE_CHECKING:
    from tests.gui.window_walk import Walk

_KEYS = ("K3QF-22TX-9P4M-WD7A", "M8LA-71RB-2C5N-QX4E", "T9WD-40ZK-6H8J-VB3S")
_WHOLE = tuple(MergedTill(key, f"Till {at}", 1200 * at, 0, 0, at == 1) for at, key in enumerate(_KEYS, 1))
_CLAIMS = tuple(Claim(key, f"operation {at}", at, 7 * at, -1000 * at) for at, key in enumerate(_KEYS, 1))
CLAIMED = (
    ClaimedWrite(_CLAIMS[0], "Till 1", True, card()),
    ClaimedWrite(_CLAIMS[1], "Till 2", False, card(last_characters="2c4d")),
    ClaimedWrite(_CLAIMS[2], "Till 3", False, None),
)
SOUND = MergedJournals(_WHOLE, 3, (), _CLAIMS)
BROKEN = MergedJournals(
    (_WHOLE[0], replace(_WHOLE[1], missing=7), replace(_WHOLE[2], parts_at=7)), 4, ("x.page", "y.page"), ()
)


def merged_journals(walk: Walk) -> Iterator[str]:
    """The panel of a till that leads and of one that takes, and the dialog with and without something to settle."""
    stack = walk.window.findChild(PageStack)
    assert isinstance(stack, PageStack)
    assert stack.front is not None
    before = stack.front.name
    walk.window.show_page("settings.tills")
    panel = walk.window.findChild(SharingPanel)
    assert isinstance(panel, SharingPanel)
    walk.settle()
    for leads in (True, False):
        panel.show_standing(ShopStanding(_KEYS[0], leads, 1_790_000_000, "Till 1", "7"))
        yield f"settings of a till that {'leads' if leads else 'takes'}"
    panel.show_standing(ShopStanding())
    walk.window.show_page(before)  # a field for a folder takes what is scanned as text
    for name, journals, claimed in (
        ("decide", SOUND, CLAIMED),
        ("decide nothing", replace(SOUND, claims=()), ()),
        ("are not whole", BROKEN, ()),
    ):
        dialog = MergedJournalsDialog(journals, claimed, walk.window)
        dialog.open()
        walk.settle()
        yield f"journals that {name}"
        dialog.reject()
        walk.settle()
