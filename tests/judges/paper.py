"""Reads printed pages again with a PDF renderer and a code reader that we did not write."""

from __future__ import annotations

import pypdfium2
import zxingcpp


def grey_page(content: bytes, dpi: int, number: int = 0) -> memoryview:
    """Rasterise page `number` of a PDF at `dpi` dots an inch: rows of 8-bit grey."""
    bitmap = pypdfium2.PdfDocument(content)[number].render(scale=dpi / 72, grayscale=True)
    rows = bytes(bitmap.buffer)
    packed = b"".join(rows[y * bitmap.stride : y * bitmap.stride + bitmap.width] for y in range(bitmap.height))
    return memoryview(packed).cast("B", shape=[bitmap.height, bitmap.width])


def read_codes(content: bytes, dpi: int = 300) -> list[str]:
    """Return the text of every bar code on every page of a PDF."""
    pages = range(len(pypdfium2.PdfDocument(content)))
    return [found.text for at in pages for found in zxingcpp.read_barcodes(grey_page(content, dpi, at))]
