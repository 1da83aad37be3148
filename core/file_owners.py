"""Whose a folder or a file is: a till's are this user's alone, and root leaves none in a folder of somebody else."""

from __future__ import annotations

import os
from pathlib import Path

from core.errors import CannotStart


def check_owner(folder: Path) -> None:
    """Raise CannotStart for a folder of another user, or one that root would make in a user's folder.

    Whoever owns a folder can exchange every file in it. Root can in any case, so a folder that it made for a user is no
    stranger's; but what root writes into a user's home, as sudo may have it do, that user could never open.
    """
    if os.name == "nt":
        return
    user = os.geteuid()
    if folder.exists():
        place = folder
    elif user == 0:
        place = next(parent for parent in folder.absolute().parents if parent.exists())
    else:
        return
    owner = place.stat().st_uid
    if user == 0 != owner:
        raise CannotStart("start.folder_of_user", path=place, owner=name_of(owner))
    if owner not in {0, user}:
        raise CannotStart("start.folder_of_another", path=place, owner=name_of(owner), user=name_of(user))


def is_own(folder: Path) -> bool:
    """Return whether this user's files belong there, as `check_owner` says."""
    try:
        check_owner(folder)
    except CannotStart:
        return False
    return True


def check_file(path: Path) -> None:
    """Raise CannotStart for a file that belongs to another user, who can change it whatever its mode."""
    if os.name == "nt":
        return
    user = os.geteuid()
    try:
        owner = path.lstat().st_uid
    except FileNotFoundError:  # gone meanwhile
        return
    if owner != user and (owner != 0 or not os.access(path, os.R_OK | os.W_OK)):
        raise CannotStart("start.file_of_another", path=path, owner=name_of(owner), user=name_of(user))


def name_of(user: int) -> str:
    """Return what the system calls the user; the number where it has no name."""
    import pwd  # noqa: PLC0415 - not on Windows, and only where something is wrong

    try:
        return pwd.getpwuid(user).pw_name
    except KeyError:
        return str(user)
