"""A password that a command asks for: out of a file, of the environment, or typed unseen."""

from __future__ import annotations

from typing import Final, NamedTuple

from core.console.caller import caller, user_path
from core.errors import BadInput


class AskedPassword(NamedTuple):
    """Where the password is where no file is named, and what a person is asked."""

    variable: str
    question: str


OF_BACKUP: Final = AskedPassword("COUNTERFOIL_BACKUP_PASSWORD", "Password of the backup: ")
OF_INVITATION: Final = AskedPassword("COUNTERFOIL_INVITATION_PASSWORD", "Password of the invitation, or its code: ")


def read_password(asked: AskedPassword, file: str | None, *, again: bool) -> str:
    """Read the password: from a file, the environment, or typed unseen, twice where it seals. Raises BadInput."""
    if file is not None:
        try:
            return user_path(file).read_text(encoding="utf-8").rstrip("\r\n")
        except (OSError, UnicodeDecodeError) as error:
            why = error.strerror if isinstance(error, OSError) else "it is not text"
            raise BadInput("backup.password_file", path=file, why=why) from error
    if asked.variable in caller().environment or not caller().at_terminal:
        return caller().environment.get(asked.variable, "")
    password = caller().ask_secret(asked.question)
    if again and caller().ask_secret("The same again: ") != password:
        raise BadInput("backup.passwords_differ")
    return password
