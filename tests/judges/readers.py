"""Two programs of others that read codes from a picture, and one that renders ZPL labels."""

from __future__ import annotations

import base64
import shutil
import subprocess
from pathlib import Path
from typing import cast

import zxingcpp
from PySide6.QtGui import QImage

ROOT = Path(__file__).parents[2]
RENDERER = ROOT / ".judges" / "zpl"
_SCRIPT = """
const fs = require("fs");
const { ready } = require("zpl-renderer-js");
ready.then(async ({ api }) => {
  const zpl = fs.readFileSync(0, "utf8");
  process.stdout.write(await api.zplToBase64Async(zpl, Number(process.argv[1]), Number(process.argv[2]), 8));
  process.exit(0);
});
"""


def why_no_renderer() -> str:
    """What is missing for ZPL, or ""."""
    if shutil.which("node") is None:
        return "node is not installed"
    return "" if (RENDERER / "node_modules" / "zpl-renderer-js").is_dir() else "zpl-renderer-js is not installed"


def label(zpl: bytes, width_mm: float, height_mm: float) -> bytes:
    """The label as a PNG at 203 dpi."""
    done = subprocess.run(
        ["node", "-e", _SCRIPT, str(width_mm), str(height_mm)], input=zpl, cwd=RENDERER, capture_output=True, check=True
    )
    return base64.b64decode(done.stdout)


def by_zxing(png: bytes) -> dict[str, str]:
    """The text of each code by its kind."""
    image = QImage.fromData(png).convertToFormat(QImage.Format.Format_Grayscale8)
    rows = b"".join(bytes(cast("memoryview", image.constScanLine(y)))[: image.width()] for y in range(image.height()))
    page = memoryview(rows).cast("B", shape=[image.height(), image.width()])
    return {str(found.format).replace(" ", ""): found.text for found in zxingcpp.read_barcodes(page)}


def by_zbar(png: bytes, folder: Path) -> dict[str, str]:
    """The same with the kinds that zbar names, as zbarimg prints them."""
    path = folder / "page.png"
    path.write_bytes(png)
    done = subprocess.run(["zbarimg", "-q", str(path)], capture_output=True, text=True, check=False)
    lines = (line.partition(":") for line in done.stdout.splitlines())
    return {{"QR-Code": "QRCode", "CODE-128": "Code128"}.get(kind, kind): text for kind, _, text in lines}
