"""A PostgreSQL for the bench alone, and pgbench with the statements of one read and of one balance write."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from core.server.data.tables import FIRST_CARD_ID

_GET = f"""
\\set card random({FIRST_CARD_ID + 1000}, {FIRST_CARD_ID + 900000})
SELECT * FROM gift_cards WHERE id = :card;
"""
_PUT = f"""
\\set card random({FIRST_CARD_ID + 1000}, {FIRST_CARD_ID + 900000})
\\set balance random(1, 90000)
BEGIN;
SELECT * FROM gift_cards WHERE id = :card FOR UPDATE;
UPDATE gift_cards SET balance = :balance, writes = writes + 1, version = version + 1 WHERE id = :card;
INSERT INTO transactions (gift_card_id, number, amount, processed_at)
SELECT id, writes, 5, 1 FROM gift_cards WHERE id = :card;
COMMIT;
"""

SCRIPTS = {"GET card": _GET, "PUT balance": _PUT}
Pgbench = Callable[[str, int, float], float]


@contextmanager
def postgresql() -> Iterator[tuple[str, Pgbench]]:
    """The database's URL, and `pgbench(script, clients, seconds)`: transactions a second."""
    control, bench = shutil.which("pg_ctl"), shutil.which("pgbench")
    if control is None or bench is None:
        raise SystemExit("the bench needs PostgreSQL and pgbench: apt-get install postgresql postgresql-contrib")
    programs, folder = Path(control).resolve().parent, Path(tempfile.mkdtemp(prefix="gift-cards-"))
    as_whom = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    if as_whom:
        shutil.chown(folder, "postgres")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]

    def run(*command: object) -> None:
        words = [*as_whom, *map(str, command)]
        subprocess.run(words, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd="/")

    options = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c max_connections=300"
    run(programs / "initdb", "-D", folder / "cluster", "-A", "trust", "-U", "shop", "-E", "UTF8")
    run(programs / "pg_ctl", "-D", folder / "cluster", "-o", options, "-w", "-l", folder / "log", "start")

    def pgbench(script: str, clients: int, seconds: float) -> float:
        path = folder / "script.sql"
        path.write_text(SCRIPTS[script])
        command = [bench, "-h", "127.0.0.1", "-p", port, "-U", "shop", "-n", "-M", "prepared", "-c", clients]
        words = [*map(str, command), "-T", str(int(seconds)), "-f", str(path), "postgres"]
        said = subprocess.run(words, check=True, capture_output=True, text=True).stdout
        return float(said.split("tps = ")[1].split()[0])

    try:
        yield f"postgresql://shop@127.0.0.1:{port}/postgres", pgbench
    finally:
        run(programs / "pg_ctl", "-D", folder / "cluster", "-m", "immediate", "-w", "stop")
        shutil.rmtree(folder)
