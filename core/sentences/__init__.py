"""Every sentence the core can say to a person, by key.

The English text here is the source; a front end may translate by key and fills in the values afterwards.
"""

from __future__ import annotations

from typing import Final

from core.sentences import (
    approvals,
    backup,
    cards,
    cures,
    findings,
    history,
    journal,
    lists,
    orders,
    outbox,
    policy,
    printing,
    report_figures,
    reports,
    retention,
    service,
    set_up,
    sharing,
    till,
)

SENTENCES: Final[dict[str, str]] = {
    **cards.SENTENCES,
    **orders.SENTENCES,
    **approvals.SENTENCES,
    **outbox.SENTENCES,
    **history.SENTENCES,
    **journal.SENTENCES,
    **lists.SENTENCES,
    **service.SENTENCES,
    **till.SENTENCES,
    **set_up.SENTENCES,
    **sharing.SENTENCES,
    **backup.SENTENCES,
    **cures.SENTENCES,
    **findings.SENTENCES,
    **policy.SENTENCES,
    **printing.SENTENCES,
    **reports.SENTENCES,
    **report_figures.SENTENCES,
    **retention.SENTENCES,
}


def sentence(key: str, values: dict[str, object]) -> str:
    """Return the English sentence for `key`, with `values` filled in."""
    return SENTENCES[key].format(**values)
