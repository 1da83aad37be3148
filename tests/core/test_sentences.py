"""Each sentence stands in one place, where its key says that it is."""

import importlib
import pkgutil
from collections import Counter

from core import sentences
from core.sentences import SENTENCES

MODULES = [
    importlib.import_module(f"core.sentences.{found.name}") for found in pkgutil.iter_modules(sentences.__path__)
]


def test_no_key_is_in_two_modules_or_in_none_that_is_read():
    counted = Counter(key for module in MODULES for key in module.SENTENCES)
    assert [key for key, times in counted.items() if times > 1] == []
    assert set(counted) == set(SENTENCES)


def test_keys_that_begin_alike_stand_together():
    homes: dict[str, set[str]] = {}
    for module in MODULES:
        for key in module.SENTENCES:
            homes.setdefault(key.split(".")[0], set()).add(module.__name__)
    assert {start: where for start, where in homes.items() if len(where) > 1} == {}
