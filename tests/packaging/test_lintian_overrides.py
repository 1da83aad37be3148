"""Each package says why it keeps what lintian finds in it."""

import debian
import pytest


@pytest.mark.parametrize("name", debian.PACKAGES)
def test_every_override_has_its_reason_above_it(name: str) -> None:
    lines = (debian.HERE / "debian" / f"{name}.lintian-overrides").read_text("utf-8").splitlines()
    assert lines
    assert [line.startswith("#") for line in lines] == [True, False] * (len(lines) // 2)
