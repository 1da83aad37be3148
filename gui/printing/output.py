"""A layout as a PDF file. All or nothing: a failure leaves the older file as it was."""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QSizeF
from PySide6.QtGui import QPagedPaintDevice, QPageSize, QPainter, QPdfWriter

from core.domain.stopping import step
from core.errors import KnownError, ReadingStopped
from core.printing.layout import Layout
from gui.painting.painter import MM_PER_INCH, paint

_PDF_DPI = 1200


class PrintFailed(KnownError):
    """The paper or the file could not be made; what was to be printed is kept."""

    retryable = True

    def __init__(self, why: object) -> None:
        super().__init__("print.failed", why=why)


def pdf(*pages: Layout) -> bytes:
    """Return the PDF, at least one page, all alike. Needs a QGuiApplication and no screen. Raises PrintFailed."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(_PDF_DPI)
    writer.setTitle(pages[0].title)
    writer.setCreator("Counterfoil")
    set_page(writer, pages[0])
    painter = QPainter()
    if not painter.begin(writer):
        raise PrintFailed("the page cannot be made")
    for at, page in enumerate(pages):
        try:
            step(at, len(pages))
        except ReadingStopped:
            painter.end()
            raise
        if at and not writer.newPage():
            raise PrintFailed("a page cannot be begun")
        paint(painter, page, _PDF_DPI / MM_PER_INCH)
    if not painter.end():
        raise PrintFailed("the page cannot be finished")
    return bytes(buffer.data().data())


def write_pdf(layout: Layout, path: Path, *more: Layout) -> None:
    """Write `path`, readable by its owner only (it holds a code), complete or not at all. Raises PrintFailed."""
    _check_place(path)
    write_content(pdf(layout, *more), path)


def write_content(content: bytes, path: Path) -> None:
    """Write what `pdf` returned, as `write_pdf` does. Raises PrintFailed."""
    _check_place(path)
    try:
        handle, name = tempfile.mkstemp(prefix=f".{path.name[:40]}.", dir=path.parent)
    except OSError as error:
        raise PrintFailed(_why(error, path.parent)) from error
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.replace(name, path)
    except OSError as error:
        with suppress(OSError):
            os.unlink(name)
        raise PrintFailed(_why(error, path)) from error


def _check_place(path: Path) -> None:
    """Raise PrintFailed for a device or a folder, which must not be replaced."""
    if path.exists() and not path.is_file():
        raise PrintFailed(f"{path} is not a file")


def set_page(device: QPagedPaintDevice, layout: Layout) -> None:
    """Set paper of just this size, without margins: the layout has its own."""
    size = QPageSize(
        QSizeF(layout.width, layout.height), QPageSize.Unit.Millimeter, "", QPageSize.SizeMatchPolicy.ExactMatch
    )
    device.setPageSize(size)
    device.setPageMargins(QMarginsF(0, 0, 0, 0))


def _why(error: OSError, path: Path) -> str:
    return f"{path}: {error.strerror or error}"
