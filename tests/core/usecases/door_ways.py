"""The way through every use case: what the table asks for it, and how it is gone through with sensible words."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from core.domain.backup import BackupAsked
from core.domain.permission import Permission
from core.domain.settlement import Decision, How
from core.domain.staff import Role
from core.usecases import people, service, settings, settlements, support, till
from tests.core.usecases.acting_ways import acting
from tests.core.usecases.backup_ways import backup_ways
from tests.core.usecases.doors import NOWHERE, PINS, Act, DoorShop, Way
from tests.core.usecases.filter_ways import filter_ways
from tests.core.usecases.looking_ways import looking
from tests.core.usecases.print_ways import print_ways
from tests.core.usecases.report_door_ways import reporting
from tests.core.usecases.rights_ways import rights_ways
from tests.core.usecases.sharing_ways import sharing_ways
from tests.e2e.conftest import TOKEN

P = Permission


def ways() -> Iterator[Way]:
    yield from looking()
    yield from acting()
    yield from print_ways()
    yield from filter_ways()
    yield from rights_ways()
    yield from backup_ways()
    yield from _managing()
    yield from reporting()
    yield from sharing_ways()
    yield from _leaving()


def _managing() -> Iterator[Way]:
    def store(key: str, value: str) -> Act:
        return partial(settings.store_setting, key=key, value=value)

    yield Way("settings.store_setting", P.PERSONAL, lambda _: store("window.sounds", "off"))
    yield Way("settings.store_setting", P.SETTINGS, lambda _: store("till.name", "Till 9"))
    yield Way(
        "settings.store_settings", P.SETTINGS, lambda _: partial(settings.store_settings, values={"till.name": "T"})
    )
    yield Way("settings.store_names", P.SETTINGS, lambda shop: partial(settings.store_names, values=_names(shop)))
    yield Way(
        "people.put_person", P.STAFF, lambda _: partial(people.put_person, name="Eve", role=Role.CLERK, pin="8462")
    )
    yield Way("people.remove_person", P.STAFF, lambda _: partial(people.remove_person, name="Eve"))
    yield Way(
        "people.reset_pin", P.RESET_PIN, lambda _: partial(people.reset_pin, name="Max", pin=PINS["Max"], token=TOKEN)
    )
    yield Way("till.card_to_probe", P.SERVICE, lambda _: till.card_to_probe)
    yield Way("till.probe_service", P.SERVICE, lambda shop: partial(till.probe_service, card_id=shop.card()))
    yield Way("till.use_token", P.SERVICE, lambda shop: partial(till.use_token, url="", token=TOKEN))
    yield Way("service.move_service", P.SERVICE, lambda _: partial(service.move_service, url=NOWHERE, token=TOKEN))
    yield Way("service.open_shop", P.SERVICE, lambda _: partial(service.open_shop, url=NOWHERE, token=TOKEN))
    yield Way("service.accept_restored_service", P.SERVICE, lambda _: service.accept_restored_service)
    yield Way("till.end_journal_alarm", P.END_ALARM, lambda _: till.end_journal_alarm)
    yield Way(
        "settlements.settle_and_run",
        P.SETTLE,
        lambda shop: partial(settlements.settle_and_run, decision=Decision(shop.promised(), How.DROP, "wrong card")),
    )


def _leaving() -> Iterator[Way]:
    """Yield what ends with a till that does nothing more."""

    def asked(shop: DoorShop, name: str) -> BackupAsked:
        return BackupAsked(shop.folder / name, "a long password of the shop", replace=True)

    yield Way("support.make_backup", P.BACKUP, lambda shop: partial(support.make_backup, asked=asked(shop, "a.backup")))
    yield Way("support.move_away", P.BACKUP, lambda shop: partial(support.move_away, asked=asked(shop, "b.backup")))


def _names(shop: DoorShop) -> dict[str, str]:
    return {key: shop.core.preferences.get(key) for key in settings.ON_PAPER}
