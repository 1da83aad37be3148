"""A real nginx with its defaults before two copies of the service, as a shop puts a proxy there."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event
from urllib.parse import urlsplit

_CONFIGURATION = """
daemon off;
master_process off;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{}}
http {{
    access_log off;
    log_format copies '$request_method $uri $status $upstream_addr|$upstream_status';
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    proxy_cache_path {folder}/cache keys_zone=kept:1m;
    upstream shop {{ {upstream} }}
    server {{ listen 127.0.0.1:{port}; location / {{ proxy_pass http://shop; {more} }} }}
}}
"""
CACHES = "proxy_cache kept; proxy_cache_valid 200 10m; proxy_ignore_headers Cache-Control Expires Vary;"
"""As somebody sets it up who wants a quick shop: reads are kept, whatever a client says."""
_READY_S, _LOOK_S = 10.0, 0.02


def program() -> str | None:
    """Return where nginx is: often in a folder that only root's PATH has."""
    return shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin")


@contextmanager
def before(folder: Path, first: str, second: str, more: str = "") -> Iterator[str]:
    """Run nginx before two services, given by their addresses; yield the address to ask instead of theirs.

    `more`: directives for the one location, none for nginx's own defaults.
    """
    upstream = f"server {urlsplit(first).netloc}; server {urlsplit(second).netloc} backup;"
    with running(folder, upstream, more) as root:
        yield root + urlsplit(first).path


@contextmanager
def running(folder: Path, upstream: str, more: str) -> Iterator[str]:
    """Run nginx with these directives for its upstream and its one location; yield its address without a path.

    `access_log FILE copies` among them writes a line for each request: every upstream that it was sent to.
    """
    folder.mkdir()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    written = folder / "nginx.conf"
    written.write_text(_CONFIGURATION.format(folder=folder, port=port, upstream=upstream, more=more))
    command = [program() or "nginx", "-p", str(folder), "-c", str(written), "-e", str(folder / "error.log")]
    with subprocess.Popen(command, stdin=subprocess.DEVNULL) as process:
        try:
            _wait_for(port, process, folder)
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()


def _wait_for(port: int, process: subprocess.Popen[bytes], folder: Path) -> None:
    pause = Event()
    for _ in range(round(_READY_S / _LOOK_S)):
        with socket.socket() as asked:
            if asked.connect_ex(("127.0.0.1", port)) == 0:
                return
        assert process.poll() is None, (folder / "error.log").read_text()
        pause.wait(_LOOK_S)
    raise AssertionError("nginx does not listen")
