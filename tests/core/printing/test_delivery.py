"""A receipt on its way to the printer: over a loopback socket, through a device, and into trouble."""

import os
import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from core.domain.printer import DevicePrinter, NetworkPrinter, QueuePrinter
from core.printing.delivery import PrinterFailed, deliver

CONTENT = b"\x1b@Harbour Books\n" * 100


@pytest.fixture
def listener() -> Iterator[socket.socket]:
    with socket.create_server(("127.0.0.1", 0)) as made:
        yield made


def address(listener: socket.socket) -> NetworkPrinter:
    return NetworkPrinter("127.0.0.1", listener.getsockname()[1])


def test_all_bytes_arrive_at_a_network_printer(listener):
    came = bytearray()

    def take() -> None:
        connection, _ = listener.accept()
        with connection:
            while more := connection.recv(1000):
                came.extend(more)

    taking = threading.Thread(target=take)
    taking.start()
    deliver(CONTENT, address(listener))
    taking.join()
    assert bytes(came) == b"\x10\x04\x01\x10\x04\x02\x10\x04\x04" + CONTENT


def test_nobody_listens(listener):
    printer = address(listener)
    listener.close()
    with pytest.raises(PrinterFailed) as caught:
        deliver(CONTENT, printer)
    assert str(printer) in caught.value.sentence
    assert "kept" in caught.value.sentence


def test_a_printer_that_takes_nothing_is_given_up(listener):
    with pytest.raises(PrinterFailed, match="takes nothing"):
        deliver(b"x" * 20_000_000, address(listener), patience_s=0.05)


def put_first(folder: Path, monkeypatch: pytest.MonkeyPatch, **programs: str) -> None:
    """Programs of these names are found before those of the system."""
    for name, script in programs.items():
        program = folder / name
        program.write_text(f"#!/bin/sh\n{script}\n")
        program.chmod(0o755)
    monkeypatch.setenv("PATH", str(folder), prepend=os.pathsep)


def test_a_queue_gets_the_bytes_raw(tmp_path, monkeypatch):
    put_first(
        tmp_path,
        monkeypatch,
        lpstat="echo printer Kitchen is idle.",
        lp=f'echo "$@" > {tmp_path}/words; cat > {tmp_path}/job',
    )
    deliver(CONTENT, QueuePrinter("Kitchen"))
    assert (tmp_path / "job").read_bytes() == CONTENT
    assert (tmp_path / "words").read_text().startswith("-d Kitchen -o raw")


def test_a_queue_that_is_stopped_gets_nothing(tmp_path, monkeypatch):
    stopped = "echo printer Kitchen disabled since Sun 29 Nov 2026 12:00:00 PM UTC -"
    put_first(tmp_path, monkeypatch, lpstat=stopped, lp=f"cat > {tmp_path}/job")
    with pytest.raises(PrinterFailed, match="stopped"):
        deliver(CONTENT, QueuePrinter("Kitchen"))
    assert not (tmp_path / "job").exists()


@pytest.mark.parametrize("fails", ["lpstat", "lp"])
def test_a_queue_that_is_not_there(tmp_path, monkeypatch, fails):
    put_first(tmp_path, monkeypatch, **({"lpstat": "true", "lp": "cat > /dev/null"} | {fails: "exit 1"}))
    with pytest.raises(PrinterFailed, match="no print queue for queue:Kitchen"):
        deliver(CONTENT, QueuePrinter("Kitchen"))


def test_a_computer_without_a_print_system(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(PrinterFailed, match="no print system"):
        deliver(CONTENT, QueuePrinter("Kitchen"))


def test_a_device_gets_the_bytes(tmp_path):
    device = tmp_path / "lp0"
    device.write_bytes(b"")
    deliver(CONTENT, DevicePrinter(str(device)))
    assert device.read_bytes() == CONTENT


def test_a_printer_that_is_unplugged_has_no_device(tmp_path):
    with pytest.raises(PrinterFailed, match="No such file"):
        deliver(CONTENT, DevicePrinter(str(tmp_path / "lp0")))
    assert not os.listdir(tmp_path), "no file may be made in its place"


def test_a_device_that_is_full_is_given_up(tmp_path):
    path = tmp_path / "lp0"
    os.mkfifo(path)
    reader = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    with pytest.raises(PrinterFailed, match="takes nothing"):
        deliver(b"x" * 1_000_000, DevicePrinter(str(path)), patience_s=0.05)
    os.close(reader)
