"""`serve --catalogue FILE` in a process of its own: what the file says is there when the first request comes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
import requests

from tests.core.server.serving import ROOT, end_all_of, posix_only

FILE = '[[product]]\nid = "plain"\nname = "{}"\ndenominations.USD.fixed = [25.00]\n'


def names(folder: Path, path: Path) -> list[str]:
    """Serve once, and return the names of the products that it offers."""
    command = [sys.executable, "main.py", "--data-dir", str(folder), "--json", "serve", "--port", "0"]
    environ = {**os.environ, "COUNTERFOIL_TOKEN": "a-token-of-the-test"}
    command += ["--catalogue", str(path)]
    with subprocess.Popen(
        command, cwd=ROOT, env=environ, text=True, stdout=subprocess.PIPE, start_new_session=True
    ) as process:
        try:
            assert process.stdout is not None
            url = json.loads(process.stdout.readline())["url"]
            sent = {"Authorization": "Bearer a-token-of-the-test"}
            found = requests.get(url + "/catalogue", headers=sent, timeout=20).json()
            return [each["name"] for each in found["products"]]
        finally:
            end_all_of(process)


@posix_only
@pytest.mark.slow
def test_the_file_counts_from_each_start_on(tmp_path: Path) -> None:
    folder, path = tmp_path / "service", tmp_path / "catalogue.toml"
    path.write_text(FILE.format("Plain"), "utf-8")
    assert names(folder, path) == ["Plain"]
    path.write_text(FILE.format("Blue"), "utf-8")
    assert names(folder, path) == ["Blue"]
