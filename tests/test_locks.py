"""The lock files: within pyproject's bounds, every package hashed, and no address of any machine in them."""

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
EXTRAS = PROJECT["optional-dependencies"]
LOCKS = {
    "requirements.lock": PROJECT["dependencies"],
    "requirements-dev.lock": [*PROJECT["dependencies"], *EXTRAS["dev"]],
    "packaging/requirements.lock": [*PROJECT["dependencies"], *EXTRAS["packaging"]],
}


def locked(name: str) -> dict[str, str]:
    """Package to version, as the lock file `name` has them."""
    found = re.findall(r"^([a-z0-9-]+)==([^\s;\\]+)", (ROOT / name).read_text(), re.MULTILINE)
    return dict(found)


@pytest.mark.parametrize("name", LOCKS)
def test_what_pyproject_asks_for_is_locked_within_its_bounds(name):
    versions = locked(name)
    outside = [
        wanted
        for wanted in map(Requirement, LOCKS[name])
        if not wanted.specifier.contains(versions.get(canonicalize_name(wanted.name), "0"))
    ]
    assert outside == []


@pytest.mark.parametrize("name", LOCKS)
def test_every_package_is_pinned_and_hashed(name):
    entries = re.sub(r"\\\n\s*", " ", (ROOT / name).read_text()).splitlines()
    assert len(entries) == len(locked(name)) > 10
    assert [entry for entry in entries if not re.search(r"==\S+ .*--hash=sha256:[0-9a-f]{64}", entry)] == []


@pytest.mark.parametrize("name", LOCKS)
def test_no_lock_names_a_machine(name):
    text = (ROOT / name).read_text()
    assert not re.search(r"://|--index|--find-links|file:|\.(com|org|net)\b", text)


def test_the_developers_set_contains_the_run_set():
    assert locked("requirements.lock").items() <= locked("requirements-dev.lock").items()


def test_what_is_packed_is_what_is_tested():
    tested = locked("requirements-dev.lock")
    packed = locked("packaging/requirements.lock")
    assert locked("requirements.lock").items() <= packed.items()
    assert {name: version for name, version in packed.items() if tested.get(name, version) != version} == {}


def test_the_set_up_finds_its_own_tool_in_the_lock():
    assert "uv" in locked("requirements-dev.lock")
