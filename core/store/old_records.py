"""Records that the books do not need, once they are old: counted, and made empty or removed a few at a time.

Each statement takes only what is decided for good: `before` is compared with the end of the operation.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Final

from sqlalchemy import Connection

from core.domain.operation import FINAL
from core.store.database import run

REMOVED: Final = "–"
"""What stands in the place of a name that was removed."""
_FINAL = ", ".join(sorted(f"'{state.value}'" for state in FINAL))
_NOTE_TYPED = """(COALESCE(json_extract(o.payload, '$.note'), '')
    NOT IN ('', COALESCE(json_extract(o.payload, '$.mark'), '')) OR EXISTS (
    SELECT 1 FROM json_each(o.payload, '$.changes') c WHERE json_extract(c.value, '$[0]') = 'note'
    AND (COALESCE(json_extract(c.value, '$[1]'), '') <> '' OR COALESCE(json_extract(c.value, '$[2]'), '') <> '')))"""
_NOTES = f"""FROM operations o WHERE o.state IN ({_FINAL}) AND o.finished_at < :before AND {_NOTE_TYPED}"""
_STEPS = f"""FROM evidence e JOIN operations o ON o.operation_id = e.operation_id
    WHERE o.state IN ({_FINAL}) AND o.state <> 'inferred' AND NOT o.ever_doubted AND o.finished_at < :before
    AND NOT EXISTS (SELECT 1 FROM settlements s WHERE s.operation_id = o.operation_id)"""
_ORDERS = f"""FROM batches b WHERE b.name <> :removed AND b.created_at < :before AND NOT EXISTS (
    SELECT 1 FROM batch_rows r LEFT JOIN operations o ON o.operation_id = r.operation_id
    WHERE r.batch_id = b.batch_id AND CASE WHEN r.operation_id IS NULL THEN r.said IS NULL AND NOT b.stopped
    ELSE o.state NOT IN ({_FINAL}) OR o.sealed_code IS NOT NULL OR COALESCE(o.finished_at, :before) >= :before END)"""
_REQUESTS = """FROM approval_requests r WHERE (r.state <> 'waiting' OR r.expires_at < :before)
    AND COALESCE(r.decided_at, r.expires_at) < :before AND r.command <> '{}'"""
"""What was asked for and is decided, or was left until it ended: what it asked for may have a note or a name in it."""
_COUNTED: Final = {
    "notes": f"SELECT (SELECT COUNT(*) {_NOTES}) + (SELECT COUNT(*) {_REQUESTS})",
    "orders": f"SELECT COUNT(*) {_ORDERS}",
    "steps": f"SELECT COUNT(*) {_STEPS}",
}


def count(conn: Connection, rule: str, before: float) -> int:
    """Return how many records of the rule are older."""
    return int(run(conn, _COUNTED[rule], _values(rule, before)).fetchone()[0])


def remove(conn: Connection, rule: str, before: float, most: int) -> int:
    """Make the oldest of them empty, or remove them; return how many that were."""
    if rule == "notes":
        return _empty_notes(conn, before, most)
    values = _values(rule, before) | {"most": most}
    if rule == "orders":
        named = f"SELECT b.batch_id {_ORDERS} LIMIT :most"
        return run(conn, f"UPDATE batches SET name = :removed WHERE batch_id IN ({named})", values).rowcount
    listed = f"SELECT e.evidence_id {_STEPS} ORDER BY e.evidence_id LIMIT :most"
    return run(conn, f"DELETE FROM evidence WHERE evidence_id IN ({listed})", values).rowcount


def _empty_notes(conn: Connection, before: float, most: int) -> int:
    listed = f"SELECT o.operation_id, o.payload {_NOTES} ORDER BY o.seq LIMIT :most"
    rows = run(conn, listed, {"before": before, "most": most}).fetchall()
    for operation_id, payload in rows:
        values = {"operation_id": operation_id, "payload": json.dumps(_without_note(json.loads(payload)))}
        run(conn, "UPDATE operations SET payload = :payload WHERE operation_id = :operation_id", values)
    named = f"SELECT r.number {_REQUESTS} LIMIT :most"
    left = {"before": before, "most": most - len(rows)}
    return (
        len(rows) + run(conn, f"UPDATE approval_requests SET command = '{{}}' WHERE number IN ({named})", left).rowcount
    )


def _without_note(payload: Mapping[str, Any]) -> dict[str, Any]:
    """Return the payload with no note but our own mark, and empty words in an edit of it; all else stays."""
    emptied = dict(payload)
    if emptied.get("note"):
        mark = str(emptied.get("mark") or "")
        emptied["note"] = mark if mark and emptied["note"].endswith(mark) else ""
    if "changes" in emptied:
        emptied["changes"] = [[each[0], "", ""] if each[0] == "note" else each for each in emptied["changes"]]
    return emptied


def _values(rule: str, before: float) -> dict[str, Any]:
    return {"before": before} | ({"removed": REMOVED} if rule == "orders" else {})
