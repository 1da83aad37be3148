"""A plugin: whatever starts a process while the tests are collected fails; every worker of every run would start it."""

import sys

import pytest


def pytest_configure() -> None:
    sys.addaudithook(_refuse)


def _refuse(event: str, arguments: tuple[object, ...]) -> None:
    if event == "subprocess.Popen":
        pytest.fail(f"a process is started while tests are collected: {arguments[1]}", pytrace=False)
