"""The remote API. requests lives here; everything leaves as values of core.domain.reply."""

from core.remote import lean_requests

lean_requests.load()
