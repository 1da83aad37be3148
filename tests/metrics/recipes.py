"""How many modules a common change touches, by the pages that say how to make it.

The page on a field of a card is carried out in a copy of the program: each of its steps is applied, and a card with the
new field is read, kept, shown on the console and in the window. Were a step missing, that would fail.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from tests.metrics.sources import PROGRAM, ROOT

HOW_TO = ROOT / "docs" / "how-to"
_STEP = re.compile(r"^[0-9]+\. `([a-z_/.]+)`", re.MULTILINE)
_VERSIONS, _TABLES = "core/store/migrations/versions/", "core/store/tables.py"
CHECK = Path(__file__).with_name("recipe_check.py")


@dataclass(frozen=True)
class Insertion:
    """`text` comes right behind `after` in the module."""

    module: str
    after: str
    text: str


CARD_FIELD = (
    Insertion("core/domain/reply.py", "    order_id: int | None = None\n", "    source: str | None = None\n"),
    Insertion(
        "core/remote/wire.py",
        '        order_id=optional_id(row, "order_id"),\n',
        '        source=None if row.get("source") is None else text_of(row, "source"),\n',
    ),
    Insertion("core/store/tables.py", '    Column("order_id", Integer),\n', '    Column("source", Text),\n'),
    Insertion("core/rows/cards.py", "    missing_at: int | None = None\n", "    source: str | None = None\n"),
    Insertion(
        "core/console/output.py", '        "updated_at": utc(row.updated_at),\n', '        "source": row.source,\n'
    ),
    Insertion(
        "gui/widgets/cards/card_face.py",
        "        self._until.setText(expiry_words.until(row))\n",
        '        self._until.setText(f"{expiry_words.until(row)} {row.source}")\n',
    ),
)
_MIGRATION = """\
import sqlalchemy as sa
from alembic import op

revision, down_revision = "{number:04}", "{before:04}"


def upgrade() -> None:
    op.add_column("cards", sa.Column("source", sa.Text()))
"""


def steps(page: str) -> list[str]:
    """Return the modules, or folders, that the steps of a page name, one a step."""
    return _STEP.findall((HOW_TO / page).read_text("utf-8"))


def card_field(folder: Path) -> list[str]:
    """Carry the page out in a copy of the program in `folder`. Return the modules; an AssertionError if it fails."""
    for name in (*PROGRAM, "resources"):
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        copy(ROOT / name, folder / name)
    for each in CARD_FIELD:
        path = folder / each.module
        text = path.read_text("utf-8")
        assert each.after in text, f"{each.module} has changed: {each.after.strip()}"
        path.write_text(text.replace(each.after, each.after + each.text, 1), "utf-8")
    touched = [*(each.module for each in CARD_FIELD), _migrate(folder)]
    done = subprocess.run([sys.executable, str(CHECK)], cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return sorted(touched)


def _migrate(folder: Path) -> str:
    """Add the script of the next revision, and say in the tables that it is the newest."""
    before = max(int(path.name[1:5]) for path in (folder / _VERSIONS).glob("r[0-9]*.py"))
    module = f"{_VERSIONS}r{before + 1:04}_source.py"
    (folder / module).write_text(_MIGRATION.format(number=before + 1, before=before), "utf-8")
    tables = folder / _TABLES
    old, new = (f'SCHEMA = "{number:04}"' for number in (before, before + 1))
    text = tables.read_text("utf-8")
    assert old in text, f"{_TABLES} does not say {old}"
    tables.write_text(text.replace(old, new, 1), "utf-8")
    return module
