"""Every text that is translated while the program runs, read from the source as Qt asks for it: context and English.

lupdate alone would put the texts of a module's own `tr` into no context, and would not see core.sentences at all.
"""

from __future__ import annotations

import ast
import re
from pathlib import Path

from core.causes import CAUSES
from core.sentences import SENTENCES

ROOT = Path(__file__).parents[1]
Text = tuple[str, str]
"""Context and English."""

_OWN_TR = re.compile(r'def tr\(text: str\).*?QCoreApplication\.translate\("(\w+)", text\)', re.DOTALL)
_PASSED_ON = {
    ("gui/frame/pages.py", "word"),
    ("gui/wording/messages.py", "format_sentence"),
    ("gui/wording/kept_words.py", "cause"),
}
"""These translate what is written as a literal elsewhere: QT_TRANSLATE_NOOP, core.sentences and core.causes."""


class NotLiteral(Exception):
    """A text that no translator would ever see."""


def texts() -> list[Text]:
    """All of them, each once, in order. Raises NotLiteral, naming file and line."""
    found = {("Sentence", text) for text in SENTENCES.values()} | {("Cause", text) for text in CAUSES}
    for path in sorted((ROOT / "gui").rglob("*.py")):
        reader = _Reader(path)
        reader.visit(ast.parse(path.read_text(encoding="utf-8")))
        found.update(reader.found)
    return sorted(found)


class _Reader(ast.NodeVisitor):
    """Knows in which class it is: that is the context of self.tr."""

    def __init__(self, path: Path) -> None:
        self.found: list[Text] = []
        self._name = path.relative_to(ROOT).as_posix()
        self._own = _OWN_TR.search(path.read_text(encoding="utf-8"))
        self._classes: list[str] = []
        self._functions: list[str] = []

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        self._classes.append(node.name)
        self.generic_visit(node)
        self._classes.pop()

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        self._functions.append(node.name)
        self.generic_visit(node)
        self._functions.pop()

    def visit_Call(self, node: ast.Call) -> None:
        asked = ast.unparse(node.func)
        if asked in {"translate", "QCoreApplication.translate", "QT_TRANSLATE_NOOP"}:
            self._take(node, node.args[0], node.args[1])
        elif asked == "tr" or asked.endswith(".tr"):
            self._take(node, ast.Constant(self._context(asked, node)), node.args[0])
        self.generic_visit(node)

    def _take(self, call: ast.Call, context: ast.expr, text: ast.expr) -> None:
        if isinstance(context, ast.Constant) and isinstance(text, ast.Constant):
            self.found.append((str(context.value), str(text.value)))
        elif (self._name, *self._functions[-1:]) not in _PASSED_ON and self._functions[-1:] != ["tr"]:
            raise NotLiteral(f"{self._name}:{call.lineno}: {ast.unparse(call)}")

    def _context(self, asked: str, call: ast.Call) -> str:
        if asked == "self.tr" and self._classes:
            return self._classes[-1]
        if asked == "tr" and self._own:
            return self._own[1]
        module = next((ROOT / "gui").rglob(f"{asked.removesuffix('.tr')}.py"), None)
        own = _OWN_TR.search(module.read_text(encoding="utf-8")) if module else None
        if own is None:
            raise NotLiteral(f"{self._name}:{call.lineno}: nobody knows the context of {asked}")
        return own[1]
