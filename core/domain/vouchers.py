"""The kinds of voucher that EU law knows for VAT (Directive 2016/1065): of a single purpose, or of several."""

from __future__ import annotations

VOUCHERS = ("single-purpose", "multi-purpose")
"""Of a single-purpose voucher VAT is due when it is sold, of a multi-purpose one when it is redeemed."""
