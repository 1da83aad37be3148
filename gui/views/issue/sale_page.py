"""The page that is printed for a sale: what is not confirmed yet says so on the card itself."""

from __future__ import annotations

from core.printing.layout import Layout
from core.printing.sale import SoldCard
from core.usecases.sales import CONFIRMED, Sale
from gui.printing.texts import card_page


def page_of(sale: Sale) -> Layout | None:
    """Return the page; None without a code to print. Raises RuleRefused while the shop has no name."""
    sold = sold_card(sale)
    return None if sold is None else card_page(sold)


def sold_card(sale: Sale) -> SoldCard | None:
    """Return what is printed; None without a code. Raises RuleRefused while the shop has no name."""
    if sale.code is None:
        return None
    return SoldCard(
        shop=sale.shop,
        amount=sale.row.want,
        currency=sale.row.currency,
        code=sale.code,
        payload=sale.payload or sale.code,
        expires_on=sale.expires_on,
        greeting=sale.greeting,
        colours=sale.design.colours,
        pending=sale.stand != CONFIRMED,
        barcode=sale.barcode,
    )
