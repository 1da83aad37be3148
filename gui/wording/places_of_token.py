"""Where the token is kept, said plainly: a keyring, or a file that only protects from other users."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

translate = QCoreApplication.translate


def place_words(place: str | None) -> str:
    """`place` is the value of core.tokens.Place; "" for what is not known."""
    return {
        "keyring": translate("token", "The token is in the keyring of this system."),
        "file": translate(
            "token",
            "This system has no keyring that we trust. The token is in a file of this till's folder that only your "
            "user can read, sealed with the till's key beside it: whoever can read your files can use it.",
        ),
        "given": translate("token", "The token was given for this start only, and is not kept."),
        "sandbox": translate("token", "The sandbox makes a new token at each start."),
    }.get(place or "", "")
