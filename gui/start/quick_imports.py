"""Makes importing cheaper while the window starts: no reading of sources, no signatures, no cycle collector.

PySide6 reads and tokenizes the source of each module that is imported after it, to see whether it may use the switch
`from __feature__ import …`. Nothing here does. That reading is a sixth of the time of an import, and `linecache`
keeps the text of every library in memory for as long as the program runs. There is no option against it.
"""

from __future__ import annotations

import gc
import sys

from gui.start import late_signatures

_SCANNER, _TEST = "shibokensupport.feature", "_mod_uses_pyside"


def begin() -> None:
    """Call it before the window's modules are imported; `gui.start.garbage_collector` collects from then on."""
    gc.disable()
    read_no_sources()


def read_no_sources() -> None:
    """Load PySide6 and spare it its look at the sources; a PySide6 without that look is left as it is."""
    late_signatures.load_qt()
    scanner = sys.modules.get(_SCANNER)
    if hasattr(scanner, _TEST):
        setattr(scanner, _TEST, _never)


def _never(_module: object) -> bool:
    return False
