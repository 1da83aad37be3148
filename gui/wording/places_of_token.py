"""Where a token comes from and where it is kept, said plainly."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from core.about import program

translate = QCoreApplication.translate


def place_words(place: str | None) -> str:
    """Return the words; `place` is the value of core.security.tokens.Place; "" for what is not known."""
    return {
        "keyring": translate("token", "The token is kept safe in this computer's own store of passwords."),
        "file": translate(
            "token",
            "This computer has no safe place for passwords of its own. The token is in a file of this till's folder, "
            "sealed with the till's key beside it: whoever can read your files can use it.",
        ),
        "given": translate("token", "The token was given for this start only, and is not kept."),
        "sandbox": translate("token", "The sandbox makes a new token at each start."),
    }.get(place or "", "")


def where_from() -> str:
    """Return where a shop gets its token."""
    return translate(
        "token",
        "Where the token is: with Gift Card Hero, open the app in your shop's admin and its page “For Developers”; it "
        "sends the token by e-mail to the shop's address. Look into the junk folder too. A service of your own "
        "(“{program} serve”) names the file with its token when it starts.",
    ).format(program=program())
