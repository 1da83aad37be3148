"""The till's files are this user's alone, whatever was there before (attack 12)."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from argparse import Namespace
from contextlib import closing
from pathlib import Path

import pytest

from core.bootstrap import open_core
from core.clock import Clock
from core.data_folder import first_run
from core.data_folder.ownership import Ownership
from core.data_folder.privacy import check_folder, close_files, is_open_to_group
from core.errors import CannotStart
from core.settings import Settings, resolve

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has other rights")
ROOT = Path(__file__).parents[3]


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.mark.fault("attack 12")
def test_files_that_others_could_read_are_closed_and_strange_ones_are_left(tmp_path: Path) -> None:
    for name in ("till.db", "till.db-wal", "till.key", "service-token", "somebody.txt"):
        (tmp_path / name).write_text("x")
        (tmp_path / name).chmod(0o644)
    (tmp_path / "owner.lock").symlink_to(tmp_path / "somebody.txt")
    assert close_files(tmp_path) == 4
    assert [mode(tmp_path / name) for name in ("till.db", "till.db-wal", "till.key", "service-token")] == [0o600] * 4
    assert mode(tmp_path / "somebody.txt") == 0o644
    assert close_files(tmp_path) == 0


@pytest.mark.fault("attack 12")
def test_a_folder_that_everybody_may_write_into_is_refused(tmp_path: Path) -> None:
    tmp_path.chmod(0o777)
    with pytest.raises(CannotStart) as refused:
        check_folder(tmp_path)
    assert refused.value.key == "start.folder_open"
    tmp_path.chmod(0o775)
    check_folder(tmp_path)
    assert is_open_to_group(tmp_path)
    tmp_path.chmod(0o700)
    assert not is_open_to_group(tmp_path)


@pytest.mark.fault("attack 12")
@pytest.mark.parametrize("which", ["till", "state"])
def test_no_till_starts_where_everybody_may_write_and_the_doctor_says_where_a_group_may(
    tmp_path: Path, which: str
) -> None:
    """Whoever can write into the state folder can exchange the record by which a cut journal is known."""
    settings = Settings(tmp_path / "till", state_dir=tmp_path / "state")
    for name in ("till", "state"):
        (tmp_path / name).mkdir(mode=0o700)
    (tmp_path / which).chmod(0o777)
    with pytest.raises(CannotStart) as refused:
        open_core(settings, "console")
    assert (refused.value.key, refused.value.values["path"]) == ("start.folder_open", tmp_path / which)
    (tmp_path / which).chmod(0o770)
    with closing(open_core(settings, "console")) as core:
        finding = next(each for each in core.doctor.examine() if each.check == "folder")
        assert finding.state == "bad"
        assert str(tmp_path / which) in finding.text


NOBODY = 65534
gives_away = pytest.mark.skipif(os.name == "nt" or os.geteuid() != 0, reason="only root can give a file away")


def refused(folder: Path) -> CannotStart:
    with pytest.raises(CannotStart) as error:
        open_core(Settings(folder, state_dir=folder.parent / "state"), "console")
    return error.value


@gives_away
@pytest.mark.parametrize("which", ["till", "state"])
def test_a_folder_of_another_user_is_refused(tmp_path: Path, which: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its owner can exchange every file in it, whatever the modes of those are."""
    for name in ("till", "state"):
        (tmp_path / name).mkdir(mode=0o700)
    os.chown(tmp_path / which, NOBODY, NOBODY)
    as_root = refused(tmp_path / "till")
    assert (as_root.key, as_root.exit_status) == ("start.folder_of_user", 7)
    assert (as_root.values["path"], as_root.values["owner"]) == (tmp_path / which, "nobody")
    other = "till" if which == "state" else "state"
    os.chown(tmp_path / other, 1000, 1000)
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    assert refused(tmp_path / "till").key == "start.folder_of_another"
    assert list(tmp_path.rglob("*.*")) == [], "nothing was written"


@gives_away
def test_a_folder_that_root_made_for_a_user_is_no_strangers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Root can change everything in any case; what this user may not write tells itself."""
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    check_folder(tmp_path)


@gives_away
@pytest.mark.parametrize("name", ["till.db", "till.key", "owner.lock", "service-url"])
def test_a_file_of_another_user_in_the_folder_is_refused(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "till"
    folder.mkdir(mode=0o700)
    (folder / name).touch(0o600)
    os.chown(folder / name, NOBODY, NOBODY)
    told = refused(folder)
    assert (told.key, told.values["path"], told.values["owner"]) == ("start.file_of_another", folder / name, "nobody")


@gives_away
def test_root_makes_no_till_in_a_users_home(tmp_path: Path) -> None:
    """As by sudo, which may keep HOME: the user could never open what root left there."""
    home = tmp_path / "home"
    home.mkdir()
    os.chown(home, NOBODY, NOBODY)
    place = home / ".local" / "share" / "counterfoil"
    with pytest.raises(CannotStart) as error:
        resolve(Namespace(data_dir=str(place)), {"COUNTERFOIL_STATE_DIR": str(tmp_path / "state")})
    assert (error.value.key, error.value.values["owner"]) == ("start.folder_of_user", "nobody")
    with pytest.raises(CannotStart):
        first_run.keep(place, "choose")
    (tmp_path / "till").mkdir(mode=0o700)
    with pytest.raises(CannotStart):
        open_core(Settings(tmp_path / "till", state_dir=home / ".local" / "state"), "console")
    assert list(home.iterdir()) == []


@pytest.mark.fault("attack 12")
def test_a_planted_link_is_not_followed_by_the_lock(tmp_path: Path) -> None:
    victim = tmp_path / "victim"
    victim.write_text("mine\n")
    folder = tmp_path / "till"
    folder.mkdir()
    (folder / "owner.lock").symlink_to(victim)
    with pytest.raises(CannotStart):
        Ownership(folder, "console", Clock())
    assert victim.read_text() == "mine\n"


@pytest.mark.slow
@pytest.mark.fault("attack 12")
def test_whatever_a_command_writes_is_its_users_alone(tmp_path: Path) -> None:
    """Though the folder was there before, and though the shell gives everybody everything."""
    home = tmp_path / "home"
    home.mkdir(mode=0o755)
    code = (
        "import os, sys; os.umask(0); sys.path.insert(0, sys.argv[1]); sys.argv[1:] = sys.argv[2:];"
        "import main; sys.exit(main.main(sys.argv[1:]))"
    )
    environment = os.environ | {"COUNTERFOIL_STATE_DIR": str(tmp_path / "state")}
    words = ["--data-dir", str(home), "--json", "issue", "5"]
    done = subprocess.run(
        [sys.executable, "-c", code, str(ROOT), *words], env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    found = {path.name: oct(mode(path)) for path in home.rglob("*") if path.is_file() and mode(path) & 0o077}
    assert found == {}
    assert len(list(home.iterdir())) > 3
