"""What a machine brings along: read strictly, from a file that only root and this user may write."""

import os
import socket

import pytest

from core.console.arguments import parse
from core.data_folder import first_run, machine_file, machine_place
from core.errors import CannotStart

FILE = """\
[service]
url = "https://gifts.example"
token_file = "token"
[manager]
name = "Mia"
pin_file = "/run/pin"
[settings.till]
name = "Till {hostname}"
"""


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "etc" / "till.toml"
    path.parent.mkdir(mode=0o755)
    path.write_text(FILE, encoding="utf-8")
    return path


def refused(path) -> CannotStart:
    with pytest.raises(CannotStart) as told:
        machine_file.read(path)
    return told.value


def test_it_names_service_manager_and_settings(file):
    found = machine_file.read(file)
    assert (found.url, found.token_file) == ("https://gifts.example", file.parent / "token")
    assert (found.manager, str(found.pin_file)) == ("Mia", "/run/pin")
    assert found.settings.values == {"till.name": f"Till {socket.gethostname().partition('.')[0]}"}


def test_it_may_name_a_client_whose_secret_stands_in_the_other_file(file):
    file.write_text(FILE.replace("token_file", 'client_id = "till {hostname}"\ntoken_file', 1), encoding="utf-8")
    assert machine_file.read(file).client_id == f"till {socket.gethostname().partition('.')[0]}"


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("url =", "address =", ("line 2: There is no 'service.address' here.", "line 0: service.url is missing")),
        ('"token"', "7", ("line 3: service.token_file is missing, or is no text.",)),
        ("token_file =", 'token = "abc"\ntoken_file =', ("line 3: service.token is a secret", "service.token_file.")),
        ("token_file =", "client_id = 7\ntoken_file =", ("line 3: service.client_id is missing, or is no text.",)),
        ("token_file =", 'client_secret = "x"\ntoken_file =', ("line 3: service.client_secret is a secret",)),
        ("pin_file =", 'pin_hash = "x"\npin_file =', ("line 6: There is no 'manager.pin_hash' here.",)),
        ('pin_file = "/run/pin"', 'pin = "482913"', ("line 6: manager.pin is a secret", "manager.pin_file is missing")),
        ('name = "Till {hostname}"', "name = [1]", ("line 8: till.name: write a text",)),
        ('name = "Mia"', 'name = "Mia', ("line 5: This is not TOML",)),
    ],
)
def test_all_that_is_wrong_is_told_with_its_line(file, old, new, told):
    file.write_text(FILE.replace(old, new, 1), encoding="utf-8")
    error = refused(file)
    assert error.key == "machine.problems"
    assert [each for each in told if each not in error.sentence] == []
    assert "482913" not in error.sentence


@pytest.mark.skipif(os.name == "nt", reason="the rights of Windows' own folder are not looked at")
@pytest.mark.parametrize("mode", [0o646, 0o664])
def test_a_file_or_folder_that_others_may_write_is_refused(file, mode):
    file.chmod(mode)
    assert (refused(file).key, str(file) in refused(file).sentence) == ("machine.writable", True)
    file.chmod(0o644)
    file.parent.chmod(0o777)
    assert (refused(file).key, str(file.parent) in refused(file).sentence) == ("machine.writable", True)
    file.parent.chmod(0o755)
    assert machine_file.read(file).manager == "Mia"


@pytest.mark.skipif(os.name == "nt" or os.geteuid() != 0, reason="only root can give a file away")
def test_a_file_of_another_user_is_refused(file):
    os.chown(file, 65534, 65534)
    assert refused(file).key == "machine.writable"


@pytest.mark.parametrize(
    ("content", "mode", "key"),
    [
        ("secret\n", 0o644, "machine.secret_open"),
        ("secret\n", 0o660, "machine.writable"),
        ("one\ntwo\n", 0o600, "machine.secret_shape"),
        ("\n", 0o640, "machine.secret_shape"),
    ],
)
@pytest.mark.skipif(os.name == "nt", reason="as above")
def test_a_secret_is_one_line_that_not_everybody_reads(file, content, mode, key):
    path = file.with_name("token")
    path.write_text(content, encoding="utf-8")
    path.chmod(mode)
    with pytest.raises(CannotStart) as told:
        machine_file.read_secret(path)
    assert (told.value.key, "secret\n" in told.value.sentence) == (key, False)
    path.chmod(0o640)
    path.write_text("secret\n", encoding="utf-8")
    assert machine_file.read_secret(path) == "secret"


def test_it_counts_in_a_folder_where_no_till_worked(file, tmp_path):
    folder, named = tmp_path / "till", {"COUNTERFOIL_TILL_FILE": str(file)}
    assert machine_place.file_for(folder, named) == file
    folder.mkdir()
    assert machine_place.file_for(folder, named) == file
    (folder / "sandbox-till.db").touch()
    assert machine_place.file_for(folder, named) is None
    machine_place.begin(folder)
    assert machine_place.file_for(folder, named) == file, "a start that was killed goes on"
    assert machine_place.file_for(folder, {"COUNTERFOIL_TILL_FILE": ""}) is None
    machine_place.end(folder)
    assert machine_place.file_for(folder, named) is None


def test_the_window_asks_for_what_the_file_leaves_open(file, tmp_path):
    options = parse(["--data-dir", str(tmp_path / "till")])
    named = {"COUNTERFOIL_TILL_FILE": str(file)}
    assert first_run.pending(options, {"COUNTERFOIL_TILL_FILE": ""}) == first_run.CHOOSE
    assert first_run.pending(options, named) == ""
    file.write_text(FILE.partition("[manager]")[0], encoding="utf-8")
    assert first_run.pending(options, named) == first_run.MANAGER
    file.write_text("nonsense", encoding="utf-8")
    assert first_run.pending(options, named) == "", "opening the till tells what is wrong"
