"""The changelog has the form of Keep a Changelog, and says nothing twice."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

TEXT = (Path(__file__).parent.parent / "CHANGELOG.md").read_text("utf-8")
GROUPS = ["Added", "Changed", "Deprecated", "Removed", "Fixed", "Security"]
VERSION = re.compile(r"\[Unreleased\]|\[\d+\.\d+\.\d+\] - \d{4}-\d{2}-\d{2}")


def test_it_begins_with_what_is_not_released_and_then_goes_by_versions() -> None:
    versions = re.findall(r"^## (.*)$", TEXT, re.MULTILINE)
    assert versions[0] == "[Unreleased]"
    assert [each for each in versions if not VERSION.fullmatch(each)] == []


def test_each_version_has_the_usual_groups_in_their_order() -> None:
    for version in TEXT.split("\n## ")[1:]:
        groups = re.findall(r"^### (.*)$", version, re.MULTILINE)
        assert groups == [each for each in GROUPS if each in groups]


def test_no_entry_stands_twice() -> None:
    entries = Counter(re.findall(r"^- (.*)$", TEXT, re.MULTILINE))
    assert [entry for entry, times in entries.items() if times > 1] == []
