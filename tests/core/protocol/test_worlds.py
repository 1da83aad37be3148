"""The real machines through every interleaving of small worlds: no wrong books, an end for every run, mutants caught.

The protocol was first checked with a model; here the model is the code that the till runs (docs/proofs.md F1, F2, L2).
The quick worlds run with every test, larger ones before a merge, all of them with `make prove`.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest

from core.clock import Clock
from core.protocol.adjustment import Adjustment
from core.protocol.attempt import Fate
from core.services.link.capability_store import CapabilityStore
from core.services.outbox.machine_store import MachineStore
from core.store import outbox
from core.store.database import Database
from tests.builders import operation_row
from tests.core.protocol.worlds import catalogue, creation, creation_mutants, pulling, settling
from tests.core.protocol.worlds.cast import QUARANTINE_S, Cast, Client
from tests.core.protocol.worlds.explore import explore
from tests.core.protocol.worlds.mutants import MUTANTS, Mutant
from tests.core.protocol.worlds.reference import by_the_rules
from tests.core.protocol.worlds.world import World


def titled(each: object) -> str:
    return getattr(each, "title", None) or getattr(each, "name", "")


@pytest.mark.parametrize("world", catalogue.QUICK, ids=titled)
def test_books_are_true_however_a_small_world_goes(world: World) -> None:
    found = explore(world, lively=True)
    assert not found.wrong, "\n".join([*found.wrong, *found.trace])
    assert found.ends


@pytest.mark.slow
@pytest.mark.parametrize("world", catalogue.SLOW, ids=titled)
def test_books_are_true_however_a_world_goes(world: World) -> None:
    found = explore(world)
    assert not found.wrong, "\n".join([*found.wrong, *found.trace])
    assert found.ends


@pytest.mark.parametrize(
    "world",
    [*catalogue.SURE[:2], *(pytest.param(each, marks=pytest.mark.slow) for each in catalogue.SURE[2:4])],
    ids=titled,
)
def test_where_the_service_vouches_for_its_keys_nothing_is_left_to_a_person(world: World) -> None:
    found = explore(world)
    assert not found.wrong
    assert set(found.finals) == {"exact"}


@pytest.mark.parametrize("world", [*catalogue.RACES[:5], *catalogue.UNKNOWN, *catalogue.OVERDRAFT[:2]], ids=titled)
def test_the_machine_ends_as_its_rules_say(world: World) -> None:
    """F2. The reference is docs/protocol.md 2 and nothing more. Against the model that it was first checked with
    (its races, unknown, zombies, overdraft, server2, stale and explicit worlds) the ends were compared as well: they
    are the same, but for two more ways of that model to be deferred. It counts a command out after 4 PUTs at whatever
    it does next, and it writes 0 to a card that it read as empty, where the rules say to park the overdraft.
    """
    _compare(world)


@pytest.mark.slow
@pytest.mark.parametrize("world", catalogue.COMPARED, ids=titled)
def test_the_machine_ends_as_its_rules_say_in_every_world(world: World) -> None:
    _compare(world)


def _compare(world: World) -> None:
    rules = explore(world.with_client(by_the_rules(world.client)))
    assert not rules.wrong, "\n".join([*rules.wrong, *rules.trace])
    assert explore(world).ends == rules.ends


@pytest.mark.parametrize("mutant", [m for m in MUTANTS if not m.slow], ids=titled)
def test_a_broken_till_is_caught(mutant: Mutant) -> None:
    _caught(mutant)


@pytest.mark.slow
@pytest.mark.parametrize("mutant", [m for m in MUTANTS if m.slow], ids=titled)
def test_a_till_that_is_broken_more_subtly_is_caught(mutant: Mutant) -> None:
    _caught(mutant)


def _caught(mutant: Mutant) -> None:
    found = explore(mutant.world.with_client(mutant.client))
    assert found.wrong, f"{mutant.name} survived {found.states:,} states"
    assert found.trace


def test_there_are_mutants_enough() -> None:
    assert len({m.name for m in MUTANTS}) >= 25


def test_a_service_that_breaks_its_word_about_keys_cannot_be_survived() -> None:
    """T5 stands on that word: this world must be wrong, or the explorer does not see what it should."""
    found = explore(catalogue.BROKEN_PROMISE)
    assert found.wrong == ["A says done -10, but changed the card by -20"]


@pytest.mark.parametrize("name", ["keys", "lists"])
def test_with_keys_or_lists_every_command_knows_what_it_did(name: str) -> None:
    """T5: even a command that parks has the true sum on its books. With a list none is ever in doubt."""
    world = catalogue.ABLE_WORLDS[name][0]
    found = explore(replace(world, answered=True))
    assert not found.wrong
    assert name == "keys" or {verdict for tills, _ in found.ends for verdict, _ in tills} == {"done"}


@pytest.mark.parametrize("world", [*catalogue.RACES[:5], catalogue.UNKNOWN[1], catalogue.LATE[0]], ids=titled)
def test_folding_hides_no_end(world: World) -> None:
    """The explorer forgets what old attempts can decide no more, and takes unseen steps at once: the ends stay."""
    with world.client.in_force():
        whole = Cast(world.client, folded=False, patient=True)
    assert explore(world, whole).ends == explore(world).ends


@pytest.mark.parametrize("world", [catalogue.UNKNOWN[0], catalogue.UNKNOWN[1], catalogue.LATE[1]], ids=titled)
def test_a_doubt_is_parked_with_its_evidence(world: World) -> None:
    """What was read, what was lost, the glance and the read after T_q: the person who settles it sees all of them."""
    found = explore(world, Cast(world.client, folded=False, patient=True, witness=True))
    assert not found.wrong, "\n".join([*found.wrong, *found.trace])
    assert found.finals["ambiguous"]


class _Undone(Exception):
    """Takes the rows back."""


@pytest.mark.parametrize("world", [catalogue.UNKNOWN[0], catalogue.OVERDRAFT[0]], ids=titled)
def test_records_keep_what_the_worlds_say(world: World, tmp_path: Path) -> None:
    """What the worlds let survive a kill is what the real rows keep, for every till that a world has met."""
    cast = Cast(Client(), folded=False)
    explore(replace(world, client=Client()), cast)
    database = Database(tmp_path / "till.db")
    records = MachineStore(QUARANTINE_S, CapabilityStore("service", Clock()))
    try:
        for record in cast.records:
            with suppress(_Undone), database.writing() as conn:
                assert _kept(conn, records, record.machine, record.disk) == _nameless(record.disk)
                raise _Undone
    finally:
        database.close()
    assert len(cast.records) > 15


def _kept(session: object, records: MachineStore, machine: Adjustment, disk: Adjustment) -> Adjustment:
    row = operation_row("c", card_id=machine.ledger.card_id, want=machine.ledger.want)
    outbox.append(session, row)  # type: ignore[arg-type]
    for attempt in disk.attempts:  # each was on its way once
        sent = replace(attempt, fate=Fate.PENDING, transaction=None)
        for each in (sent, attempt):
            records.save(session, "c", replace(machine, ledger=replace(machine.ledger, attempts=(each,))), 0.0)  # type: ignore[arg-type]
    records.save(session, "c", machine, 0.0)  # type: ignore[arg-type]
    operation = outbox.get(session, "c")  # type: ignore[arg-type]
    assert operation is not None
    return _nameless(records.load(session, operation))  # type: ignore[arg-type]


def _nameless(machine: object) -> Adjustment:
    assert isinstance(machine, Adjustment)
    return replace(machine, operation_id="", card=None, doubt=replace(machine.doubt, chance=float))


# cards that are made, disabled and changed


@pytest.mark.parametrize("world", creation.WORLDS, ids=titled)
def test_an_order_makes_exactly_one_card(world: creation.Making) -> None:
    made = creation.explore(world)
    assert not made.wrong, "\n".join([made.wrong, *made.trace])
    assert made.ends


@pytest.mark.parametrize("name", creation_mutants.MUTANTS)
def test_a_broken_order_is_caught(name: str) -> None:
    made = creation.explore(creation_mutants.MUTANTS[name])
    assert made.wrong
    assert made.trace


@pytest.mark.parametrize("world", settling.WORLDS, ids=titled)
def test_a_card_is_disabled_or_changed_when_it_is_said(world: settling.SettlementSteps) -> None:
    _, ends, wrong, trace = settling.explore(world)
    assert not wrong, "\n".join([wrong, *trace])
    assert ends


@pytest.mark.parametrize("name", settling.MUTANTS)
def test_a_broken_disable_or_update_is_caught(name: str) -> None:
    assert settling.explore(settling.MUTANTS[name])[2]


# pulls


@pytest.mark.slow
@pytest.mark.parametrize("name", pulling.SOUND)
def test_a_pull_loses_no_row_in_a_sample_of_all_schedules(name: str) -> None:
    assert pulling.lost(pulling.SOUND[name], pulling.schedules()[::97]) == []


@pytest.mark.slow
@pytest.mark.parametrize("name", pulling.SOUND)
def test_a_pull_loses_no_row_in_any_schedule(name: str) -> None:
    """L2."""
    schedules = pulling.schedules()
    assert len(schedules) == 25_487
    assert pulling.lost(pulling.SOUND[name], schedules) == []


@pytest.mark.slow
@pytest.mark.parametrize("name", pulling.MUTANTS)
def test_a_broken_pull_is_caught(name: str) -> None:
    assert pulling.lost(pulling.MUTANTS[name], pulling.schedules()[::97])
