"""In which currencies the service makes cards, as far as the till knows."""

from __future__ import annotations

from dataclasses import dataclass

_CODES = (
    "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF "
    "CHF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD "
    "HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD "
    "MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN "
    "PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY "
    "TTD TWD TZS UAH UGX USD UYI UYU UZS VED VES VND VUV WST XAF XCD XCG XOF XPF YER ZAR ZMW ZWG"
)
CODES = frozenset(_CODES.split())
"""What is money somewhere in the world (ISO 4217, without metals and funds), and what was until lately."""


@dataclass(frozen=True, slots=True)
class CardCurrencies:
    """`takes`: a create may name its currency, one of `listed`, or any where that is empty.

    `usual`: what a card is made in whose create names none; "" while nobody knows. `seen`: those of cards made lately.
    """

    takes: bool = False
    listed: tuple[str, ...] = ()
    usual: str = ""
    seen: tuple[str, ...] = ()

    def knows(self, currency: str) -> bool:
        """Return whether there is such a currency: in the world, or with this service."""
        return currency in CODES or currency in {*self.listed, *self.seen, self.usual}

    def makes(self, currency: str) -> bool:
        """Return whether a card can be sold in `currency`. What nobody knows is tried, and then compared."""
        if self.takes:
            return not self.listed or currency in self.listed
        return self.usual in {"", currency}

    def surely_makes(self, currency: str) -> bool:
        """Return whether the service was shown to make it."""
        return self.makes(currency) and (self.takes or self.usual == currency)

    @property
    def closed(self) -> tuple[str, ...]:
        """The only ones there are; empty where any may be tried."""
        if self.takes:
            return self.listed
        return (self.usual,) if self.usual else ()

    def offered(self, first: str) -> tuple[str, ...]:
        """Return what a clerk may choose from, the shop's own currency `first` if it can be made at all."""
        known = (first, self.usual, *self.listed, *self.seen)
        return tuple(dict.fromkeys(code for code in known if code and self.makes(code)))
