"""Who may know whom. pyproject's import contracts say who may be reached; this says what each layer may reach."""

import ast
import dataclasses
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from core.bootstrap import Core
from tests.metrics import sources

ROOT = Path(__file__).parents[2]

# Layer -> all that it may import beside the standard library and itself.
MAY_IMPORT = {
    "core.sentences": set(),
    "core.errors": {"core.sentences"},
    "core.domain": {"core.errors"},
    "core.protocol": {"core.domain"},
    "core.store": {"core.domain", "core.errors", "sqlalchemy", "alembic"},
    "core.remote": {"core.domain", "core.about", "core.errors", "core.log", "requests", "urllib3", "cryptography"},
    "core.server": {
        *("core.about", "core.domain", "core.errors", "core.log", "core.rows"),
        *("sqlalchemy", "starlette", "uvicorn", "h11", "anyio", "psycopg", "cryptography", "qrcode"),
    },
    "core.server.contract": {"core.domain", "core.errors"},
    "core.server.data": {"core.domain", "core.errors", "core.server.contract", "sqlalchemy", "psycopg"},
    "core.causes": set(),
    "core.log": {"core.errors", "core.causes", "core.about"},
    "core.rows": {"core.domain", "xlsxwriter"},
    "core.about": set(),
    "core.setup.checkout": set(),
    "core.setup.system_libraries": set(),
    "core.setup.environment": {
        "core.setup.checkout",
        "core.setup.system_libraries",
        "core.setup.installation",
        "core.console.arguments",
    },
}
HEAVY = ("PySide6", "sqlalchemy", "alembic", "requests", "starlette", "uvicorn", "xlsxwriter")


def modules(layer: str) -> list[Path]:
    path = ROOT / layer.replace(".", "/")
    return sorted(path.rglob("*.py")) if path.is_dir() else [path.with_suffix(".py")]


def imports(path: Path) -> Iterator[str]:
    """Every module named by an import of the file; `from core import rows` counts as core.rows."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path} imports by a relative name"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def is_within(name: str, layers: set[str]) -> bool:
    return any(name == layer or name.startswith(layer + ".") for layer in layers)


def loaded_after(statement: str) -> set[str]:
    code = f"import sys, json; {statement}; print(json.dumps(list(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return {name.split(".")[0] for name in json.loads(done.stdout)}


@pytest.mark.parametrize("layer", MAY_IMPORT)
def test_a_layer_imports_only_what_it_may_know(layer):
    allowed = MAY_IMPORT[layer] | {layer}
    strange = {
        f"{path.relative_to(ROOT)}: {name}"
        for path in modules(layer)
        for name in imports(path)
        if name.split(".")[0] not in sys.stdlib_module_names and not is_within(name, allowed)
    }
    assert strange == set()


@pytest.mark.slow
def test_no_module_of_the_core_loads_qt():
    names = [".".join(path.relative_to(ROOT).with_suffix("").parts) for path in modules("core")]
    packages = [name.removesuffix(".__init__") for name in names if "migrations" not in name]
    assert "PySide6" not in loaded_after(f"import {', '.join(packages)}")


@pytest.mark.slow
def test_the_window_opens_without_sql_and_http():
    assert not loaded_after("import gui.app") & (set(HEAVY) - {"PySide6"})


def test_the_command_line_is_read_without_anything_heavy():
    assert not loaded_after("from core import console; console.parse(['search'])") & set(HEAVY)


def test_no_folder_shadows_a_package_of_the_same_name():
    assert not (ROOT / "packaging" / "__init__.py").exists()


@pytest.mark.slow
def test_the_front_ends_reach_for_no_part_of_the_core():
    """They call use cases with the core; what it is made of is none of their business."""
    parts = {field.name for field in dataclasses.fields(Core)}
    reached = {
        f"{path.relative_to(ROOT)}: core.{node.attr}"
        for path, tree in sources.trees(r"\b_?core\.", "gui", "core/console")
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and node.attr in parts and _is_core(node.value)
    }
    assert reached == set()


def _is_core(node: ast.expr) -> bool:
    """Tell a core by its usual names."""
    return (isinstance(node, ast.Name) and node.id == "core") or (
        isinstance(node, ast.Attribute) and node.attr in {"core", "_core"}
    )
