"""The remote API. requests lives here; everything leaves as values of core.domain.reply."""
