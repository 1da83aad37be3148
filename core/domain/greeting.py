"""What is printed on a card for the one who gets it. It stays on this till, and only until the card is handed over."""

from __future__ import annotations

from dataclasses import dataclass

from core.errors import BadInput

NAME_MOST = 60
MESSAGE_MOST = 200
"""What stays readable on the card."""


@dataclass(frozen=True, slots=True)
class Greeting:
    """Empty texts are left out, or leave a line to be filled in by hand."""

    recipient: str = ""
    sender: str = ""
    message: str = ""

    def check(self) -> None:
        """Check the length. Raises BadInput for what does not fit on the card."""
        for text, most in ((self.recipient, NAME_MOST), (self.sender, NAME_MOST), (self.message, MESSAGE_MOST)):
            if len(text) > most:
                raise BadInput("text.long", length=len(text), most=most)
