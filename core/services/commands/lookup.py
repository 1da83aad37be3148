"""From what was scanned or typed to a card, and how sure we are (docs/security.md 2). Never guesses."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from core.domain import keyboards, note_tag
from core.domain.card import Match
from core.domain.code import alternatives, check_holds, last_four, normalise
from core.domain.payload import Scan, parse_scan
from core.domain.presented import typed
from core.domain.reply import CardPage, CardRead, Lost, Missing, Offered, ServerCard
from core.domain.scanner import Scanner
from core.domain.staff import ITSELF
from core.errors import BadInput, RuleRefused
from core.rows import Found
from core.services.books.storage import Storage
from core.services.link.card_source import CardSource
from core.services.link.odd_cards import OddCards
from core.services.link.refused_acts import LIST, READ
from core.services.outbox.outbox import Outbox
from core.services.people.preferences import Preferences
from core.store import cards, fingerprints, outbox
from core.store.database import Connection

_LOCAL = re.compile(r"[Ll]([0-9]{1,12})", re.ASCII)
_ID = re.compile(r"[0-9]{1,16}", re.ASCII)
_LAST_FOUR = re.compile(r"[0-9A-Za-z]{4}", re.ASCII)
_MOST_SLOW = 3
"""Readings of a foreign code on other keyboards for which the slow fingerprint is made, and the service asked."""


class Lookup:
    """`find` asks the cache only; `resolve` and `refresh` may ask the service, and never raise for it."""

    def __init__(self, storage: Storage, source: CardSource, outbox: Outbox, preferences: Preferences) -> None:
        self._odd_cards = OddCards.of(storage, source)
        self._database = storage.database
        self._clock = storage.clock
        self._gateway = source.gateway
        self._connection = source.connection
        self._local_writes = source.local_writes
        self._policy = outbox.policy
        self._vault = outbox.codes.vault
        self._qr_keys = {self._vault.qr_key_id: self._vault.qr_key}
        self._scanner = preferences.current_scanner

    def find(self, text: str) -> Found:
        """Return the card for a QR payload, a full code, a local reference, an id or the last four, from the cache."""
        with self._database.reading() as conn:
            found = self._by_reference(conn, typed(text)) or self._by_own_code(conn, text)
        return found or self._by_scan(text)

    def resolve(self, text: str) -> Found:
        """Return what `find` does; what the cache does not know for sure is asked of the service while it answers."""
        found = self.find(text)
        if found.match in {Match.VERIFIED, Match.FORGED} or not self._connection.condition.usable:
            return found
        reference = typed(text)
        if _ID.fullmatch(reference) and self.refresh(int(reference)):
            return self.find(text)
        return self._ask_oracle(text, found)

    def refresh(self, card_id: int) -> bool:
        """Read the card from the service. Returns True when the cache changed."""
        if card_id <= 0 or not self._connection.condition.usable:
            return False
        before = self._local_writes.now()
        answer = self._gateway.read_card(card_id)
        if isinstance(answer, Missing):
            self._connection.answered()
            return self._odd_cards.confirm_gone(card_id) is True
        if not isinstance(answer, CardRead):
            if not (isinstance(answer, Lost) and answer.place):  # of one card it says nothing about the others
                self._connection.failed(answer)
            return False
        self._connection.answered(READ)
        self._policy.record_connected()
        with self._database.writing(ITSELF) as conn:
            skip = self._local_writes.since(before)
            return cards.read(conn, answer, self._clock.wall(), skip)

    def check_key(self, *scopes: str) -> None:
        """Raise RuleRefused where the service says that this till's key lacks one of these; some services say nothing.

        Asked before an act of several steps, of which the first must not be done without the last.
        """
        allowed = self.scopes()
        lacking = None if allowed is None else next((scope for scope in scopes if scope not in allowed), None)
        if lacking is not None:
            raise RuleRefused(f"service.scope_{lacking}")

    def scopes(self) -> frozenset[str] | None:
        """Return what the service lets this till's key do; None where it does not say, or cannot be asked now."""
        answer = self._gateway.list_abilities() if self._connection.condition.usable else None
        return answer.scopes if isinstance(answer, Offered) else None

    def _by_own_code(self, conn: Connection, text: str) -> Found | None:
        """Find a code of ours in plain form or in our own payload: what is scanned all day, in the one snapshot.

        None for all else, and for what `_by_scan` has to say more of.
        """
        try:
            scan = parse_scan(self._scanner.value.clean(text), self._qr_keys)
            quick = None if scan.genuine is False else self._vault.own_fingerprint(scan.code)
        except BadInput:
            return None
        card_id = None if quick is None else fingerprints.card_of(conn, quick)
        return None if card_id is None else Found(Match.VERIFIED, card_id, last_four(scan.code))

    def _by_reference(self, conn: Connection, text: str) -> Found | None:
        """Find a local reference or an id, as staff type it; it says nothing about the code."""
        local = _LOCAL.fullmatch(text)
        if local:
            made = outbox.making(conn, -int(local[1]))
            return Found(Match.LIKELY, made.card_id, made.last_characters) if made else None
        card = cards.get(conn, int(text)) if _ID.fullmatch(text) else None
        if card is not None:
            return Found(Match.LIKELY, card.card_id, card.last_characters)
        if _LAST_FOUR.fullmatch(text):
            return _one_of(cards.with_last_characters(conn, text.lower()), text.lower())
        return None

    def _by_scan(self, text: str) -> Found:
        """Find a scan as it stands; before it is called forged or unknown, as another keyboard's scanner types it."""
        scanner = self._scanner.value
        found = self._by_plain(scanner.clean(text))
        if found.match is Match.VERIFIED:
            return found
        for setting, scan in self._on_other_keyboards(text, scanner):
            other = self._by_codes(scan.code)
            if scan.genuine or other.match is Match.VERIFIED:
                return replace(other, layout="" if str(setting) == scanner.layout else str(setting))
        return found

    def _by_plain(self, text: str) -> Found:
        try:
            scan = parse_scan(text, self._qr_keys)
        except BadInput:
            return Found(Match.UNKNOWN)
        if scan.genuine is False:
            return Found(Match.FORGED, last_characters=normalise(scan.code)[-4:])
        return self._by_codes(scan.code)

    def _on_other_keyboards(self, text: str, scanner: Scanner) -> Iterator[tuple[keyboards.Setting, Scan]]:
        """Yield signed readings first: their signature leaves no doubt. Of bare foreign codes the usual readings."""
        bare: list[tuple[keyboards.Setting, Scan]] = []
        slow = 0
        for setting, reading in keyboards.readings(text, scanner.layout):
            try:
                scan = parse_scan(scanner.clean(reading), self._qr_keys)
            except BadInput:
                continue
            if scan.genuine:
                yield setting, scan
            elif "." in reading:
                continue  # a payload that is not signed by us proves nothing about the keyboard
            elif check_holds(scan.code):
                bare.insert(len(bare) - slow, (setting, scan))
            elif slow < _MOST_SLOW and "us" in {setting.scanner, setting.keyboard}:
                slow += 1
                bare.append((setting, scan))
        yield from bare

    def _by_codes(self, read: str) -> Found:
        """Return what is verified by one of the ways in which `read` may be meant, else the best guess."""
        best = Found(Match.UNKNOWN, last_characters=normalise(read)[-4:])
        for code in alternatives(read):
            found = self._by_code(code)
            if found.match is Match.VERIFIED:
                return found
            if best.match is Match.UNKNOWN:
                best = found
        return best

    def _by_code(self, code: str) -> Found:
        """Find by our own fingerprint, which proves it; otherwise four characters suggest a card that is not ours."""
        quick, last = self._vault.own_fingerprint(code), normalise(code)[-4:]
        if quick is not None:
            with self._database.reading() as conn:
                card_id = fingerprints.card_of(conn, quick)
            if card_id is not None:
                return Found(Match.VERIFIED, card_id, last)
        fingerprint = self._vault.code_fingerprint(code)
        with self._database.reading() as conn:
            card_id = fingerprints.card_of(conn, fingerprint)
            if card_id is not None:
                return Found(Match.VERIFIED, card_id, last)
            candidates = cards.with_last_characters(conn, last)
        ours = [card for card in candidates if note_tag.fingerprint_of(card.note) == fingerprint]
        if len(ours) == 1:
            return Found(Match.VERIFIED, ours[0].card_id, last)
        return _one_of(candidates, last)

    def _ask_oracle(self, text: str, found: Found) -> Found:
        """Ask for the code as it stands, and where nothing speaks for that, as other keyboards type it."""
        scanner = self._scanner.value
        try:
            answer = self._ask_for(normalise(parse_scan(scanner.clean(text), self._qr_keys).code))
        except BadInput:
            answer = None
        if answer is not None or found.card_id is not None:
            return answer or found
        for setting, scan in list(self._on_other_keyboards(text, scanner))[:_MOST_SLOW]:
            answer = self._ask_for(normalise(scan.code))
            if answer is not None:
                return replace(answer, layout="" if str(setting) == scanner.layout else str(setting))
        return found

    def _ask_for(self, code: str) -> Found | None:
        """Ask the service's search for a whole code: exactly one hit, and none for a code changed by one character."""
        before = self._local_writes.now()
        hits = self._search(code)
        if hits is None or len(hits) != 1 or hits[0].last_characters != code[-4:]:
            return None
        wrong = code[:-5] + ("a" if code[-5] != "a" else "b") + code[-4:]
        denied = self._search(wrong)
        if denied is None or any(card.card_id == hits[0].card_id for card in denied):
            return None  # this service matches loosely, or did not answer: nothing is proved
        now, card = self._clock.wall(), hits[0]
        fingerprint = self._vault.code_fingerprint(code)
        with self._database.writing(ITSELF) as conn:
            cards.pulled(conn, [card], now, self._local_writes.since(before))
            fingerprints.bind(conn, fingerprint, card.card_id, "verified", now)
        return Found(Match.VERIFIED, card.card_id, card.last_characters)

    def _search(self, query: str) -> tuple[ServerCard, ...] | None:
        """Return the cards of a search; None when the service did not answer."""
        answer = self._gateway.search_cards(query, None, 2)
        if isinstance(answer, CardPage):
            return None if answer.unreadable else answer.cards
        self._connection.failed(answer, LIST)
        return None


def _one_of(candidates: tuple[ServerCard, ...], last: str) -> Found:
    if len(candidates) == 1:
        return Found(Match.LIKELY, candidates[0].card_id, last)
    if candidates:
        return Found(Match.AMBIGUOUS, None, last, tuple(card.card_id for card in candidates))
    return Found(Match.UNKNOWN, None, last)
