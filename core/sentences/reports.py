"""Sentences about the reports: the close of the day."""

from __future__ import annotations

from typing import Final

SENTENCES: Final[dict[str, str]] = {
    "close.already": "The day {day} is closed already, with closing {number}. What is done now belongs to the next "
    "one. Nothing was changed.",
    "close.future": "A day that has not come yet cannot be closed. Nothing was changed.",
    "close.past": "Closing {number} has closed {day}: an earlier day cannot be closed any more. Nothing was changed.",
    "close.changed": "Something was done with a card since these figures were read. Look at them again, then close. "
    "Nothing was changed.",
    "close.note": "What was counted is not what should be there. Say why in a note; then close again. Nothing was "
    "changed.",
    "close.not_counted": "Count the drawer in {currency} too. Nothing was changed.",
    "close.counted_twice": "{currency} was counted twice: say one amount for it. Nothing was changed.",
    "close.day": "{text!r} is no day. Write it like 2027-12-31.",
    "close.unknown": "There is no closing {number}.",
    "close.none": "No day was closed on this till yet.",
    "close.done": "The day {day} is closed with closing {number}.",
    "close.is_closed": "This day has closing {number} already. What is shown here belongs to the next one.",
    "close.was_changed": "This closing is not what was signed: it was changed in the database.",
}
