"""Amounts and scans written by hand, good and bad."""

from __future__ import annotations

from tests.hostile.fuzz import SIGNED

GOOD_MONEY: dict[tuple[str, str], int] = {
    (f"{sign}{whole}{fraction}", currency): minor * (-1 if sign else 1)
    for sign in ("", "-")
    for whole, fraction, currency, minor in [
        ("0", "", "USD", 0),
        ("0", ".00", "USD", 0),
        ("0", ".01", "USD", 1),
        ("0", ".1", "USD", 10),
        ("0", ".10", "USD", 10),
        ("0", ".100", "USD", 10),
        ("1", "", "USD", 100),
        ("01", ".00", "USD", 100),
        ("000000001", ".00", "USD", 100),
        ("9", ".99", "USD", 999),
        ("25", ".5", "USD", 2550),
        ("25", ".500", "USD", 2550),
        ("100", ".00", "USD", 10_000),
        ("1234", ".56", "USD", 123_456),
        ("2000", "", "USD", 200_000),
        ("999999999", "", "USD", 99_999_999_900),
        ("999999999", ".99", "USD", 99_999_999_999),
        ("0", "", "JPY", 0),
        ("1", "", "JPY", 1),
        ("1", ".0", "JPY", 1),
        ("1", ".000", "JPY", 1),
        ("1500", "", "JPY", 1500),
        ("999999999", "", "JPY", 999_999_999),
        ("0", ".001", "BHD", 1),
        ("0", ".01", "BHD", 10),
        ("0", ".1", "BHD", 100),
        ("1", "", "BHD", 1000),
        ("1", ".234", "BHD", 1234),
        ("999999999", ".999", "BHD", 999_999_999_999),
        ("7", ".25", "EUR", 725),
    ]
}
GOOD_MONEY |= {(text, "GBP"): minor for (text, currency), minor in GOOD_MONEY.items() if currency == "USD"}
_BAD = """
 ~- ~+ ~. ~.5 ~5. ~-. ~-.5 ~-5. ~--5 ~+5 ~+-5 ~5- ~5.0- ~5..0 ~5.0.0 ~5.0000 ~5.00000 ~1234567890 ~-1234567890
~12345678901234567890 ~1e2 ~1E2 ~1e+2 ~1E-2 ~1E+300000 ~e5 ~1e ~0x10 ~0b1 ~0o7 ~1_000 ~1__0 ~_1 ~1_ ~1,00 ~1,000.00
~1.000,00 ~1'000 ~1 000 ~1\u00a0000 ~1\u2009000 ~ 1 ~1 ~\t1 ~1\t ~1\n ~\n1 ~1\r\n ~1\0 ~\x001 ~1\x0b ~1\x0c ~1\x85
~１ ~１.００ ~٣ ~٣.٠٠ ~۵ ~५ ~𝟓 ~² ~½ ~Ⅴ ~五 ~−1 ~–1 ~—1 ~﹣1 ~－1 ~1․00 ~1。00 ~1．00 ~1٫00 ~$1 ~1$ ~€1 ~1€ ~USD 1
~1 USD ~1.00USD ~US$1 ~(1.00) ~1.00CR ~1/2 ~1*2 ~1+1 ~=1 ~'1 ~"1" ~NaN ~nan ~-NaN ~sNaN ~inf ~-inf ~Infinity
~-Infinity ~None ~null ~true ~True ~[] ~{} ~1;2 ~1|2 ~1:2 ~1% ~1\u200b ~\u200b1 ~\u202e1 ~\ufeff1 ~1\ufe0f ~\ud83d
~0.0000 ~-0.0000 ~00000000000 ~one ~zero ~ten ~1.a ~a.1 ~1a ~a1 ~1.0a ~l.00 ~O.00 ~1.O0 ~5.-0 ~5.+0 ~5. 0 ~5 .0
"""
BAD_MONEY = sorted({text.strip("\n") for text in _BAD.split("~")} | {" ", "", " 1", "1 ", "1 000", "USD 1", "1 USD"})
TOO_FINE = [("1.5", "JPY"), ("1.05", "JPY"), ("0.001", "JPY"), ("-1.1", "KRW"), ("1.001", "USD"), ("-0.009", "EUR")]

_HEAD, _KEY, _CODE, _SIGNATURE = SIGNED.split(".")
_OTHERS = [
    "",
    "A",
    "AAAA",
    "0000",
    "aaaa1",
    "ÄÖÜß",
    "🎁",
    "\0",
    " ",
    "%00",
    "../..",
    "<b>",
    "' OR 1=1 --",
    "A" * 300,
    "1" * 20,
    "=1+1",
    "\r\n",
    "null",
    "\u202e",
]


def scans() -> list[str]:
    """Nothing here is what we signed: each part wrong, missing, doubled, moved, or in another script."""
    parts = [_HEAD, _KEY, _CODE, _SIGNATURE]
    found = [".".join([*parts[:at], other, *parts[at + 1 :]]) for at in range(4) for other in _OTHERS]
    found += [".".join(parts[:at] + parts[at + 1 :]) for at in range(4)]
    found += [".".join([*parts[:at], parts[at], *parts[at:]]) for at in range(4)]
    found += [".".join(parts[-shift:] + parts[:-shift]) for shift in (1, 2, 3)]
    found += [f"GC{version}.{_KEY}.{_CODE}.{_SIGNATURE}" for version in ["", "0", "2", "11", "1.1", "-1", "１", "1 "]]
    found += [f"{SIGNED[:at]}{_turned(SIGNED[at])}{SIGNED[at + 1 :]}" for at in range(len(SIGNED)) if SIGNED[at] != "."]
    found += [SIGNED[:at] + SIGNED[at + 1 :] for at in range(len(SIGNED))]
    found += [SIGNED[:at] + "." + SIGNED[at:] for at in range(len(SIGNED) + 1)]
    found += [SIGNED[:at] for at in range(1, len(SIGNED))]
    found += [SIGNED.replace(".", mark) for mark in [",", ":", " ", "..", "․", "。", "\n.", ". "]]
    found += [SIGNED * 2, SIGNED + "=", f'"{SIGNED}"', f"https://x.example/{SIGNED}", SIGNED + "\0", SIGNED[::-1]]
    return [text for text in found if text.strip().upper() != SIGNED]


def _turned(letter: str) -> str:
    """Another letter of the same alphabet."""
    return "B" if letter != "B" else "C"
