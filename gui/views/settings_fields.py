"""The settings a person may change, declared as values. What may be written there is checked by core.preferences."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from gui.widgets.field_rows import Field

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class Section:
    """Fields that belong together; the name of a field is its key in core.preferences."""

    name: str
    title: str
    fields: tuple[Field, ...]


def sections() -> tuple[Section, ...]:
    """All of them in the order of the page."""
    return (_appearance(), _shop(), _offline())


def _appearance() -> Section:
    looks = (
        ("system", translate("Settings", "Like the system")),
        ("light", translate("Settings", "Light")),
        ("dark", translate("Settings", "Dark")),
        ("contrast", translate("Settings", "High contrast")),
    )
    field = Field("window.appearance", translate("Settings", "Colours"), choices=looks)
    return Section("appearance", translate("Settings", "Appearance"), (field,))


def _shop() -> Section:
    return Section(
        "shop",
        translate("Settings", "Shop and till"),
        (
            Field(
                "shop.name",
                translate("Settings", "Name of the shop"),
                translate("Settings", "Printed on every card."),
                most=60,
            ),
            Field(
                "shop.tills",
                translate("Settings", "How many tills the shop has"),
                translate("Settings", "They share what the service allows. Counts from the next start."),
                most=4,
            ),
            Field("till.name", translate("Settings", "Name of this till"), most=60),
            Field(
                "clerk.name",
                translate("Settings", "Clerk"),
                translate("Settings", "Who works here now; kept with everything that is done. May be empty."),
                most=60,
            ),
            Field(
                "currency",
                translate("Settings", "Currency"),
                translate("Settings", "Three letters, such as USD. New cards are sold in it."),
                most=3,
            ),
        ),
    )


def _offline() -> Section:
    return Section(
        "limits",
        translate("Settings", "Allowed without a connection"),
        (
            Field(
                "offline.per_sale",
                translate("Settings", "For one sale"),
                translate("Settings", "0 allows nothing without a connection."),
                most=12,
            ),
            Field("offline.per_card_day", translate("Settings", "For one card in a day"), most=12),
            Field(
                "offline.per_till",
                translate("Settings", "On this till until it is confirmed"),
                most=12,
            ),
            Field(
                "offline.balance_days",
                translate("Settings", "Oldest balance to charge, in days"),
                translate("Settings", "An older one is read again online first."),
                most=3,
            ),
        ),
    )
