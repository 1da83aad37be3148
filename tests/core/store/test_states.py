"""The states in SQL are those of the program, in the words of the indexes."""

from core.domain.operation import OPEN, State
from core.store.database import Database, run
from core.store.states import OPEN_SQL, UNSETTLED_SQL


def test_every_open_state_is_in_it_and_no_other():
    assert {State(word.strip(" ()'")) for word in OPEN_SQL.split(",")} == OPEN
    assert {State(word.strip(" ()'")) for word in UNSETTLED_SQL.split(",")} == OPEN | {State.PARKED}


def test_the_indexes_have_the_same_words_so_that_they_are_used(tmp_path):
    database = Database(tmp_path / "till.db")
    with database.reading() as conn:
        found = run(conn, "SELECT sql FROM sqlite_master WHERE type = 'index' AND sql LIKE '%state IN%'").fetchall()
    database.close()
    made = [sql for (sql,) in found]
    assert len(made) == 2
    assert [sql for sql in made if OPEN_SQL not in sql and UNSETTLED_SQL not in sql] == []
