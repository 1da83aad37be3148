"""The service's package, installed as the container file says, on SQLite and with two workers on PostgreSQL.

What the file says is done step by step in a bare root, for neither a registry of images nor a machine with systemd is
at hand. Needs root, debootstrap and a mirror.
"""

from __future__ import annotations

import json
import re
import shlex
import shutil
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import debian
import package
import pytest
import requests

from core.about import VERSION
from tests.core.server.postgresql import postgresql
from tests.packaging.installed_root import WHY_NOT, Root, bare_root, wait_for

STEPS = (Path(__file__).parents[2] / "packaging" / "service" / "Containerfile").read_text("utf-8")
TOKEN = "a token of this test"

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(bool(WHY_NOT), reason=f"NO PACKAGE IS BUILT HERE: {WHY_NOT}"),
]


def steps() -> list[tuple[str, str]]:
    """The instructions of the container file, each with its words."""
    text = re.sub(r"\\\n\s*", "", re.sub(r"^#.*\n", "", STEPS, flags=re.MULTILINE))
    return [(line.partition(" ")[0], line.partition(" ")[2]) for line in text.splitlines() if line]


@pytest.fixture(scope="module")
def container(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Root]:
    """A root in which the steps of the file were carried out."""
    built = package.build_folders()
    made = debian.wrap(debian.SERVICE, built, tmp_path_factory.mktemp("package"), level=3)
    with bare_root("bookworm") as root:
        for kind, words in steps():
            if kind == "COPY":
                shutil.copy(made, root.place / "tmp")
            elif kind == "RUN":
                root.run("sh", "-ec", words)
        yield root


@contextmanager
def serving(root: Root, *words: str) -> Iterator[str]:
    """Run what the file starts, as the user that it names; yield the address."""
    said = dict(steps())
    settings = dict(each.split("=") for each in said["ENV"].split())
    command = json.loads(said["ENTRYPOINT"]) + (list(words) or json.loads(said["CMD"]))
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    command = [port if word == "8443" else word for word in command]
    with root.running(*command, user=said["USER"], home="/data", COUNTERFOIL_TOKEN=TOKEN, **settings):
        address = f"http://127.0.0.1:{port}/api/external"
        wait_for(lambda: answers(f"{address}/health"), "an answer", 120, root.said)
        yield address


def answers(url: str) -> bool:
    """Ask once. A request to several workers waits in the socket until the first of them is up."""
    try:
        return requests.get(url, timeout=30).status_code == 200
    except requests.RequestException:
        return False


def sell(address: str) -> str:
    with requests.Session() as session:
        session.headers["Authorization"] = f"Bearer {TOKEN}"
        made = session.post(f"{address}/gift-cards", json={"initial_value": "20.00"}, timeout=10)
        assert made.status_code == 201, made.text
        card = made.json()["gift_card"]["id"]
        read = session.get(f"{address}/gift-cards/{card}", timeout=10)
    return str(read.json()["gift_card"]["balance"])


def test_it_has_neither_python_nor_qt_and_keeps_cards_in_a_file(container: Root) -> None:
    assert container.run("sh", "-c", "command -v python3 || echo none").strip() == "none"
    held = {path.name for path in (container.place / "usr/lib/counterfoil-service/program").rglob("*")}
    assert [name for name in held if "Qt" in name or "PySide" in name] == []
    with serving(container) as address:
        assert sell(address) == "20.00"
    kept = container.place / "data" / "service.db"
    assert kept.stat().st_mode & 0o077 == 0


def test_two_workers_share_a_postgresql(container: Root) -> None:
    with (
        postgresql() as url,
        serving(container, "--database", url, "--workers", "2", "--port", "8443") as address,
    ):
        assert {sell(address) for _ in range(6)} == {"20.00"}
        assert "invalid choice" not in container.said()


def test_the_examples_and_the_unit_are_where_an_operator_looks(container: Root) -> None:
    papers = container.place / "usr/share/doc/counterfoil-service"
    assert {path.name for path in (papers / "examples").iterdir()} == {"nginx.conf", "Caddyfile", "Containerfile"}
    assert (papers / "service.md").is_file()
    unit = container.place / "usr/lib/systemd/system/counterfoil-service.service"
    program = shlex.split(re.search(r"^ExecStart=(.*)$", unit.read_text(), re.MULTILINE)[1])[0]
    assert container.run(program, "--help").startswith("usage: counterfoil-service ")
    assert container.run(program, "--version") == f"Counterfoil {VERSION}\n"
    asked = ("dpkg-query", "-W", "-f", "${Conffiles}", "counterfoil-service")
    assert "/etc/default/counterfoil-service" in container.run(*asked)
