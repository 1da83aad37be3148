"""Whoever approves is told what: each permission has its own sentence, and the window says it."""

import pytest

from core.domain.rights import RIGHTS, Level
from core.domain.staff import Role
from gui.wording import permission_words

ASKED = [
    permission
    for permission, right in RIGHTS.items()
    if Level.APPROVAL in {right.usual(Role.CLERK), *right.choices(Role.CLERK)}
]
"""What a manager is asked to approve."""


@pytest.mark.parametrize("permission", ASKED)
def test_every_permission_has_its_words(qapp, permission):
    assert permission_words.approved(permission).endswith(".")


def test_no_two_permissions_have_the_same_words(qapp):
    assert len({permission_words.approved(permission) for permission in ASKED}) == len(ASKED)
