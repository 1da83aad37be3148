"""`main.py tour`: a day at the counter in a process of its own, and a card on paper that any QR reader reads."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pypdfium2
import pytest
import zxingcpp

ROOT = Path(__file__).parents[2]
DPI = 300


@pytest.fixture(scope="module")
def tour(tmp_path_factory) -> tuple[Path, subprocess.CompletedProcess[str]]:
    folder = tmp_path_factory.mktemp("tour")
    command = [sys.executable, "main.py", "tour", str(folder)]
    return folder, subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)


def test_it_ends_well_and_leaves_its_pictures(tour) -> None:
    folder, done = tour
    assert (done.returncode, "Traceback" in done.stderr) == (0, False), done.stderr
    told = [line for line in done.stdout.splitlines() if re.match(r"[0-9]{2}:[0-9]{2}  ", line)]
    pictures = sorted(folder.glob("*.png"), key=lambda path: int(path.stem.split("-")[0]))
    assert len(told) == len(pictures) == 8
    assert all(path.read_bytes()[:8] == b"\x89PNG\r\n\x1a\n" and path.stat().st_size > 10_000 for path in pictures)


def test_nothing_is_told_beside_it(tour) -> None:
    assert tour[1].stderr == ""


def test_all_amounts_are_told_as_the_window_shows_them(tour) -> None:
    amounts = re.findall(r"\S*\d\.\d\d", tour[1].stdout)
    assert {"$50.00", "$12.50", "$27.50"} <= set(amounts)
    assert all(amount.lstrip("+\N{MINUS SIGN}").startswith("$") for amount in amounts)


def test_the_printed_card_is_read_and_is_the_one_that_was_told(tour) -> None:
    folder, done = tour
    last = re.search(r"its code ends in ([0-9A-Z]{4})\.", done.stdout)
    assert last is not None, done.stderr
    found = {each.format: each.text for each in zxingcpp.read_barcodes(_first_page(folder / "gift-card.pdf"))}
    version, _key, code, _signature = found[zxingcpp.BarcodeFormat.QRCode].split(".")
    assert (version, code[-4:], len(code)) == ("GC1", last[1], 16)
    assert found[zxingcpp.BarcodeFormat.Code128] == code


def test_a_reader_who_has_gone_ends_it_quietly(tmp_path: Path) -> None:
    command = [sys.executable, "main.py", "tour", str(tmp_path / "tour")]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as playing:
        assert playing.stdout is not None
        assert playing.stdout.readline().startswith("09:00  ")
        playing.stdout.close()
        assert playing.stderr is not None
        assert (playing.stderr.read(), playing.wait(60)) == ("", 0)


def test_a_folder_that_was_named_and_cannot_be_used_is_told_with_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "paper").touch()
    command = [sys.executable, "main.py", "tour", str(tmp_path / "paper" / "tour")]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stdout) == (7, "")
    assert done.stderr.endswith("Not a directory. Name another one: python3 main.py tour FOLDER\n")


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="needs a folder in which nobody may make another")
def test_where_no_folder_can_be_made_the_pictures_go_to_a_new_one(monkeypatch) -> None:
    from gui.tour import tour

    monkeypatch.chdir("/proc")
    made = tour._folder(None)
    assert (made.is_absolute(), list(made.iterdir())) == (True, [])
    made.rmdir()


@pytest.mark.skipif(shutil.which("unshare") is None, reason="needs Linux's unshare")
def test_a_computer_that_cannot_call_itself_is_told_at_once(tmp_path: Path) -> None:
    alone = ["unshare", "--map-root-user", "--net"]  # its loopback is down
    if subprocess.run([*alone, "true"], capture_output=True, check=False).returncode:
        pytest.skip("this system does not let anybody have a network of their own")
    command = [*alone, sys.executable, "main.py", "tour", str(tmp_path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)
    assert (done.returncode, done.stdout) == (7, "")  # no page was played first
    assert "cannot call itself at 127.0.0.1" in done.stderr
    assert "ip link set lo up" in done.stderr


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("xvfb-run") is None, reason="NO XVFB HERE: apt-get install xvfb xauth")
def test_it_plays_on_a_screen_without_a_window_manager(tmp_path: Path) -> None:
    environ = {name: value for name, value in os.environ.items() if name not in ("QT_QPA_PLATFORM", "DISPLAY")}
    screen = ["xvfb-run", "-a", "-s", "-screen 0 1280x900x24 -nolisten tcp"]
    command = [*screen, sys.executable, "main.py", "tour", str(tmp_path)]
    done = subprocess.run(command, cwd=ROOT, env=environ, capture_output=True, text=True, timeout=120, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert len(list(tmp_path.glob("*.png"))) == 8


def _first_page(path: Path) -> memoryview:
    """In grey, one byte a dot."""
    bitmap = pypdfium2.PdfDocument(path.read_bytes())[0].render(scale=DPI / 72, grayscale=True)
    rows = bytes(bitmap.buffer)
    packed = b"".join(rows[y * bitmap.stride : y * bitmap.stride + bitmap.width] for y in range(bitmap.height))
    return memoryview(packed).cast("B", shape=[bitmap.height, bitmap.width])


def test_a_tour_that_gives_up_leaves_no_thread_behind(tmp_path: Path) -> None:
    """It gives up while its till is still being opened, as on a machine that is busy with something else."""
    hasty = f"""
import main, threading, types
from gui.tour import tour, tour_driver
begun, opener = threading.Event(), tour.opener
def telling(*words, **settings):
    opening = opener(*words, **settings)
    return lambda *known: begun.set() or opening(*known)
tour.opener = telling
tour_driver.time = types.SimpleNamespace(monotonic=lambda: 1e9 if begun.is_set() else 0.0)
raise SystemExit(main.main(["--json", "tour", {str(tmp_path / "tour")!r}]))
"""
    done = subprocess.run([sys.executable, "-c", hasty], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, json.loads(done.stdout)["code"]) == (7, "tour.missing")
    assert "QThread" not in done.stderr
