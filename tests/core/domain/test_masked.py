"""Codes in what people type are masked by their shape, and nothing else is (attack 16)."""

import pytest

from core.domain.code import draw, without_codes


@pytest.mark.fault("attack 16")
@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("code ABCD1234EFGH5678 given", "code ····5678 given"),
        ("ABCD-1234-EFGH-5678", "····5678"),
        ("abcd 1234 efgh 5678, twice", "····5678, twice"),
        ("GC1.K7.ABCD1234EFGH5678.signature", "GC1.K7.····5678.signature"),
        ("uncharacteristic", "uncharacteristic"),
        ("with this they said that", "with this they said that"),
        ("receipt 20260921-0017", "receipt 20260921-0017"),
        ("01a227cb-3cce-7772-9f72-c09976207e2c", "01a227cb-3cce-7772-9f72-c09976207e2c"),
        ("Purchase 12.50", "Purchase 12.50"),
        ("", ""),
    ],
)
def test_only_what_looks_like_a_code_is_masked(typed: str, kept: str) -> None:
    assert without_codes(typed) == kept


@pytest.mark.fault("attack 16")
def test_every_code_that_we_draw_is_masked() -> None:
    for _ in range(200):
        code = draw()
        assert without_codes(f"lost {code} today") == f"lost ····{code[-4:]} today"
