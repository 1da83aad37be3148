"""From what was scanned or typed to a card, and how sure we are (SECURITY.md section 2). Never guesses."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from core.clock import Clock
from core.domain import keyboards, mark
from core.domain.card import Match
from core.domain.code import alternatives, check_holds, normalise
from core.domain.payload import Scan, parse_scan
from core.domain.presented import typed
from core.domain.reply import CardPage, CardRead, ServerCard
from core.domain.scanner import Scanner
from core.errors import BadInput
from core.remote.gateway import Gateway
from core.rows import Found
from core.services.link.connection import Connection
from core.services.link.touches import Touches
from core.services.outbox.acceptance import Acceptance
from core.services.outbox.codes import Codes
from core.store import cards, fingerprints, outbox
from core.store.database import Database

_LOCAL = re.compile(r"[Ll]([0-9]{1,12})", re.ASCII)
_ID = re.compile(r"[0-9]{1,16}", re.ASCII)
_LAST_FOUR = re.compile(r"[0-9A-Za-z]{4}", re.ASCII)
_MOST_SLOW = 3
"""Readings of a foreign code on other keyboards for which the slow fingerprint is made, and the service asked."""


class Lookup:
    """`find` asks the cache only; `resolve` and `refresh` may ask the service, and never raise for it."""

    def __init__(
        self,
        database: Database,
        gateway: Gateway,
        codes: Codes,
        qr_keys: Mapping[str, bytes],
        connection: Connection,
        acceptance: Acceptance,
        touches: Touches,
        clock: Clock,
        scanner: Callable[[], Scanner] = Scanner,
    ) -> None:
        self._scanner = scanner
        self._database = database
        self._gateway = gateway
        self._codes = codes
        self._qr_keys = qr_keys
        self._connection = connection
        self._acceptance = acceptance
        self._touches = touches
        self._clock = clock

    def find(self, text: str) -> Found:
        """The card for a QR payload, a full code, a local reference, an id or the last four, from the cache."""
        return self._by_reference(typed(text)) or self._by_scan(text)

    def resolve(self, text: str) -> Found:
        """Like `find`; what the cache does not know for sure is asked of the service while it answers."""
        found = self.find(text)
        if found.match in {Match.VERIFIED, Match.FORGED} or not self._connection.condition.usable:
            return found
        reference = typed(text)
        if _ID.fullmatch(reference) and self.refresh(int(reference)):
            return self.find(text)
        return self._ask_oracle(text, found)

    def refresh(self, card_id: int) -> bool:
        """Reads the card from the service; True when the cache changed."""
        if card_id <= 0 or not self._connection.condition.usable:
            return False
        before = self._touches.now()
        answer = self._gateway.read_card(card_id)
        if not isinstance(answer, CardRead):
            self._connection.failed(answer)
            return False
        self._connection.answered()
        self._acceptance.meet()
        with self._database.writing() as transaction:
            skip = self._touches.since(before)
            return cards.read(transaction, answer, self._clock.wall(), skip)

    def _by_reference(self, text: str) -> Found | None:
        """A local reference or an id is what staff type; it says nothing about the code."""
        local = _LOCAL.fullmatch(text)
        with self._database.reading() as transaction:
            if local:
                made = outbox.making(transaction, -int(local[1]))
                return Found(Match.LIKELY, made.card_id, made.last_characters) if made else None
            card = cards.get(transaction, int(text)) if _ID.fullmatch(text) else None
            if card is not None:
                return Found(Match.LIKELY, card.card_id, card.last_characters)
            if _LAST_FOUR.fullmatch(text):
                return _one_of(cards.with_last_characters(transaction, text.lower()), text.lower())
        return None

    def _by_scan(self, text: str) -> Found:
        """As it stands, and before it is called forged or unknown as a scanner for another keyboard types it."""
        scanner = self._scanner()
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
        """Signed ones first: their signature leaves no doubt. Of bare foreign codes only the usual readings."""
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
        """Verified by one of the ways in which `read` may be meant, else the best guess."""
        best = Found(Match.UNKNOWN, last_characters=normalise(read)[-4:])
        for code in alternatives(read):
            found = self._by_code(code)
            if found.match is Match.VERIFIED:
                return found
            if best.match is Match.UNKNOWN:
                best = found
        return best

    def _by_code(self, code: str) -> Found:
        """Our own fingerprint proves it; otherwise four characters may only suggest a card that is not ours."""
        quick, last = self._codes.quick(code), normalise(code)[-4:]
        if quick is not None:
            with self._database.reading() as transaction:
                card_id = fingerprints.card_of(transaction, quick)
            if card_id is not None:
                return Found(Match.VERIFIED, card_id, last)
        fingerprint = self._codes.fingerprint(code)
        with self._database.reading() as transaction:
            card_id = fingerprints.card_of(transaction, fingerprint)
            if card_id is not None:
                return Found(Match.VERIFIED, card_id, last)
            candidates = cards.with_last_characters(transaction, last)
        ours = [card for card in candidates if mark.fingerprint_of(card.note) == fingerprint]
        if len(ours) == 1:
            return Found(Match.VERIFIED, ours[0].card_id, last)
        return _one_of(candidates, last)

    def _ask_oracle(self, text: str, found: Found) -> Found:
        """The code as it stands, and where nothing speaks for that, as other keyboards type it."""
        scanner = self._scanner()
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
        """The service's search knows whole codes: exactly one hit, and none for a code changed by one character."""
        before = self._touches.now()
        hits = self._search(code)
        if hits is None or len(hits) != 1 or hits[0].last_characters != code[-4:]:
            return None
        wrong = code[:-5] + ("a" if code[-5] != "a" else "b") + code[-4:]
        denied = self._search(wrong)
        if denied is None or any(card.card_id == hits[0].card_id for card in denied):
            return None  # this service matches loosely, or did not answer: nothing is proved
        now, card = self._clock.wall(), hits[0]
        fingerprint = self._codes.fingerprint(code)
        with self._database.writing() as transaction:
            cards.pulled(transaction, [card], now, self._touches.since(before))
            fingerprints.bind(transaction, fingerprint, card.card_id, "verified", now)
        return Found(Match.VERIFIED, card.card_id, card.last_characters)

    def _search(self, query: str) -> tuple[ServerCard, ...] | None:
        """None when the service did not answer."""
        answer = self._gateway.search_cards(query, None, 2)
        if isinstance(answer, CardPage):
            return answer.cards
        self._connection.failed(answer)
        return None


def _one_of(candidates: tuple[ServerCard, ...], last: str) -> Found:
    if len(candidates) == 1:
        return Found(Match.LIKELY, candidates[0].card_id, last)
    if candidates:
        return Found(Match.AMBIGUOUS, None, last, tuple(card.card_id for card in candidates))
    return Found(Match.UNKNOWN, None, last)
