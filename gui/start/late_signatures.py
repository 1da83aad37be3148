"""Lets PySide6 load what describes its functions when somebody asks for it, and not at every start.

PySide6 keeps three thousand lines of Python in its library: they parse the signature of a Qt function for a TypeError,
a docstring or a stub file. It compiles all of them from source in each process, with two large regular expressions:
a tenth of the time to the first frame. Nothing here asks for a signature but a fault. There is no option against it.

Left as they are: `mapping`, whose names the library itself reads, and a PySide6 that is made in another way.
"""

from __future__ import annotations

import builtins
import importlib
import os
import sys
import threading
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import Any

SIGNATURE = "shibokensupport.signature"
LATE = {SIGNATURE: ("errorhandler", "layout", "parser"), f"{SIGNATURE}.lib": ("enum_sig", "pyi_generator", "tool")}
"""Modules of PySide6 that are loaded late, by their package."""
_ENUMS = "pyside6_option_python_enum"
"""The one thing that `parser` does while it is loaded: to name the kind of enums for PySide6, True if nobody chose."""

_loading = threading.RLock()


def load_qt() -> None:
    """Import PySide6.QtCore without the modules in `LATE`; with them where somebody has chosen the kind of enums."""
    chosen = os.environ.get(_ENUMS.upper(), "True") != "True" or getattr(sys, _ENUMS, True) is not True
    if chosen or "shiboken6" in sys.modules:
        importlib.import_module("PySide6.QtCore")
        return
    usual = builtins.__import__

    def with_late(name: str, *rest: Any, **named: Any) -> ModuleType:
        if name in LATE and rest[0]["__name__"] == f"{SIGNATURE}.loader":
            usual(name)
            _put_late(sys.modules[name], rest[2])
        return usual(name, *rest, **named)

    setattr(sys, _ENUMS, True)
    setattr(builtins, "__import__", with_late)  # noqa: B010 - until PySide6 is loaded
    try:
        importlib.import_module("PySide6.QtCore")
    finally:
        kept = "__import__" if builtins.__import__ is with_late else "__orig_import__"
        setattr(builtins, kept, usual)  # PySide6 has put its own import before this one


def _put_late(package: ModuleType, names: tuple[str, ...]) -> None:
    """Put a late module in the place of each of `names` that may be one."""
    for name in set(names) & set(LATE[package.__name__]):
        whole = f"{package.__name__}.{name}"
        if package.__spec__ is not None and package.__spec__.loader is not None and whole not in sys.modules:
            late = LateModule(whole, package.__spec__)
            sys.modules[whole] = late
            setattr(package, name, late)


class LateModule(ModuleType):
    """A module that runs when the first of its names is asked for; another thread waits until it has run."""

    def __init__(self, name: str, package: ModuleSpec) -> None:
        super().__init__(name)
        self.__spec__ = ModuleSpec(name, package.loader)
        self._begun = False

    def __getattr__(self, name: str) -> Any:
        """Run the module for a name that is not there yet; one with two underscores is of the import system alone."""
        if name.startswith("__"):
            raise AttributeError(name)
        with _loading:
            self._run()
            try:
                return vars(self)[name]
            except KeyError:
                raise AttributeError(f"module {self.__name__!r} has no attribute {name!r}") from None

    def _run(self) -> None:
        spec = self.__spec__
        if self._begun or spec is None or spec.loader is None:
            return
        self._begun = True
        published, spec.name = spec.name, self.__name__  # PySide6 gives it another name, and loads it by the first
        try:
            spec.loader.exec_module(self)
        finally:
            spec.name = published
