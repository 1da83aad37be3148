"""The ways to what goes from till to till: a file of settings, the shop file, an invitation."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from core.bootstrap import Core
from core.domain.invitation import JoinAsked
from core.domain.permission import Permission
from core.usecases import settings, sharing
from tests.core.usecases.doors import Act, DoorShop, Way


def sharing_ways() -> Iterator[Way]:
    """Yield them: whoever comes sees how the till stands, a manager shares."""
    yield Way(
        "settings.look_through_file",
        Permission.SETTINGS,
        lambda shop: partial(settings.look_through_file, path=shop.folder / "none.toml"),
        only_looks=True,
    )
    yield Way(
        "settings.export_settings",
        Permission.EXPORT,
        lambda shop: partial(settings.export_settings, path=shop.folder / "settings.toml"),
    )
    yield Way("sharing.read_standing", Permission.STATUS, lambda _: sharing.read_standing)
    yield Way("sharing.begin_sharing", Permission.SHOP, lambda _: partial(sharing.begin_sharing, again=True))
    yield Way("sharing.write_shop_file", Permission.SHOP, _writing)
    yield Way("sharing.look_through_shop_file", Permission.SHOP, _looking, only_looks=True)
    yield Way("sharing.take_shop_file", Permission.SHOP, lambda shop: partial(sharing.take_shop_file, path=_none(shop)))
    for each in (sharing.share_journal, sharing.merge_journals):
        yield Way(f"sharing.{each.__name__}", Permission.EXPORT, _merging(each))
    yield Way("sharing.merge_in_folder", Permission.EXPORT, _merging_in_folder)
    yield Way("sharing.invite_till", Permission.SHOP, _inviting)
    yield Way(
        "sharing.join_shop", Permission.SHOP, lambda shop: partial(sharing.join_shop, asked=JoinAsked(_none(shop), "x"))
    )


def _writing(shop: DoorShop) -> Act:
    _lead(shop.core)
    return partial(sharing.write_shop_file, path=shop.folder / "out.shop")


def _merging(act: Callable[..., object]) -> Callable[[DoorShop], Act]:
    def ready(shop: DoorShop) -> Act:
        _lead(shop.core)
        (shop.folder / "pages").mkdir(exist_ok=True)
        return partial(act, folder=shop.folder / "pages")

    return ready


def _merging_in_folder(shop: DoorShop) -> Act:
    _lead(shop.core)
    shop.core.preferences.set("shop.folder", str(shop.folder))
    return sharing.merge_in_folder


def _looking(shop: DoorShop) -> Act:
    return partial(sharing.look_through_shop_file, path=_none(shop))


def _inviting(shop: DoorShop) -> Act:
    _lead(shop.core)
    path = shop.folder / f"{shop.core.commits()}.invitation"
    return partial(sharing.invite_till, path=path, password="a long password")


def _lead(core: Core) -> None:
    sharing.begin_sharing(core, again=True)


def _none(shop: DoorShop) -> Path:
    """Return the path of a file that is not there: whoever may take one is told so."""
    return shop.folder / "none.shop"
