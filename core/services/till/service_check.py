"""The doctor's look at the service: whether it answers, what it shows, and what it was found to do."""

from __future__ import annotations

from core.domain.reply import AnotherService, CardPage, Lost, NotSent, Offered, Unauthorised, is_not_there
from core.errors import KnownError
from core.rows.health import Finding
from core.sentences import sentence
from core.services.link.capability_store import CapabilityStore
from core.services.link.card_source import CardSource
from core.services.link.refused_acts import LIST
from core.services.till.found import failed, found, told
from core.store import cards, unreadable_cards
from core.store.database import Database

_SOME = 50
_SANDBOX = "the training sandbox of this program"


class ServiceCheck:
    """Asks for one card, and tells the connection what came of it."""

    def __init__(
        self, database: Database, source: CardSource, capability_store: CapabilityStore, *, sandbox: bool
    ) -> None:
        self._database = database
        self._gateway = source.gateway
        self._connection = source.connection
        self._capability_store = capability_store
        self._url = _SANDBOX if sandbox else source.connection.url

    def findings(self) -> tuple[Finding, ...]:
        service = self._service()
        return service, self._scopes(asked=service.state == "ok"), self._abilities(), self._odd_cards()

    def _service(self) -> Finding:
        url = self._url
        condition = self._connection.condition
        if condition.state == "switched_off" and condition.problem is not None:
            return told("service", "bad", condition.problem)
        if condition.state == "switched_off":
            return found("service", "warn", "found.service_off", url=url)
        answer = self._gateway.list_cards(None, _SOME)
        if isinstance(answer, CardPage) and answer.unreadable and not answer.cards:
            return Finding("service", "bad", f"{url}: no card can be read, for {fields_of(answer)}")
        if isinstance(answer, CardPage):
            self._connection.answered(LIST)
            read = self._gateway.read_card(answer.cards[0].card_id) if answer.cards else None
            if isinstance(read, Lost) and read.place:
                return Finding("service", "bad", f"{url}: a listed card cannot be read singly, for {read.place}")
            return Finding("service", "ok", url)
        self._connection.failed(answer, LIST)
        if isinstance(answer, AnotherService):
            return Finding("service", "bad", f"{url}: {sentence('service.another', {})}")
        if isinstance(answer, NotSent) and answer.certificate is not None:
            problem = self._connection.problem_of(answer)
            return told("service", "bad", problem)
        if is_not_there(answer):
            return Finding("service", "bad", sentence("connect.not_there", {"url": url}))
        if isinstance(answer, Unauthorised):
            said = f" ({answer.status}: {answer.message})" if answer.message else f" ({answer.status})"
            return Finding("service", "bad", f"{url} does not accept our token{said}")
        return Finding("service", "bad", f"{url}: {getattr(answer, 'why', '') or getattr(answer, 'message', '')}")

    def _scopes(self, *, asked: bool) -> Finding:
        """Report what this till's key may not do, of all that a till does. `asked`: the service answers now."""
        answer = self._gateway.list_abilities() if asked else None
        if not isinstance(answer, Offered) or answer.scopes is None:
            return found("scopes", "ok", "found.scopes_untold")
        lacking = [scope for scope in ("read", "issue", "redeem", "manage") if scope not in answer.scopes]
        if not lacking:
            return found("scopes", "ok", "found.scopes_all")
        return found("scopes", "warn", "found.scopes_lack", scopes=", ".join(lacking))

    def _odd_cards(self) -> Finding:
        """Report the cards that are no money here, though they may be at the service."""
        try:
            with self._database.reading() as conn:
                odd, gone = unreadable_cards.fields(conn), cards.count_gone(conn)
        except KnownError as error:
            return failed("unreadable", error)
        if not odd and not gone:
            return found("unreadable", "ok", "found.readable")
        texts = [f"{sum(odd.values())} cannot be read ({', '.join(odd)})"] if odd else []
        texts += [f"{gone} are not at the service any more"] if gone else []
        return Finding("unreadable", "warn" if odd else "ok", "; ".join(texts))

    def _abilities(self) -> Finding:
        try:
            with self._database.reading() as conn:
                return told("abilities", *self._capability_store.told(conn))
        except KnownError as error:
            return failed("abilities", error)


def fields_of(page: CardPage) -> str:
    """Return the names of the fields that cannot be read, as a service's own people know them."""
    return ", ".join(sorted({odd.field for odd in page.unreadable}))
