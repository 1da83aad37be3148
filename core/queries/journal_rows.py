"""An entry of the journal as a line of the history: what it says in sentences, with nothing secret in them."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from core.domain.alert import ALERTS
from core.domain.code import without_codes
from core.domain.journal_groups import GROUPS
from core.domain.money import Money
from core.domain.outcome import Message
from core.domain.staff import OWNER
from core.rows.journal import JournalRow
from core.services.people.known_settings import DEFAULTS

Values = Mapping[str, Any]

_FILES = frozenset({"history", "card-life", "reconciliation", "order", "settings", "diagnostics", "journal-pages"})
_PAPERS = frozenset({"receipt", "card", "cards", "label"})


def journal_row(row: Mapping[str, Any]) -> JournalRow:
    """Return the line of a row of core.queries.journal_sql."""
    values = {name: _shown(value) for name, value in json.loads(row["entry"]).items()}
    what = row["kind"]
    before, after = _change(what, row, values)
    told = values | {"before": before, "after": after, "last": (row["last_characters"] or "").upper()}
    told |= {name: _shown(row[name] or "") for name in ("frozen_why", "order_name", "currency")}
    messages = _TOLD.get(what, _plainly)(f"entry.{what}", told)
    if values.get("who") == OWNER.name:
        messages = (*messages, Message("entry.by_owner"))
    return JournalRow(
        number=row["number"],
        created_at=int(row["created_at"]),
        what=what,
        group=GROUPS[what],
        messages=messages,
        clerk=row["clerk"] or "",
        approver=row["approver"],
        till=row["till"],
        card_id=row["card_id"] or 0,
        last_characters=row["last_characters"] or "",
        operation_id=row["operation_id"] or "",
        before=before,
        after=after,
    )


def _shown(value: object) -> object:
    """Mask whatever has the shape of a code: a setting or a reason is typed by people."""
    return without_codes(value) if isinstance(value, str) else value


def _change(what: str, row: Mapping[str, Any], values: Values) -> tuple[str, str]:
    """Return what a setting, or somebody's role, was before and is now; a setting never set was as it comes."""
    if what == "setting":
        told = values.get("before", row["before"])  # entries of earlier versions have none of their own
        before = told if told is not None else DEFAULTS.get(values["key"], "")
        return without_codes(before), values["value"]
    if what == "staff":
        return row["before"] or "", values.get("role", "")
    return "", ""


def _plainly(key: str, values: Values) -> tuple[Message, ...]:
    return (Message(key, {name: value for name, value in values.items() if isinstance(value, str | int)}),)


def _signed_in(key: str, values: Values) -> tuple[Message, ...]:
    return (Message(f"{key}.{values['role']}"),)


def _staff(key: str, values: Values) -> tuple[Message, ...]:
    name, before, after = values["name"], values["before"], values["after"]
    if values["act"] == "removed":
        return (Message(f"{key}.removed", {"name": name}),)
    if before == after:
        return (Message(f"{key}.pin", {"name": name}),)
    return (Message(f"{key}.{before}.{after}" if before else f"{key}.{after}", {"name": name}),)


def _records_removed(key: str, values: Values) -> tuple[Message, ...]:
    return (Message(f"{key}.{values['rule']}", {"count": values["count"]}),)


def _setting(key: str, values: Values) -> tuple[Message, ...]:
    told = {name: values[name] for name in ("before", "after")} | {"key": values["key"]}
    kept = values["before"] == values["after"]
    read = (Message("entry.from_file", {"file": values["file"]}),) if values.get("file") else ()
    return (Message(f"{key}.same" if kept else key, told), *read)


def _shop_file(key: str, values: Values) -> tuple[Message, ...]:
    return _plainly(f"{key}.{values['act']}", values)


def _freeze(key: str, values: Values) -> tuple[Message, ...]:
    why = (Message("entry.because", {"why": values["frozen_why"]}),) if values["frozen_why"] else ()
    return (Message(key, {"last": values["last"]}), *why)


def _looked_up(key: str, values: Values) -> tuple[Message, ...]:
    """Name the cards; behind a card how often it was looked at, where that is more than once."""
    found = [f"{last.upper()} ×{times}" if times > 1 else last.upper() for last, times in values["cards"].items()]
    messages = [Message(f"{key}.cards", {"cards": ", ".join(found)})] if found else []
    for name in ("more", "searches", "reports"):
        if count := values.get(name, 0):
            messages.append(Message(f"{key}.{name}.one" if count == 1 else f"{key}.{name}", {"count": count}))
    return tuple(messages)


def _printed(key: str, values: Values) -> tuple[Message, ...]:
    paper = values.get("paper")
    again = ".again" if values.get("again") else ""
    told = {"last": values["last"], "count": values.get("count", 1)}
    return (Message(f"{key}.{paper}{again}" if paper in _PAPERS else key, told),)


def _file_saved(key: str, values: Values) -> tuple[Message, ...]:
    what, told = values["what"], {"count": values["rows"]}
    return (Message(f"{key}.{what}", told) if what in _FILES else Message(key, told | {"what": what}),)


def _alert_seen(key: str, values: Values) -> tuple[Message, ...]:
    alert = values["alert"]
    return (Message(f"{key}.{alert}") if alert in ALERTS else Message(key, {"alert": alert}),)


def _order(key: str, values: Values) -> tuple[Message, ...]:
    """Name the order by its file; one without is named by its number."""
    name = values["order_name"] or str(values["order"])[-8:]
    return (Message(key, {"name": name, "count": values.get("cards", 0)}),)


def _settled(key: str, values: Values) -> tuple[Message, ...]:
    told = Message(f"{key}.{values['how']}", {"last": values["last"]})
    if not values.get("loss"):
        return (told,)
    return (told, Message("entry.loss", {"amount": Money(values["loss"], values["currency"])}))


def _asked(key: str, values: Values) -> tuple[Message, ...]:
    """Tell what was asked for: an amount on a card, a new card, or an act without an amount."""
    told = {"number": values["number"], "last": values["last"]}
    if values.get("amount") is None:
        return (Message(key, told),)
    told["amount"] = Money(values["amount"], str(values["currency"] or ""))
    return (Message(f"{key}.amount" if values["last"] else f"{key}.new", told),)


_TOLD: dict[str, Callable[[str, Values], tuple[Message, ...]]] = {
    "signed-in": _signed_in,
    "staff": _staff,
    "setting": _setting,
    "shop-file": _shop_file,
    "frozen": _freeze,
    "unfrozen": _freeze,
    "looked-up": _looked_up,
    "records-removed": _records_removed,
    "printed": _printed,
    "file-saved": _file_saved,
    **dict.fromkeys(("order", "order-paused", "order-resumed", "order-stopped"), _order),
    "alert-seen": _alert_seen,
    "settled": _settled,
    "approval-asked": _asked,
}
"""How an entry is told that is more than one sentence with its values."""
