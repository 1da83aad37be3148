"""An installation without its migration scripts says so, and never makes an empty database or touches one."""

import sqlite3

import pytest

from core.errors import CannotStart
from core.store import revisions
from core.store.database import Database
from core.store.revisions import HEAD, KNOWN_REVISIONS, missing_scripts
from tests import schema_template


def test_every_schema_has_its_script():
    assert missing_scripts() == []
    assert {path.name[1:5] for path in revisions.SCRIPTS.glob("r*.py")} == KNOWN_REVISIONS
    assert max(KNOWN_REVISIONS) == HEAD


@pytest.mark.parametrize("kept", [[], ["r0001_first.py"]])
def test_without_scripts_no_database_is_made(tmp_path, monkeypatch, kept):
    scripts = tmp_path / "versions"
    scripts.mkdir()
    for name in kept:
        (scripts / name).touch()
    monkeypatch.setattr(revisions, "SCRIPTS", scripts)
    with pytest.raises(CannotStart, match="Install it again") as told:
        Database(tmp_path / "till.db")
    assert told.value.key == "start.scripts_missing"
    assert not (tmp_path / "till.db").exists()


def test_without_scripts_an_older_database_stays_as_it_is_and_a_newer_one_is_told_as_that(tmp_path, monkeypatch):
    path = tmp_path / "till.db"
    with schema_template.uninstalled():
        Database(path).close()
    monkeypatch.setattr(revisions, "SCRIPTS", tmp_path / "nowhere")
    Database(path).close()  # it is at the newest schema, and needs none
    for revision, key in (("0007", "start.scripts_missing"), ("0999", "start.newer")):
        with sqlite3.connect(path) as raw:
            raw.execute("UPDATE alembic_version SET version_num = ?", (revision,))
        raw.close()
        before = path.read_bytes()
        with pytest.raises(CannotStart) as told:
            Database(path)
        assert (told.value.key, path.read_bytes()) == (key, before)
