"""Record which functions of core and gui run, and which work of one thread led to which of another.

The sources are changed as they are imported: each function says when it is entered and left, each `emit` what it
sends, each `setText` which label it changes. A profiler would not do: Qt gives a thread of its own a new Python
state with every call, and a profile function is lost with the old one.
"""

from __future__ import annotations

import ast
import itertools
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder, SourceFileLoader
from types import CodeType
from typing import Any

ROOTS = ("core", "gui")
_ENTER, _LEAVE, _PASS, _CALL, _EMIT, _SET_TEXT = (
    f"_trace_{name}" for name in ("enter", "leave", "pass", "call", "emit", "set_text")
)


@dataclass(frozen=True)
class Frame:
    """A function that runs."""

    module: str
    name: str


@dataclass(frozen=True)
class Landmark:
    """Something to remember the stack of: `kind` is sql, emit or text; `what` the statement, or the label's name."""

    kind: str
    what: str
    stack: tuple[Frame, ...]


@dataclass
class Activity:
    """What a thread does between two turns of its event loop. `cause`: the emit that led to it, its place too."""

    thread: int
    entered: Frame
    cause: tuple[Activity, int] | None
    frames: list[Frame] = field(default_factory=list)
    landmarks: list[Landmark] = field(default_factory=list)
    calls: set[tuple[Frame, Frame]] = field(default_factory=set)
    """Who called whom."""

    def modules(self) -> set[str]:
        return {frame.module for frame in self.frames}


class Recorder:
    """Keeps what is recorded while `on`. Thread-safe as far as list.append is."""

    def __init__(self) -> None:
        self.on = False
        self.activities: list[Activity] = []
        self._threads: dict[int, tuple[Activity, list[Frame]]] = {}
        self._sent: dict[int, tuple[object, Activity, int]] = {}

    def start(self) -> None:
        self.activities.clear()
        self._sent.clear()
        self.on = True

    def stop(self) -> None:
        self.on = False

    def enter(self, frame: Frame, arguments: tuple[object, ...]) -> None:
        if not self.on:
            return
        thread = threading.get_ident()
        if thread not in self._threads:
            cause = next((self._sent[id(each)][1:] for each in arguments if id(each) in self._sent), None)
            activity = Activity(thread, frame, cause)
            self.activities.append(activity)
            self._threads[thread] = activity, []
        activity, stack = self._threads[thread]
        if stack:
            activity.calls.add((stack[-1], frame))
        stack.append(frame)
        activity.frames.append(frame)

    def leave(self) -> None:
        if (running := self._threads.get(thread := threading.get_ident())) is None:
            return
        running[1].pop()
        if not running[1]:
            del self._threads[thread]

    def pass_through(self, frame: Frame) -> None:
        """A generator runs in pieces: it is counted, and is never on the stack."""
        if running := self._threads.get(threading.get_ident()):
            running[0].frames.append(frame)

    def mark(self, kind: str, what: str, *sent: object) -> None:
        if (running := self._threads.get(threading.get_ident())) is None:
            return
        activity, stack = running
        activity.landmarks.append(Landmark(kind, what, tuple(stack)))
        for each in sent:
            if not isinstance(each, (int, str, bool, type(None), tuple)):  # of these two may be one object
                self._sent[id(each)] = each, activity, len(activity.landmarks) - 1


RECORDER = Recorder()


def install() -> None:
    """Change what is imported from now on. Nothing of core or gui may be imported yet."""
    loaded = [name for name in sys.modules if name.partition(".")[0] in ROOTS]
    assert not loaded, loaded
    sys.meta_path.insert(0, _Finder())


class _Finder(MetaPathFinder):
    def find_spec(self, fullname: str, path: Any = None, target: Any = None) -> ModuleSpec | None:
        if fullname.partition(".")[0] not in ROOTS:
            return None
        spec = PathFinder.find_spec(fullname, path, target)
        if spec is not None and isinstance(spec.loader, SourceFileLoader):
            spec.loader = Loader(spec.loader.name, spec.loader.path)
        return spec


class Loader(SourceFileLoader):
    def path_stats(self, path: str) -> Any:
        raise OSError("neither read nor write a cache of what is changed")

    def source_to_code(self, data: Any, path: Any, *, _optimize: int = -1) -> CodeType:  # type: ignore[override]
        tree = ast.fix_missing_locations(_Change(self.name).visit(ast.parse(data, path)))
        return compile(tree, path, "exec", dont_inherit=True, optimize=_optimize)

    def exec_module(self, module: Any) -> None:
        vars(module).update(self.names())
        super().exec_module(module)

    @staticmethod
    def names() -> dict[str, Callable[..., Any]]:
        """Return what a changed module calls."""
        return {
            _ENTER: _enter,
            _LEAVE: RECORDER.leave,
            _PASS: _pass,
            _CALL: _call,
            _EMIT: _emit,
            _SET_TEXT: _set_text,
        }


def _enter(module: str, name: str, *arguments: object) -> None:
    RECORDER.enter(Frame(module, name), arguments)


def _pass(module: str, name: str) -> None:
    RECORDER.pass_through(Frame(module, name))


def _call(module: str, body: Callable[[], Any], *arguments: object) -> Any:
    """Run a lambda's body."""
    _enter(module, "<lambda>", *arguments)
    try:
        return body()
    finally:
        RECORDER.leave()


def _emit(emit: Callable[..., Any], *sent: object) -> Any:
    if RECORDER.on:
        RECORDER.mark("emit", "", *sent)
    return emit(*sent)


def _set_text(set_text: Callable[..., Any], *words: Any) -> Any:
    label: Any = getattr(set_text, "__self__", None)
    if RECORDER.on and hasattr(label, "objectName"):
        RECORDER.mark("text", label.objectName())
    return set_text(*words)


class _Change(ast.NodeTransformer):
    def __init__(self, module: str) -> None:
        self._module = ast.Constant(module)
        self._names: list[str] = []

    def visit_ClassDef(self, node: ast.ClassDef) -> ast.AST:
        self._names.append(node.name)
        self.generic_visit(node)
        self._names.pop()
        return node

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        self._names.append(node.name)
        name = ast.Constant(".".join(self._names))
        in_pieces = generates(node)
        self.generic_visit(node)
        self._names.pop()
        if in_pieces:
            node.body.insert(0, ast.Expr(_call_of(_PASS, self._module, name)))
            return node
        entered = _call_of(_ENTER, self._module, name, *_arguments(node.args))
        node.body = [ast.Expr(entered), ast.Try(node.body, [], [], [ast.Expr(_call_of(_LEAVE))])]
        return node

    def visit_Lambda(self, node: ast.Lambda) -> ast.AST:
        self.generic_visit(node)
        empty = ast.arguments(posonlyargs=[], args=[], kwonlyargs=[], kw_defaults=[], defaults=[])
        node.body = _call_of(_CALL, self._module, ast.Lambda(empty, node.body), *_arguments(node.args))
        return node

    def visit_Call(self, node: ast.Call) -> ast.AST:
        self.generic_visit(node)
        if isinstance(node.func, ast.Attribute) and not node.keywords:
            instead = {"emit": _EMIT, "setText": _SET_TEXT}.get(node.func.attr)
            if instead is not None and not isinstance(node.func.value, ast.Call):  # super().setText finds its class
                return _call_of(instead, node.func, *node.args)
        return node


def _arguments(arguments: ast.arguments) -> list[ast.expr]:
    named = itertools.chain(arguments.posonlyargs, arguments.args, arguments.kwonlyargs)
    return [ast.Name(each.arg, ast.Load()) for each in named]


def _call_of(name: str, *arguments: ast.expr) -> ast.Call:
    return ast.Call(ast.Name(name, ast.Load()), list(arguments), [])


def generates(node: ast.FunctionDef) -> bool:
    """Tell whether a `yield` stands in it, and not in a function of its own inside."""
    waiting: list[ast.AST] = list(node.body)
    while waiting:
        each = waiting.pop()
        if isinstance(each, (ast.Yield, ast.YieldFrom)):
            return True
        if not isinstance(each, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda, ast.ClassDef)):
            waiting.extend(ast.iter_child_nodes(each))
    return False
