"""What every request passes before an endpoint sees it: the token, `Accept`, and the bucket that all share."""

from __future__ import annotations

import hmac
from collections.abc import Sequence

from starlette.datastructures import Headers

from core.server.bucket import HEADER, Bucket
from core.server.refusals import Refused


class Gate:
    """Refuses whoever has no token, does not want JSON, or asks too fast."""

    def __init__(self, tokens: Sequence[str], bucket: Bucket) -> None:
        self._tokens = [token.encode() for token in tokens]
        self._bucket = bucket

    def admit(self, headers: Headers) -> tuple[tuple[str, str], ...]:
        """Headers for the reply. Raises Refused 401, 406 or 429."""
        scheme, _, token = headers.get("authorization", "").partition(" ")
        given = token.strip().encode("latin-1")
        known = [hmac.compare_digest(given, each) for each in self._tokens]
        if scheme.lower() != "bearer" or not any(known):
            raise Refused(401, "Invalid access token.", WWW_Authenticate="Bearer")
        accepted = headers.get("accept", "*/*")
        if not any(kind in accepted for kind in ("*/*", "application/*", "json")):
            raise Refused(406, "Only application/json can be sent.")
        level = self._bucket.pour()
        return ((HEADER, level),) if level else ()
