"""Brings resources/translations up to the source: texts of gui/ and core.sentences into a .ts, each .ts into its .qm.

Run as `make translations`. What is translated stays; a text that is gone takes its translation along.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET
from pathlib import Path

from tests.translatable import Text, texts

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "resources" / "translations"
TOOLS = Path(sys.executable).parent


def main() -> int:
    for ts in sorted(FOLDER.glob("*.ts")):
        extract(ts)
        release(ts, ts.with_suffix(".qm"))
        missing = untranslated(ts)
        print(f"{ts.name}: {len(translations(ts))} texts, {len(missing)} still without translation")
        for context, source in missing:
            print(f"  {context}: {source}")
    return 0


def extract(ts: Path) -> None:
    """Merges the texts of the source into `ts`. No line numbers: a diff shows what changed, not what moved."""
    with tempfile.TemporaryDirectory() as folder:
        listed = Path(folder) / "texts.py"
        listed.write_text("".join(f"translate({context!r}, {text!r})\n" for context, text in texts()), encoding="utf-8")
        merged = ("-locations", "none", "-no-obsolete", "-sort-messages", "-silent")
        _run("pyside6-lupdate", *merged, str(listed), "-ts", str(ts))


def release(ts: Path, qm: Path) -> None:
    """What the program loads. It is committed, so that a fresh clone speaks without being built."""
    _run("pyside6-lrelease", "-silent", str(ts), "-qm", str(qm))


def translations(ts: Path) -> dict[Text, str]:
    """Each text with its translation: "" where that is not finished."""
    found = {}
    for context in ET.parse(ts).getroot().iter("context"):
        for message in context.iter("message"):
            said = message.find("translation")
            finished = said is not None and said.get("type") is None
            key = (context.findtext("name") or "", message.findtext("source") or "")
            found[key] = (said.text or "") if finished and said is not None else ""
    return found


def untranslated(ts: Path) -> list[Text]:
    return [key for key, said in translations(ts).items() if not said]


def _run(tool: str, *words: str) -> None:
    subprocess.run([TOOLS / tool, *words], cwd=ROOT, check=True, stdout=subprocess.DEVNULL, timeout=120)


if __name__ == "__main__":
    sys.exit(main())
