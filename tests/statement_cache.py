"""The SQL of a statement, made once in a process for all SQLite databases of the tests.

An engine keeps the text of each statement that it has run, and making it takes longer than running it: a till of a test
lives for a few dozen statements and would make them all again. Here all engines share what one of them has made.
"""

from typing import Any

from sqlalchemy import Engine, create_engine
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.util import LRUCache

_MOST = 5_000


def install() -> None:
    """Let all SQLite engines that are made from now on share a dialect, and the statements made for it."""
    if "engine_created" in vars(SQLiteDialect_pysqlite):
        return
    first, made = create_engine("sqlite://"), LRUCache[Any, Any](_MOST)
    first.connect().close()  # the dialect asks which SQLite it speaks to
    first.dispose()

    def share(_class: type[Any], engine: Engine) -> None:
        engine.dialect = first.dialect
        engine.update_execution_options(compiled_cache=made)

    SQLiteDialect_pysqlite.engine_created = classmethod(share)  # type: ignore[assignment]
