"""All that the window has behind its first frame, imported in one go when that frame is painted."""

from __future__ import annotations

from gui.frame.banner import Banner
from gui.frame.file_drop import FileDrop
from gui.input.key_filter import KeyFilter
from gui.input.scanner_input import ScannerInput
from gui.palette.palette_controller import PaletteController
from gui.people.covered_dialogs import CoveredDialogs
from gui.people.idle_lock import IdleLock
from gui.people.sign_in import SignIn
from gui.printing import late_receipts
from gui.training.sheet import TrainingSheet
from gui.widgets.messages.message_bar import MessageBar
from gui.window.close_question import CloseQuestion
from gui.window.help import Help
from gui.window.notices import Notices
from gui.window.window_settings import WindowSettings

__all__ = [
    "Banner",
    "CloseQuestion",
    "CoveredDialogs",
    "FileDrop",
    "Help",
    "IdleLock",
    "KeyFilter",
    "MessageBar",
    "Notices",
    "PaletteController",
    "ScannerInput",
    "SignIn",
    "TrainingSheet",
    "WindowSettings",
    "late_receipts",
]
