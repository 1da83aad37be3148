"""Sentences about cards, receipts and labels on paper."""

from __future__ import annotations

from typing import Final

SENTENCES: Final[dict[str, str]] = {
    "print.unnamed": "Nothing can be printed yet: the name of the shop, its currency or this till's name is not set. "
    "Set them in the settings (F9), or with “settings set shop.name NAME”.",
    "print.not_made": "The card was not printed: its code is not here. Look for the sale in the outbox.",
    "print.receipt_failed": "The receipt printer {printer} did not take the receipt: {why}. It is kept and printed "
    "as soon as the printer works.",
    "print.no_paper": "The receipt printer has no paper. Put in a roll; the receipt is kept and printed then.",
    "print.cover_open": "The receipt printer is open. Close its cover; the receipt is kept and printed then.",
    "print.off_line": "The receipt printer is off-line. Press its feed button or switch it off and on; the receipt "
    "is kept and printed then.",
    "print.printer_error": "The receipt printer reports an error: its knife may be jammed. Switch it off, clear it and "
    "switch it on; the receipt is kept and printed then.",
    "print.queue_missing": "This computer has no print queue for {printer}, or it takes nothing. Look into the "
    "system's printers; the receipt is kept.",
    "print.queue_stopped": "The print queue of {printer} is stopped. Start it in the system's printers; the receipt is "
    "kept and printed then.",
    "print.receipt_unkept": "The receipt was not printed, and the disk has no room to keep it. Make room, then print "
    "it from the history.",
    "print.receipt_gone": "No receipt {number} waits here.",
    "print.label_failed": "The label printer {printer} did not take the label: {why}. The code is kept.",
    "print.label_queue": "The print queue of the label printer {printer} is missing or stopped. Look into the system's "
    "printers. The code is kept.",
    "print.drawer_failed": "The cash drawer did not open: the receipt printer did not answer. Open it by hand.",
    "print.label_nowhere": "No label printer is set up. Enter one in the settings (F9). The code is kept.",
    "print.receipt_nowhere": "No printer is set up for receipts. Choose one in the settings (F9). "
    "Print it later from the history (F5).",
    "print.receipt_unsaved": "The receipt could not be saved: {why}. It is kept; print it again from the history.",
    "print.failed": "The card could not be printed: {why}. The code is kept.",
    "receipts.nothing": "No receipt waits: every one was printed.",
    "receipts.printed": "Printed.",
    "receipts.dropped": "Dropped. It can still be printed from the history.",
}
