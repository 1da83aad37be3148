"""The settings that a person may change, declared as values. The preferences check what may be written there."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from gui.widgets.forms.field_rows import Field
from gui.wording import currencies, languages

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class Section:
    """Fields that belong together; the name of a field is its key in the preferences."""

    name: str
    title: str
    fields: tuple[Field, ...]


def sections() -> tuple[Section, ...]:
    """Return those with fields alone, in the order of the page; gui.views.settings.places says which go together."""
    return (_shop(), _till(), _signing(), _offline(), _alerts(), _receipts(), _codes(), _sharing())


def _till() -> Section:
    looks = (
        ("system", translate("Settings", "Like the system")),
        ("light", translate("Settings", "Light")),
        ("dark", translate("Settings", "Dark")),
        ("contrast", translate("Settings", "High contrast")),
    )
    return Section(
        "till",
        translate("Settings", "This till"),
        (
            Field(
                "till.name",
                translate("Settings", "Name of this till"),
                translate("Settings", "On receipts. Each till has a name of its own."),
                most=60,
            ),
            Field(
                "clerk.name",
                translate("Settings", "Clerk"),
                translate("Settings", "Who works here now, until people sign in with a PIN. May be empty."),
                most=60,
            ),
            Field("window.appearance", translate("Settings", "Colours"), choices=looks),
            _desk(),
            _language(),
            _sounds(),
        ),
    )


def _desk() -> Field:
    return Field(
        "till.desk",
        translate("Settings", "A desk that only reads"),
        translate("Settings", "For the office: it sees what all tills did, and does nothing with cards."),
        choices=(("off", translate("Settings", "No")), ("on", translate("Settings", "Yes"))),
    )


def _language() -> Field:
    return Field(
        "window.language",
        translate("Settings", "Language"),
        translate("Settings", "Changes when the program starts next."),
        choices=(("system", translate("Settings", "Like the system")), *languages.names()),
    )


def _sounds() -> Field:
    return Field(
        "window.sounds",
        translate("Settings", "Tones"),
        translate("Settings", "One when it went well, two when you should look."),
        choices=(("off", translate("Settings", "Off")), ("on", translate("Settings", "On"))),
    )


def _shop() -> Section:
    return Section(
        "shop",
        translate("Settings", "Shop"),
        (
            Field(
                "shop.name",
                translate("Settings", "Name of the shop"),
                translate("Settings", "Printed on every card and receipt. Nothing is printed before it is set."),
                most=60,
            ),
            Field(
                "currency",
                translate("Settings", "Currency"),
                translate("Settings", "New cards are sold in it. Limits and usual amounts keep their whole figures."),
                choices=currencies.choices(),
            ),
            Field(
                "sell.amounts",
                translate("Settings", "Usual amounts of new cards"),
                translate("Settings", "With blanks between them, eight at most."),
                most=100,
            ),
            Field(
                "sell.designs",
                translate("Settings", "Designs"),
                translate("Settings", "Name, colour, template suffix; then the next. Only the first needs no suffix."),
                most=500,
            ),
            Field(
                "shop.tills",
                translate("Settings", "How many tills the shop has"),
                translate("Settings", "They share what the service allows. Takes effect at the next start."),
                most=4,
            ),
            _vouchers(),
        ),
    )


def _vouchers() -> Field:
    kinds = (
        ("unset", translate("Settings", "Not set")),
        ("single-purpose", translate("Settings", "Single-purpose: VAT at the sale")),
        ("multi-purpose", translate("Settings", "Multi-purpose: VAT when redeemed")),
    )
    return Field(
        "shop.vouchers",
        translate("Settings", "Kind of voucher for VAT (EU)"),
        translate("Settings", "A line in the reports on activity and liability. Ask your tax adviser."),
        choices=kinds,
    )


def _signing() -> Section:
    return Section(
        "signing",
        translate("Settings", "PINs and signing out"),
        (
            Field(
                "pin.clerk",
                translate("Settings", "A new PIN of a clerk, at least so many characters"),
                translate("Settings", "4 to 12. PINs that people have already stay as they are."),
                most=2,
            ),
            Field(
                "pin.manager",
                translate("Settings", "A new PIN of a manager, at least so many characters"),
                translate("Settings", "6 to 12."),
                most=2,
            ),
            Field(
                "pin.days",
                translate("Settings", "A PIN is changed after so many days"),
                translate("Settings", "At the next sign-in then. 0: never."),
                most=3,
            ),
            Field(
                "window.idle_lock",
                translate("Settings", "Sign out after so many minutes without a key"),
                translate("Settings", "Takes effect once there is a manager. 0: never. What is on the page stays."),
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


def _alerts() -> Section:
    return Section(
        "alerts",
        translate("Settings", "Alerts"),
        (
            Field(
                "alert.queue_hours",
                translate("Settings", "Operations that wait for more hours than this"),
                translate("Settings", "0: never told."),
                most=3,
            ),
            Field(
                "approvals.hours",
                translate("Settings", "Requests for approval wait so many hours"),
                translate("Settings", "Then they expire, and are asked again."),
                most=3,
            ),
            Field(
                "alert.liability",
                translate("Settings", "More owed on cards than this"),
                translate("Settings", "In the shop's currency. 0: never told."),
                most=12,
            ),
        ),
    )


def _sharing() -> Section:
    return Section(
        "sharing",
        translate("Settings", "Folder that the tills share"),
        (
            Field(
                "shop.folder",
                translate("Settings", "Where the shop file is"),
                translate("Settings", "A newer one there is taken over automatically. Empty: none."),
                most=500,
            ),
        ),
    )


def _receipts() -> Section:
    when = (
        ("ask", translate("Settings", "When somebody asks")),
        ("always", translate("Settings", "Always")),
        ("never", translate("Settings", "Never")),
    )
    papers = (
        ("80mm", translate("Settings", "Roll, 80 mm")),
        ("58mm", translate("Settings", "Roll, 58 mm")),
        ("A4", translate("Settings", "Sheet, A4")),
        ("PDF", translate("Settings", "PDF file in the till's folder")),
    )
    drawer = (
        ("off", translate("Settings", "No")),
        ("on", translate("Settings", "When cash is paid out or comes back")),
    )
    return Section(
        "receipts",
        translate("Settings", "Receipts"),
        (
            Field("receipt.when", translate("Settings", "Print a receipt"), choices=when),
            Field("receipt.paper", translate("Settings", "Paper"), choices=papers),
            Field(
                "receipt.printer",
                translate("Settings", "Receipt printer"),
                translate(
                    "Settings",
                    "Its network address, such as 192.168.1.50, its device, such as /dev/usb/lp0, or queue: and its "
                    "name on this computer. Empty: this computer's usual printer.",
                ),
                most=220,
            ),
            Field("receipt.drawer", translate("Settings", "Open the cash drawer for cash"), choices=drawer),
        ),
    )


def _codes() -> Section:
    barcode = (("on", translate("Settings", "QR and a line barcode")), ("off", translate("Settings", "QR alone")))
    mark = (("on", translate("Settings", "With a mark of ours")), ("off", translate("Settings", "Without a mark")))
    return Section(
        "codes",
        translate("Settings", "Codes on cards"),
        (
            Field("card.barcode", translate("Settings", "On a printed card"), choices=barcode),
            Field(
                "card.mark",
                translate("Settings", "Note of a new card"),
                translate(
                    "Settings",
                    "Other programs show the mark. Without it a sale whose answer is lost needs a person, and other "
                    "tills must ask the service whether a code is genuine.",
                ),
                choices=mark,
            ),
            Field(
                "label.printer",
                translate("Settings", "Label printer (ZPL)"),
                translate(
                    "Settings",
                    "For labels of 57 by 32 mm: its address, its device, or queue: and its name. Empty: there is none.",
                ),
                most=220,
            ),
        ),
    )


def way() -> Section:
    """Return what the shop says about the way to its service (docs/decisions/0047)."""
    return Section(
        "way",
        translate("Settings", "The network of the shop"),
        (
            Field(
                "service.proxy",
                translate("Settings", "Proxy to the service"),
                translate("Settings", "Its address. Empty: there is none. Takes effect at the next start."),
                placeholder="http://proxy.example:3128",
                most=300,
            ),
            Field(
                "service.authority",
                translate("Settings", "Certificates of the shop's own authority"),
                translate("Settings", "A PEM file. Empty: there is none. Takes effect at the next start."),
                most=1000,
            ),
            Field(
                "update.address",
                translate("Settings", "Where to ask for a newer version"),
                translate("Settings", "A file with a version in it. Empty: nobody is asked, ever."),
                placeholder="https://example.com/version.txt",
                most=600,
            ),
        ),
    )
