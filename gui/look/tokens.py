"""The one table of colours: light, dark and high contrast. Every pair in `pairs()` is AA, and tested.

Values are from the look's drawings; the high-contrast set is ours.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DesignTokens:
    """Colours as #RRGGBB. `x_soft` is the ground that text in `x` stands on."""

    name: str
    background: str
    surface: str
    sunken: str
    line: str
    text: str
    muted: str
    accent: str
    on_accent: str
    accent_soft: str
    warn: str
    warn_soft: str
    bad: str
    bad_soft: str
    info: str
    info_soft: str
    focus: str
    card_from: str
    card_to: str
    on_card: str

    def tone(self, tone: str) -> tuple[str, str]:
        """Return the text colour and the soft ground of good, warn, bad, info or neutral."""
        return {
            "good": (self.accent, self.accent_soft),
            "warn": (self.warn, self.warn_soft),
            "bad": (self.bad, self.bad_soft),
            "info": (self.info, self.info_soft),
        }.get(tone, (self.muted, self.sunken))


LIGHT = DesignTokens(
    name="light",
    background="#F5F6F8",
    surface="#FFFFFF",
    sunken="#ECEEF2",
    line="#DDE1E8",
    text="#14181F",
    muted="#5A6472",
    accent="#0B6E4F",
    on_accent="#FFFFFF",
    accent_soft="#E2F2EC",
    warn="#8A5300",
    warn_soft="#FFF1D6",
    bad="#B3261E",
    bad_soft="#FCE8E6",
    info="#1F4FA3",
    info_soft="#E6EDFB",
    focus="#1F4FA3",
    card_from="#0B6E4F",
    card_to="#0C3A37",
    on_card="#FFFFFF",
)

DARK = DesignTokens(
    name="dark",
    background="#101418",
    surface="#181D23",
    sunken="#0C1013",
    line="#2B333C",
    text="#EEF1F4",
    muted="#9AA6B2",
    accent="#4CC79B",
    on_accent="#06231A",
    accent_soft="#16342B",
    warn="#F2B654",
    warn_soft="#392A10",
    bad="#FF8A80",
    bad_soft="#3C1B19",
    info="#8DB4FF",
    info_soft="#17264A",
    focus="#8DB4FF",
    card_from="#127B5A",
    card_to="#0C3A37",
    on_card="#FFFFFF",
)

CONTRAST = DesignTokens(
    name="contrast",
    background="#000000",
    surface="#000000",
    sunken="#1C1C1C",
    line="#FFFFFF",
    text="#FFFFFF",
    muted="#E8E8E8",
    accent="#6FF0BE",
    on_accent="#000000",
    accent_soft="#00281B",
    warn="#FFD479",
    warn_soft="#2B1D00",
    bad="#FFB0A8",
    bad_soft="#3A0905",
    info="#B5D0FF",
    info_soft="#08193A",
    focus="#FFFF00",
    card_from="#00281B",
    card_to="#000000",
    on_card="#FFFFFF",
)

ALL = {tokens.name: tokens for tokens in (LIGHT, DARK, CONTRAST)}


def pairs(tokens: DesignTokens) -> Iterator[tuple[str, str]]:
    """Return every text colour with every ground it is used on."""
    grounds = (tokens.background, tokens.surface, tokens.sunken)
    for text in (tokens.text, tokens.muted):
        yield from ((text, ground) for ground in grounds)
    for tone in ("good", "warn", "bad", "info"):
        text, soft = tokens.tone(tone)
        yield from ((text, soft), (text, tokens.surface), (text, tokens.background))
    yield tokens.on_accent, tokens.accent
    yield tokens.accent, tokens.sunken
    yield tokens.on_card, tokens.card_from
    yield tokens.on_card, tokens.card_to


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours, 1 to 21 (WCAG 2.2)."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
