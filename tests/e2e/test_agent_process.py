"""The agent as a process of its own: its beginning and its end, a kill in the middle of an act, and many clients."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from core.server.sandbox.embedded import EmbeddedService
from core.server.sandbox.faults import HOLD, Endpoint
from tests.e2e.conftest import TOKEN
from tests.e2e.counter_actions import on_server

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not hasattr(socket, "AF_UNIX"), reason="local sockets"),
]

MAIN = Path(__file__).parents[2] / "main.py"
CLIENTS, COMMANDS = 8, 125
EACH_CLIENT = """
import runpy, sys
main = runpy.run_path(sys.argv[1])["main"]
folder, card, name, count = sys.argv[2:6]
for number in range(int(count)):
    kind = ("redeem", "top-up")[number % 2]
    words = ["--data-dir", folder, "--json", kind, card, str(1 + number % 7), "--reference", f"{name}-{number}"]
    if main(words):
        sys.exit(f"{name} {number}")
"""
Agent = subprocess.Popen[str]


class Shop:
    """A folder, and what its processes are started with."""

    def __init__(self, folder: Path, url: str) -> None:
        self.folder = folder
        self.environment = os.environ | {
            "COUNTERFOIL_API_URL": url,
            "COUNTERFOIL_TOKEN": TOKEN,
            "COUNTERFOIL_QUARANTINE_S": "0",
            "COUNTERFOIL_STATE_DIR": str(folder.parent / "state"),
        }

    def start(self, *words: str) -> subprocess.Popen[str]:
        line = [sys.executable, str(MAIN), "--data-dir", str(self.folder), "--json", *words]
        pipes: dict[str, Any] = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
        return subprocess.Popen(line, env=self.environment, **pipes)

    def run(self, *words: str) -> tuple[int, dict[str, Any]]:
        done = self.start(*words)
        out, _ = done.communicate(timeout=120)
        return done.returncode, json.loads(out.splitlines()[0])


@pytest.fixture
def shop(data_dir: Path, service: EmbeddedService) -> Shop:
    return Shop(data_dir, service.url)


@pytest.fixture
def start_agent(shop: Shop) -> Iterator[Callable[[], Agent]]:
    agents: list[Agent] = []

    def start() -> Agent:
        agent = shop.start("agent")
        agents.append(agent)
        assert agent.stdout is not None
        assert json.loads(agent.stdout.readline())["code"] == "done"
        return agent

    yield start
    for agent in agents:
        if agent.poll() is None:
            agent.kill()
        agent.communicate(timeout=60)


def test_it_begins_answers_and_ends_cleanly(shop: Shop, start_agent: Callable[[], Agent]) -> None:
    agent = start_agent()
    assert shop.run("issue", "25")[1]["outcome"] == "confirmed"
    assert shop.run("agent")[1]["code"] == "start.agent_open"
    assert shop.run("restore", "none")[0] != 0
    agent.send_signal(signal.SIGTERM)
    out, err = agent.communicate(timeout=60)
    assert (agent.returncode, out, err) == (0, "", "")
    assert not (shop.folder / "owner.address").exists()
    assert shop.run("search")[1]["balance"] == "25.00"  # by itself again


def test_it_hears_webhooks_where_it_has_their_secrets(shop: Shop) -> None:
    assert shop.run("agent", "--webhooks", "0")[1]["code"] == "webhooks.secrets"
    shop.environment["COUNTERFOIL_WEBHOOK_SECRETS"] = "whk_one whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
    agent = shop.start("agent", "--webhooks", "0")
    assert agent.stdout is not None
    port = json.loads(agent.stdout.readline())["webhooks"]
    with socket.create_connection(("127.0.0.1", port), timeout=10) as line:
        line.sendall(b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n{}")
        assert line.recv(100).startswith(b"HTTP/1.0 401")
    agent.send_signal(signal.SIGTERM)
    _, err = agent.communicate(timeout=60)
    assert (agent.returncode, err) == (0, "")


def test_a_kill_in_the_middle_is_told_with_the_reference_and_nothing_is_done_twice(
    shop: Shop, start_agent: Callable[[], Agent], service: EmbeddedService
) -> None:
    agent = start_agent()
    card = shop.run("issue", "100")[1]["card_id"]
    service.faults.next(Endpoint.BALANCE, HOLD)
    client = shop.start("redeem", str(card), "5", "--reference", "R 1")
    while service.faults.unmet:
        pass
    agent.kill()
    out, err = client.communicate(timeout=60)
    told = json.loads(out)
    assert (client.returncode, told["outcome"], told["code"], told["reference"]) == (5, "unknown", "agent.gone", "R 1")
    assert "R 1" in err
    assert (shop.folder / "owner.address").exists()  # what a kill leaves
    start_agent()
    for _ in range(2):
        shop.run("sync", "--until-idle", "20")
    status, again = shop.run("redeem", str(card), "5", "--reference", "R 1")
    assert (status, again["outcome"]) in {(0, "confirmed"), (5, "unknown")}
    assert on_server(service, card) in {9_500, 10_000}
    found = shop.run("outbox", "find", "--reference", "R 1")[1]
    assert found["operation_id"] == again["operation_id"]


def test_a_thousand_commands_of_eight_processes_are_exact(
    shop: Shop, start_agent: Callable[[], Agent], service: EmbeddedService
) -> None:
    start_agent()
    cards = [shop.run("issue", "1000")[1]["card_id"] for _ in range(4)]

    def work(number: int) -> subprocess.CompletedProcess[str]:
        words = [str(MAIN), str(shop.folder), str(cards[number % len(cards)]), f"C{number}", str(COMMANDS)]
        line = [sys.executable, "-c", EACH_CLIENT, *words]
        return subprocess.run(line, env=shop.environment, cwd=MAIN.parent, capture_output=True, text=True, check=False)

    with ThreadPoolExecutor(CLIENTS) as pool:
        done = list(pool.map(work, range(CLIENTS)))
    assert [each.stderr for each in done if each.returncode] == []
    answers = [json.loads(line) for each in done for line in each.stdout.splitlines()]
    assert len({answer["operation_id"] for answer in answers}) == CLIENTS * COMMANDS == 1000
    change = sum((-1 if number % 2 == 0 else 1) * 100 * (1 + number % 7) for number in range(COMMANDS))
    assert [on_server(service, card) for card in cards] == [100_000 + 2 * change] * 4
    ledger = "SELECT COUNT(*), SUM(amount) FROM transactions WHERE gift_card_id = :card"
    with service.engine.connect() as conn:
        rows = [tuple(conn.execute(text(ledger), {"card": card}).one()) for card in cards]
    assert rows == [(2 * COMMANDS, 2 * change)] * 4
