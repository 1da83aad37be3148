"""A service is killed again and again while a bad mail server takes its mails: no address gets a second one."""

from __future__ import annotations

import random
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
import requests
from sqlalchemy import update

from core.server.data.database import database_url, open_database, reading, writing
from core.server.data.order_tables import deliveries
from tests.core.server.orders.mail_server import mail_server
from tests.core.server.orders.order_desk import line, order
from tests.core.server.serving import ROOT, end_all_of, posix_only

START = (
    "from core.server.http.app import ServiceSettings; from core.server.serve import ServeSettings, run; "
    "from core.server.orders.mail_settings import MailSettings; "
    "from core.server.orders.smtp import MailCarrier; "
    "mail = MailSettings('127.0.0.1', {}, 'none', 'cards@harbour.example'); "
    "run(ServeSettings({!r}, ServiceSettings(('one',), delivery=(MailCarrier(mail),)), port=0))"
)
SENT = {"Authorization": "Bearer one"}
MAILS, KILLS, WAIT_S = 120, 6, 60.0
pytestmark = [pytest.mark.slow, posix_only]


@contextmanager
def served(database: str, port: int) -> Iterator[str]:
    """Run the service, and kill it at the end."""
    command = [sys.executable, "-c", START.format(port, database)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, start_new_session=True) as process:
        assert process.stdout is not None
        try:
            yield process.stdout.readline().strip()
        finally:
            end_all_of(process)


def until(is_so: Callable[[], bool]) -> None:
    pause, deadline = threading.Event(), time.monotonic() + WAIT_S
    while not is_so():
        assert time.monotonic() < deadline, "it took too long"
        pause.wait(0.02)


def let_time_pass(database: str) -> Counter[str]:
    """Let all times to wait for be past, and return how many deliveries are in each state."""
    engine = open_database(database_url(database))
    try:
        with writing(engine) as conn:
            conn.execute(update(deliveries).values(next_at=0, held_until=0))
        with reading(engine) as conn:
            return Counter(row.state for row in conn.execute(deliveries.select()))
    finally:
        engine.dispose()


def test_no_address_gets_two_mails(database: str) -> None:
    draw = random.Random(9)
    lines = [line(recipient={"email": f"n{at}@example.com"}, delivery="email") for at in range(MAILS)]
    with mail_server() as server:
        server.recipient_answers = draw.choices(["250 OK", "450 later", "550 no"], [8, 2, 1], k=1000)
        server.data_answers = draw.choices(["250 OK", "451 later", "keep and drop"], [12, 2, 1], k=1000)
        for _ in range(KILLS):
            with served(database, server.port) as url:
                taken = requests.post(url + "/orders", json=order(*lines), headers=SENT, timeout=20)
                assert taken.status_code in (200, 201)
                before = len(server.accepted)
                until(lambda before=before: len(server.accepted) > before + draw.randrange(2, 12))
            let_time_pass(database)
        server.recipient_answers.clear()
        server.data_answers.clear()
        with served(database, server.port) as url:
            order_id = requests.get(url + "/orders", headers=SENT, timeout=20).json()["orders"][0]["id"]

            def is_over() -> bool:
                states = let_time_pass(database)
                return sum(states.values()) == MAILS and not states["queued"] and not states["sending"]

            until(is_over)
            found = requests.get(f"{url}/orders/{order_id}", headers=SENT, timeout=20).json()["order"]
        got = Counter(address for address, _ in server.accepted)
    assert got.most_common(1)[0][1] == 1
    state = {each["recipient"]["email"]: each["state"] for each in found["lines"]}
    assert Counter(state.values()).keys() == {"sent", "failed"}
    assert all(address in got for address, told in state.items() if told == "sent")
    doubtful = [address for address, told in state.items() if told == "failed" and address in got]
    assert len(got) + sum(told == "failed" for told in state.values()) - len(doubtful) == MAILS
