"""The installer for Windows, over a stand-in folder and under Wine: it removes only what it has installed."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from core.about import PUBLISHER, VERSION

SCRIPT = Path(__file__).parents[2] / "packaging" / "counterfoil.nsi"
_WINE = next((path for path in ("/usr/bin/wine64", "/usr/lib/wine/wine64") if Path(path).exists()), "")
UNINSTALL = r"HKLM\Software\Microsoft\Windows\CurrentVersion\Uninstall\Counterfoil"

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not shutil.which("makensis"), reason="NO NSIS HERE: on Debian apt-get install nsis"),
]


@pytest.fixture(scope="module")
def setup(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder, out = tmp_path_factory.mktemp("folder"), tmp_path_factory.mktemp("out") / "counterfoil-setup.exe"
    (folder / "_internal" / "resources").mkdir(parents=True)
    for name in ("counterfoil.exe", "counterfoil-desk.exe", "_internal/resources/logo.svg"):
        (folder / name).write_text(name)
    words = ["makensis", "-V2", "-WX", f"-DVERSION={VERSION}", f"-DFOLDER={folder}", f"-DOUT={out}", str(SCRIPT)]
    made = subprocess.run(words, capture_output=True, text=True, check=False)
    assert made.returncode == 0, made.stdout + made.stderr
    return out


def test_it_is_made_without_a_warning_and_is_a_program_of_64_bits(setup: Path) -> None:
    content = setup.read_bytes()
    header = int.from_bytes(content[60:64], "little")
    assert content[header : header + 6] == b"PE\0\0\x64\x86"


@pytest.mark.skipif(not _WINE, reason="NO WINE HERE: on Debian apt-get install wine64")
def test_it_installs_and_removes_what_it_installed(setup: Path, tmp_path: Path) -> None:
    wine = Wine(tmp_path / "prefix")
    try:
        wine.run("wineboot", "-i")
        wine.run(str(setup), "/S")
        home = tmp_path / "prefix/drive_c/Program Files/Counterfoil"
        assert {path.name for path in home.iterdir()} == {
            "_internal",
            "counterfoil.exe",
            "counterfoil-desk.exe",
            "uninstall.exe",
        }
        assert (home / "_internal/resources/logo.svg").read_text() == "_internal/resources/logo.svg"
        told = wine.run("reg", "query", UNINSTALL)
        assert f"DisplayVersion    REG_SZ    {VERSION}" in told
        assert f"Publisher    REG_SZ    {PUBLISHER}\n" in told.replace("\r", "")
        (home / "somebody else's").write_text("kept")
        wine.run(str(home / "uninstall.exe"), "/S", f"_?={wine.path(home)}")
        assert {path.name for path in home.iterdir()} <= {"somebody else's", "uninstall.exe"}
        assert "Counterfoil" not in wine.run("reg", "query", UNINSTALL.rpartition("\\")[0])
    finally:
        wine.end()


class Wine:
    """A Windows of its own in one folder, without a screen."""

    def __init__(self, prefix: Path) -> None:
        quiet = {"WINEDEBUG": "-all", "WINEDLLOVERRIDES": "mscoree=;mshtml="}
        kept = {name: value for name, value in os.environ.items() if name not in {"DISPLAY", "WAYLAND_DISPLAY"}}
        self._environment = {**kept, **quiet, "WINEPREFIX": str(prefix), "WINEARCH": "win64"}

    def run(self, *words: str) -> str:
        done = subprocess.run(
            [_WINE, *words], env=self._environment, capture_output=True, text=True, check=False, timeout=240
        )
        assert done.returncode == 0, (words, done.returncode, done.stdout, done.stderr)
        return done.stdout

    def path(self, place: Path) -> str:
        return "C:\\" + str(place).partition("drive_c/")[2].replace("/", "\\")

    def end(self) -> None:
        subprocess.run(["/usr/lib/wine/wineserver", "-k"], env=self._environment, check=False, capture_output=True)
