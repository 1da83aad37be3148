"""The till's files are this user's alone, whatever was there before (attack 12)."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from core.bootstrap import open_core
from core.clock import Clock
from core.data_folder.ownership import Ownership
from core.data_folder.privacy import check_folder, close_files, is_open_to_group
from core.errors import CannotStart
from core.settings import Settings

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
