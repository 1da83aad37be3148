"""`serve`: the gift card service by itself, and the keys to it."""

from __future__ import annotations

import time
from argparse import Namespace
from contextlib import closing
from datetime import datetime

from core.console.output import Output, utc
from core.errors import BadInput
from core.server.doors import Doors
from core.server.keys import KeyRing
from core.server.serve import run
from core.server.switches import switches_of
from core.settings import folder, given_token, kept_token


def serve(options: Namespace, output: Output) -> int:
    """Until it is told to stop. Its first token: the environment, --token-file, or a kept one."""
    data_dir = folder(options)
    database = options.database or str(data_dir / "service.db")
    if options.add_key or options.retire_key or options.list_keys:
        return _keys(options, output, database)
    token, path = given_token(options), data_dir / "service-token"
    beside = "" if token else f"The token that a till needs to connect is in {path}."
    run(
        database,
        host=options.host,
        port=options.port,
        tokens=(token or kept_token(path),),
        sandbox_seed=options.seed if options.sandbox else None,
        workers=options.workers,
        switches=switches_of(options.switch),
        weather=options.weather,
        doors=Doors(tuple(options.allow), options.certificate, options.private_key, options.proxy, options.access_log),
        ready=lambda: output.note(beside) if beside else None,
    )
    return 0


def _keys(options: Namespace, output: Output, database: str) -> int:
    with closing(KeyRing(database)) as ring:
        if options.add_key:
            secret = ring.add(options.add_key, int(time.time()))
            output.row({"name": options.add_key, "key": secret}, secret)
        elif options.retire_key:
            ring.retire(options.retire_key, _moment(options.at))
        else:
            for key in ring.all():
                retires_at = None if key.retires_at is None else utc(key.retires_at)
                words = f"{key.name}  made {utc(key.made_at)}" + (f"  retires {retires_at}" if retires_at else "")
                output.row({"name": key.name, "made_at": utc(key.made_at), "retires_at": retires_at}, words)
    return 0


def _moment(text: str | None) -> int:
    """UTC epoch seconds; without an offset it is this machine's time. Raises BadInput."""
    try:
        return int(time.time() if text is None else datetime.fromisoformat(text).timestamp())
    except (ValueError, OverflowError):
        expected = "Write it like 2027-12-31T18:00:00+01:00."
        raise BadInput("start.setting", key="--at", value=text, expected=expected) from None
