"""Sentences about setting up a till with nobody in front of it: files of settings, and what a machine brings along."""

from __future__ import annotations

from typing import Final

SENTENCES: Final[dict[str, str]] = {
    "settings_file.unreadable": "The file {path} cannot be read: {why}. Nothing was changed.",
    "settings_file.unwritten": "The settings could not be written to {path}: {why}.",
    "settings_file.large": "A file of settings has at most {most} lines. Nothing was read.",
    "settings_file.syntax": "This is not TOML: {why}.",
    "settings_file.shape": "{key}: write a text in quotation marks, a number, or true or false.",
    "settings_file.empty": "There is no setting in this file.",
    "settings_file.problems": "The file has problems, so nothing of it counts.",
    "settings_file.imported": "{count} settings of {file} count now.",
    "settings_file.sound": "{count} settings of {file} can be taken as they are. Nothing was changed.",
    "machine.writable": "Others than root and this user may write {path}, so what is in it is not used. As root: chown "
    "root, chmod go-w. Nothing was set up.",
    "machine.unreadable": "The file {path} cannot be read: {why}. Nothing was set up.",
    "machine.problems": "The file {path} cannot be used: {why} Nothing was set up.",
    "machine.secret_open": "Every user of this computer may read {path}, so it is no place for a token or a PIN. As "
    "root: chmod o-r. Nothing was set up.",
    "machine.secret_shape": "{path} is to hold one line, the token or the PIN. Nothing was set up.",
    "machine.secret_here": "{key} is a secret and does not belong here: name a file of its own in {instead}.",
    "machine.unknown": "There is no {key!r} here.",
    "machine.missing": "{key} is missing, or is no text.",
    "settings_file.exported": "{count} settings are in {path}.",
}
