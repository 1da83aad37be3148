"""Where the service says that it stores its keys with the write, nothing is left to a person for a doubt (decision 50).

Neither a lost answer nor a request that the network repeats: the same request under its key tells which it was.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.simulation.till import Till
    from tests.simulation.world import World

_DOUBTED = """SELECT seq, kind, want, card_id, json_extract(said, '$.key') AS reason FROM operations
    WHERE state = 'parked' AND card_id > 0 AND kind IN ('redeem', 'top-up', 'set-balance', 'cash-out', 'reverse')"""


def faults(world: World, till: Till) -> Iterator[str]:
    """Yield what was parked for a doubt that its key would have ended.

    Not of a card whose writes are answered by nonsense for ever; and an old read out of a cache, or refusals without a
    word, may end the resends (docs/protocol.md D2, D8), so that there only *twice* is never right.
    """
    if not world.able.keys_with_write:
        return
    blurred = world.shape.cached or world.shape.dialects or world.shape.stubborn
    wrong = {"park.twice"} if blurred else {"park.twice", "park.ambiguous", "park.key"}
    for row in till.rows(_DOUBTED):
        if row["reason"] in wrong and row["card_id"] not in world.poisoned:
            yield f"#{row['seq']} {row['kind']} {row['want']} on {row['card_id']} is {row['reason']} under a key"
