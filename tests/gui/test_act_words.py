"""Whoever approves is told what: each act of staff has its own sentence, and the window says it."""

import pytest

from core.domain.staff import Act
from gui.wording import act_words


@pytest.mark.parametrize("act", Act)
def test_every_act_has_its_words(qapp, act):
    assert act_words.approved(act).endswith(".")


def test_no_two_acts_are_told_alike(qapp):
    assert len({act_words.approved(act) for act in Act}) == len(Act)
