"""The designs and the usual amounts that a shop sells, as settings: one line of text each, that a person can write.

A design is `name, colour` or `name, colour, suffix`, parted by semicolons; the suffix is the service's word for it.
"""

from __future__ import annotations

from dataclasses import dataclass

from core.domain.colours import COLOURS
from core.domain.money import parse_typed, wire_text
from core.errors import BadInput

_DESIGNS_MOST, _AMOUNTS_MOST, _NAME_MOST, _SUFFIX_MOST = 8, 8, 24, 60


@dataclass(frozen=True, slots=True)
class Design:
    """`suffix` None: the service's own design."""

    name: str
    colour: str
    suffix: str | None = None

    @property
    def colours(self) -> tuple[str, str]:
        """Of the gradient on its face, #RRGGBB."""
        return COLOURS[self.colour]


def parse_designs(text: str) -> tuple[Design, ...]:
    """Read the designs, at least one. Raises BadInput."""
    designs = tuple(_design(part) for part in text.split(";") if part.strip())
    names, suffixes = {design.name.lower() for design in designs}, {design.suffix for design in designs}
    if not 1 <= len(designs) <= _DESIGNS_MOST or len(names) < len(designs) or len(suffixes) < len(designs):
        raise _wrong(text)
    return designs


def design_text(designs: tuple[Design, ...]) -> str:
    return "; ".join(", ".join(filter(None, (each.name, each.colour, each.suffix))) for each in designs)


def parse_amounts(text: str, currency: str) -> tuple[int, ...]:
    """Read amounts in minor units of `currency`, in the order written. Raises BadInput."""
    amounts = tuple(parse_typed(part, currency) for part in text.replace(";", " ").split())
    if not 1 <= len(amounts) <= _AMOUNTS_MOST or min(amounts) <= 0 or len(set(amounts)) < len(amounts):
        raise BadInput("setting.amounts", most=_AMOUNTS_MOST)
    return amounts


def amounts_text(amounts: tuple[int, ...], currency: str) -> str:
    return " ".join(wire_text(amount, currency).removesuffix(".00") for amount in amounts)


def of_suffix(designs: tuple[Design, ...], suffix: str | None) -> Design:
    """Return the design with this suffix, or the first for one that the shop does not know."""
    return next((design for design in designs if design.suffix == suffix), designs[0])


def _design(text: str) -> Design:
    name, _, rest = (part.strip() for part in text.partition(","))
    colour, _, suffix = (part.strip() for part in rest.partition(","))
    shape = 0 < len(name) <= _NAME_MOST and len(suffix) <= _SUFFIX_MOST and text.strip().isprintable()
    if not shape or colour.lower() not in COLOURS or "," in suffix:
        raise _wrong(text)
    return Design(name, colour.lower(), suffix or None)


def _wrong(text: str) -> BadInput:
    return BadInput("setting.designs", value=text.strip()[:60], colours=", ".join(COLOURS), most=_DESIGNS_MOST)
