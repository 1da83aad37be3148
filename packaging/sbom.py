"""Writes what one of our folders holds: a bill of materials (CycloneDX 1.6) and the licence of each part.

Runs in the root that the folder was built in: `sbom.py NAME OUT`. There alone is known which version of which library
went in. What PyInstaller has collected, and from where, stands in the last step of its work folder.
"""

from __future__ import annotations

import ast
import json
import re
import shutil
import subprocess
import sys
import uuid
from importlib import metadata
from pathlib import Path
from typing import Any

from contents import ROOT
from needs import owner

from core import about
from core.setup.licences import licence_text
from core.setup.parts import SoftwarePart, parts, parts_of_python

WORK = Path("/work")
_VENV = Path("/venv")
_SPDX = re.compile(r"[A-Za-z0-9.+()-]+( (AND|OR|WITH) [A-Za-z0-9.+()-]+)*")
_HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")
_MODULE = re.compile(r"'([^']+)',\s*'PYMODULE(?:-\d)?'")
_BUNDLED = {"Python", "SQLite", "Inter", "Lucide", "Qt"}
"""What About names besides what pip installs."""


def collected(name: str) -> list[tuple[str, Path]]:
    """Return each file of the folder: its path in there, and where it came from."""
    (written,) = (WORK / name).glob("COLLECT-*.toc")
    found = ast.literal_eval(written.read_text("utf-8"))
    entries = next(part for part in found if isinstance(part, list) and part and len(part[0]) == 3)
    return [(entry[0], Path(entry[1])) for entry in entries]


def debian_packages(files: list[tuple[str, Path]]) -> dict[str, str]:
    """Return package to version of the files that came from Debian and not from pip or from us."""
    system = {str(source.resolve()) for _, source in files if source.resolve().is_relative_to("/usr")}
    if not system:
        return {}
    names = sorted({owner(path) for path in system})
    asked = ["dpkg-query", "-W", "-f", "${Package} ${Version}\n", *names]
    told = subprocess.run(asked, capture_output=True, text=True, check=True).stdout
    return dict(line.split() for line in told.splitlines())


def pip_packages(files: list[tuple[str, Path]], name: str) -> list[SoftwarePart]:
    """Return what pip installed and the folder holds: its own files, or modules inside the program."""
    (analysed,) = (WORK / name).glob("Analysis-*.toc")
    modules = _MODULE.findall(analysed.read_text("utf-8"))
    text = "".join(f"{source}'" for source in (*modules, *(str(source) for _, source in files)))
    known = {part.name.casefold(): part for part in parts_of_python()}
    for extra in ("psycopg", "psycopg-binary"):
        told = metadata.metadata(extra)
        known[extra] = SoftwarePart(told["Name"], told["Version"], "LGPL-3.0-only")
    return [part for part in known.values() if _is_inside(part.name, text)]


def _is_inside(name: str, text: str) -> bool:
    """Tell whether any module of the package is named among the sources."""
    files = (file for file in metadata.files(name) or [] if file.suffix in {".py", ".so"})
    return any(f"/{file}'" in text for file in files)


def bill(name: str) -> dict[str, Any]:
    """Return the bill of materials of this folder as CycloneDX 1.6."""
    files = collected(name)
    hashes = _locked_hashes()
    components = [
        _component(part, f"pkg:pypi/{part.name.lower()}@{part.version}", hashes.get(_key(part.name), []))
        for part in pip_packages(files, name)
    ]
    has_window = any(path.startswith("PySide6") or "/PySide6/" in path for path, _ in files)
    with_it = [part for part in parts() if part.name in _BUNDLED]
    if has_window:
        with_it.append(SoftwarePart("Qt", metadata.version("PySide6-Essentials"), "LGPL-3.0-only"))
    else:
        with_it = [part for part in with_it if part.name in {"Python", "SQLite"}]
    components += [_component(part, "", []) for part in with_it]
    components += [
        {
            "type": "library",
            "bom-ref": f"pkg:deb/debian/{package}@{version}",
            "name": package,
            "version": version,
            "purl": f"pkg:deb/debian/{package}@{version}",
        }
        for package, version in sorted(debian_packages(files).items())
    ]
    components.sort(key=lambda component: str(component["bom-ref"]))
    subject = {
        "type": "application",
        "bom-ref": name,
        "name": name,
        "version": about.VERSION,
        "licenses": [{"license": {"id": about.LICENCE}}],
    }
    serial = uuid.uuid5(uuid.NAMESPACE_URL, json.dumps([subject, components], sort_keys=True))
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{serial}",
        "version": 1,
        "metadata": {"component": subject},
        "components": components,
        "dependencies": [{"ref": name, "dependsOn": [component["bom-ref"] for component in components]}],
    }


def _component(part: SoftwarePart, purl: str, hashes: list[str]) -> dict[str, Any]:
    named = {"expression": part.licence} if _SPDX.fullmatch(part.licence) else {"license": {"name": part.licence}}
    component: dict[str, Any] = {
        "type": "library",
        "bom-ref": purl or part.name,
        "name": part.name,
        "licenses": [named],
    }
    if part.version:
        component["version"] = part.version
    if purl:
        component["purl"] = purl
    if hashes:  # of each file that the lock allows, one of which was installed
        component["properties"] = [{"name": "counterfoil:locked-sha256", "value": each} for each in hashes]
    return component


def _locked_hashes() -> dict[str, list[str]]:
    text = re.sub(r"\\\n\s*", " ", (ROOT / "packaging" / "requirements.lock").read_text("utf-8"))
    return {_key(line.partition("==")[0]): _HASH.findall(line) for line in text.splitlines() if "==" in line}


def _key(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def write(name: str, out: Path) -> None:
    """Write sbom.cdx.json, the copyright file of each Debian package in the folder, and the licence of all else."""
    (out / "libraries").mkdir(parents=True, exist_ok=True)
    (out / "licences").mkdir(exist_ok=True)
    made = bill(name)
    text = json.dumps(made, indent=1, sort_keys=True, ensure_ascii=False)
    for component in made["components"]:
        licence = licence_text(component["name"], ROOT / "resources")
        if licence:
            (out / "licences" / f"{component['name']}.txt").write_text(licence, "utf-8")
    (out / "sbom.cdx.json").write_text(text + "\n", "utf-8")
    for package in debian_packages(collected(name)):
        shutil.copyfile(f"/usr/share/doc/{package}/copyright", out / "libraries" / f"{package}.copyright")


if __name__ == "__main__":
    write(sys.argv[1], Path(sys.argv[2]))
