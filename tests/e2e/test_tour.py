"""`main.py tour`: a day at the counter in a process of its own, and a card on paper that any QR reader reads."""

import re
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


def test_all_amounts_are_told_as_the_window_shows_them(tour) -> None:
    amounts = re.findall(r"\S*\d\.\d\d", tour[1].stdout)
    assert {"$50.00", "$12.50", "$27.50"} <= set(amounts)
    assert all(amount.lstrip("+\N{MINUS SIGN}").startswith("$") for amount in amounts)


def test_the_printed_card_is_read_and_is_the_one_that_was_told(tour) -> None:
    folder, done = tour
    last = re.search(r"its code ends in ([0-9A-Z]{4})\.", done.stdout)
    assert last is not None, done.stderr
    (found,) = zxingcpp.read_barcodes(_first_page(folder / "gift-card.pdf"))
    version, _key, code, _signature = found.text.split(".")
    assert (version, code[-4:], len(code)) == ("GC1", last[1], 16)


def _first_page(path: Path) -> memoryview:
    """In grey, one byte a dot."""
    bitmap = pypdfium2.PdfDocument(path.read_bytes())[0].render(scale=DPI / 72, grayscale=True)
    rows = bytes(bitmap.buffer)
    packed = b"".join(rows[y * bitmap.stride : y * bitmap.stride + bitmap.width] for y in range(bitmap.height))
    return memoryview(packed).cast("B", shape=[bitmap.height, bitmap.width])
