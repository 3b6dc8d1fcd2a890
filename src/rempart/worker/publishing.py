"""What is due at the primary: said at once, all of it together, and written down behind it.

In: the due steps of the queue `publishing`. Out: signed updates, then publications and settled steps.
Never: a wait for somebody who writes to the database before a name is refused or answered again; one order that holds
others back.

Nobody claims these steps. What is said is the truth of that moment, whoever says it and however often; the journal
takes one entry for each cause. A worker that dies between the two halves leaves steps that are said again.
"""

import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from queue import SimpleQueue
from uuid import UUID

from django.db import connections, transaction

from rempart import wiring
from rempart.journal.contracts import JournalEntry
from rempart.journal.growth import DATABASE_AWAY, GrowthWatch
from rempart.journal.queries import batched, find_entries
from rempart.kernel.actors import SYSTEM
from rempart.patience import give_way
from rempart.pipeline import services
from rempart.pipeline.contracts import RouteMissingError, Step
from rempart.pipeline.routes import PUBLISHING
from rempart.ports.naming import PrimarySilentError, ZoneReceipt
from rempart.publications.contracts import Ask, NoPrimaryError
from rempart.publications.services import keep_asks, say_asks
from rempart.worker.endurance import outlast
from rempart.worker.tasks import note_failure

AT_ONCE = 1_000  # steps: what a primary takes within a fraction of a second
# As long as one transaction writes on SQLite nobody else does, and receipts are to be kept within a second.
WRITTEN_TOGETHER = 50


@dataclass(frozen=True, slots=True)
class Asked:
    """A due step, and what it asks of the zone."""

    step: Step
    ask: Ask


@dataclass(frozen=True, slots=True)
class Said:
    """What was said together, and what came of it: the primary's receipt, or why there is none."""

    asked: Sequence[Asked]
    outcome: ZoneReceipt | Exception


def list_asked(*, but: frozenset[UUID] = frozenset()) -> list[Asked]:
    """What is due now, oldest first, without the steps of these ids; at most `AT_ONCE`.

    A step that does not tell what it asks (a newer version made it, say) fails here, and holds no other back.
    """
    now = wiring.current_ports().clock.now()
    due = services.list_due_steps(queue=PUBLISHING, now=now, limit=AT_ONCE + len(but))
    steps = [step for step in due if step.id not in but][:AT_ONCE]
    entries = find_entries({step.entry_index for step in steps})
    found = []
    for step in steps:
        try:
            found.append(Asked(step, _ask_of(step, entries)))
        except Exception as error:  # noqa: BLE001 (the job boundary: every failure becomes a row)
            _fail([step], error)
    return found


def _ask_of(step: Step, entries: Mapping[int, JournalEntry]) -> Ask:
    route = services.find_route(step.route)
    if route.asks is None:
        raise RouteMissingError(route=step.route)
    return Ask(UUID(str(entries[step.entry_index].facts["order_id"])), route.asks, step.entry_index)


def say(asked: Sequence[Asked]) -> Iterator[Said]:
    """Say all of it together; what was refused is said in halves, down to the order that cannot be said."""
    try:
        receipt = say_asks(asks=[one.ask for one in asked], publisher=wiring.current_ports().publisher, actor=SYSTEM)
    except DATABASE_AWAY:
        raise
    except (PrimarySilentError, NoPrimaryError) as error:
        yield Said(asked, error)
    except Exception as error:  # noqa: BLE001 (the job boundary: every failure becomes a row)
        if len(asked) == 1:
            yield Said(asked, error)
            return
        middle = len(asked) // 2
        yield from say(asked[:middle])
        yield from say(asked[middle:])
    else:
        yield Said(asked, receipt)


def keep(said: Said) -> None:
    """Write down what was said and settle its steps, some at a time; or why it could not be said, on each step."""
    if isinstance(said.outcome, Exception):
        _fail([one.step for one in said.asked], said.outcome)
        return
    for number, together in enumerate(batched(said.asked, WRITTEN_TOGETHER)):
        if number:
            give_way()
        _keep_together(together, said.outcome)


def _keep_together(asked: Sequence[Asked], receipt: ZoneReceipt) -> None:
    now = wiring.current_ports().clock.now()
    try:
        with transaction.atomic():
            keep_asks(asks=[one.ask for one in asked], receipt=receipt, actor=SYSTEM, now=now)
            services.finish_steps(step_ids=[one.step.id for one in asked], now=now)
    except DATABASE_AWAY:
        raise
    except Exception as error:  # noqa: BLE001 (the job boundary: every failure becomes a row)
        _fail([one.step for one in asked], error)


def _fail(steps: Iterable[Step], error: Exception) -> None:
    lease = timedelta(seconds=wiring.current_config().worker.lease_s)
    for step in steps:
        now = wiring.current_ports().clock.now()
        if claimed := services.claim_step(step_id=step.id, now=now, lease=lease):
            note_failure(claimed, error)


@dataclass(slots=True)
class PublishingLoop:
    """Two threads until stopped: one says, the other writes down; what is in its hands is not said again meanwhile."""

    _over: threading.Event = field(default_factory=threading.Event)
    _threads: list[threading.Thread] = field(default_factory=list)
    _said: "SimpleQueue[Said | None]" = field(default_factory=SimpleQueue)  # None: nothing more is said
    _in_hand: set[UUID] = field(default_factory=set)
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _growth: GrowthWatch = field(default_factory=GrowthWatch)

    def start(self) -> None:
        """Start the threads."""
        for name, act in (("worker-say", self._say_next), ("worker-keep", self._keep_next)):
            thread = threading.Thread(target=self._repeat, args=(act,), name=name, daemon=True)
            self._threads.append(thread)
            thread.start()

    def stop(self) -> None:
        """End after what is in hand; what was said and not written down is said again after the next start."""
        self._over.set()
        self._said.put(None)
        for thread in self._threads:
            thread.join()

    def _repeat(self, act: Callable[[], None]) -> None:
        while not self._over.is_set():
            outlast(act, self._over)
        connections.close_all()

    def _say_next(self) -> None:
        with self._lock:
            # Looked at before the question: what is settled meanwhile is in it, and not said once more.
            in_hand = frozenset(self._in_hand)
        asked = list_asked(but=in_hand)
        if not asked:
            self._growth.wait(wiring.current_config().worker.poll_s)
            return
        for said in say(asked):
            with self._lock:
                self._in_hand.update(one.step.id for one in said.asked)
            self._said.put(said)

    def _keep_next(self) -> None:
        said = self._said.get()
        if said is None:
            return
        try:
            keep(said)
        finally:
            with self._lock:
                self._in_hand.difference_update(one.step.id for one in said.asked)
