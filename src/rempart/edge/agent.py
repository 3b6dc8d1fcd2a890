"""The agent: obeys deltas, ends terms, moves the mass aside, and asks its resolver what came of it.

Everything that changes a zone happens in one go without a pause: judged, taken in, put on disk, and only then told to
the resolver. A failure on the way ends the process; what is on disk is served again by the next start.

The lines of a hub's new key come from the beginning, long-ended suspensions too. Whatever is served stays until the hub
has said them all, and is changed in one go to what they amount to; terms end meanwhile as ever.

A new state is obeyed and put on disk line by line, but its zones are not shown before the hub has said all: the
resolver may have those of a state that was lost, and knows better until then. For a day at most, the time after
which any secondary server stops believing a primary (SOA expire): no order is enforced for ever for want of a hub.
"""

import asyncio
import heapq
import json
import logging
from collections import deque
from collections.abc import Collection, Coroutine, Iterable, Sequence
from datetime import timedelta
from itertools import zip_longest
from typing import Any

import dns.name
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from rempart.edge.agreed_clock import TRUSTED, AgreedClock
from rempart.edge.asking import NO_ANSWER, REFUSED, TRUTH, UNMARKED, Asking
from rempart.edge.deltas import Delta, DeltaRejectedError, Trust, read_line
from rempart.edge.primary import Primary
from rempart.edge.reasons import ReasonFile
from rempart.edge.receipts import Question, ReceiptFile
from rempart.edge.state import (
    EdgeState,
    StateFile,
    anew_facts,
    begun_facts,
    change_facts,
    cleared_facts,
    delta_facts,
    expiry_facts,
    first_serial,
    hidden_facts,
    unchecked_facts,
)
from rempart.engines.zonefile import Entry, is_newer
from rempart.engines.zonefile.tiers import TITLES, parents
from rempart.kernel.hostname import Hostname
from rempart.ports.naming import Endpoint

logger = logging.getLogger("rempart.edge")

_RECEIPT_DOMAIN = b"rempart-receipt-v1\n"
_ASK_PAUSE_S = 0.02  # doubled after each question: the resolver is busy fetching what it is asked about
_LONGEST_ASK_PAUSE_S = 0.2
_WITNESS_S = 10.0
_LONG_ANSWER_S = 30.0  # BIND gives up after ten seconds on servers that do not answer it, Unbound later
_WITNESSES = 16
_LONGEST_SLEEP_S = 0.5  # the wall clock may be set while the agent sleeps
_SETTLE_S = 60.0
_MOST_AGAIN = 1000  # names a minute
_MOST_WITHHELD = 1 << 17  # lines that mean something to us; a hub that says more and never comes to an end is obeyed


class Agent:
    """One subscriber's agent. `receipts` holds the signed words that the hub has not said that it has."""

    def __init__(
        self,
        *,
        subscriber: str,
        trust: Trust,
        state: EdgeState,
        file: StateFile,
        primary: Primary,
        resolver: Endpoint | None,
        key: bytes,
        clock: AgreedClock,
        limits: tuple[int, int] = (500, 10_000),
        quiet_hours: range | None = None,
        reasons: ReasonFile | None = None,
        receipts: ReceiptFile | None = None,
    ) -> None:
        self._subscriber = subscriber
        self._trust = trust
        self._state = state
        self._file = file
        self._primary = primary
        self._resolver = resolver
        self._key = Ed25519PrivateKey.from_private_bytes(key)
        self.clock = clock
        self._limits = limits
        self._quiet_hours = quiet_hours
        self._reasons = reasons
        self._origins = {dns.name.from_text(zone.zone.origin) for zone in state.tiers.zones}
        self._followed = state.sequence
        self._withheld: list[Delta] = []
        self._withheld_orders: set[str] = set()
        self._unasked: list[Question] = []
        self._rounds = 0  # since the zones were hidden, or began
        self._confirmed_serial = 0
        self._is_compared = False
        self._unsettled: list[Question] = []
        self._resolver_marks = False  # whether its refusals were ever seen to be marked as ones
        self._terms = [(held.ends_at, order_id) for order_id, held in state.held.items()]
        heapq.heapify(self._terms)
        self._term_added = asyncio.Event()
        self._to_witness: deque[tuple[Question, Asking | None]] = deque()  # thousands, where a state was lost
        self._tasks: set[asyncio.Task[None]] = set()
        self._asking_again = asyncio.Semaphore(_WITNESSES)
        self._again: set[asyncio.Task[None]] = set()  # those of before delay no word on a change of now
        self.receipts = receipts or ReceiptFile(None)
        self.receipt_ready = asyncio.Event()
        self.rejected = 0
        # What was begun before a kill; what was noted but not obeyed yet comes again with its line.
        self._witness([question for question in self.receipts.owed if question[1] <= state.reached])
        self.end_terms()

    @property
    def sequence(self) -> int:
        """The last line of the feed that was obeyed, or taken in to be obeyed with those that follow."""
        return self._followed

    async def run(self) -> None:
        """End terms to the moment and keep the hot zone small, until cancelled."""
        await asyncio.gather(self._watch_terms(), self._watch_size())

    async def stop(self) -> None:
        """Give up the questions to the resolver that are still open."""
        while self._to_witness:
            _, first = self._to_witness.popleft()
            if first is not None:
                first.close()
        tasks = self._tasks | self._again
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def obey(self, lines: Iterable[str]) -> int:
        """Take lines of the feed in, in order; how many were obeyed. Those that do not hold are counted and logged."""
        facts: list[dict[str, Any]] = []
        touched: list[Question] = []
        for line in lines:
            try:
                delta = read_line(line, self._trust, after=self._followed, now=self.clock.now())
            except DeltaRejectedError as error:
                self.rejected += 1
                logger.warning("%s", error.message)
                continue
            self._followed = delta.sequence
            if self._state.before >= 0:
                self._withhold(delta)
                continue
            name = self._state.obey(delta)
            facts.append(delta_facts(delta, self._state.serve(name) if name else ()))
            if name:
                touched.append((delta.order_id, delta.sequence, name))
            self._add_term(delta.order_id)
        self._take_effect(facts, touched)
        if len(self._withheld) >= _MOST_WITHHELD:
            self.catch_up()
        return len(facts)

    def catch_up(self) -> None:
        """The hub has said all that it has: what was taken in until now takes effect together."""
        if self._state.before >= 0:
            self._obey_withheld()
        if not self._state.shown:
            self._begin()

    def compare_state(self, reached: int, serial: int) -> None:
        """The hub has receipts of ours up to the line `reached` and up to `serial` of the zone of what is new.

        A state that does not know them was put back from a backup, or began too low when it was lost: the resolver
        takes no change of zones that are older than its own. So they begin anew once the hub has said all. Once a run
        is enough, and as often as any hub may have the resolver fetch all.
        """
        state, self._confirmed_serial = self._state, serial
        is_older = reached > state.reached or is_newer(serial, state.tiers.fresh.serial)
        if not is_older or self._is_compared or not state.shown:
            return
        self._is_compared = True
        logger.error(
            "The hub has receipts up to line %d and serial %d, and the state ends at line %d and serial %d: "
            "an older one was put back, or a lost one began anew too low. The zones begin anew.",
            *(reached, serial, state.reached, state.tiers.fresh.serial),
        )
        state.tiers.hide()
        self._rounds = 0
        self._publish([hidden_facts()])

    def _obey_withheld(self) -> None:
        deltas, self._withheld = self._withheld, []
        self._withheld_orders.clear()
        touched = self._state.obey_anew(deltas, self._followed)
        for order_id in {delta.order_id for delta in deltas}:
            self._add_term(order_id)
        names = dict.fromkeys(name for _, _, name in touched)
        changes = [change for name in names for change in self._state.serve(name)]
        self._take_effect([anew_facts(deltas, self._followed, changes)], touched)

    def end_terms(self) -> None:
        """Stop serving every order whose term is over, or that nobody looked at again in time."""
        if not self.clock.is_settled:
            return
        now = self.clock.now()
        facts = []
        ended: list[Question] = []
        while self._terms and self._terms[0][0] <= now:
            _, order_id = heapq.heappop(self._terms)
            held = self._state.held.get(order_id)
            if held is None or held.ends_at > now:
                continue  # over already, renewed, or looked at again
            if held.mandate.expires_at <= now:
                name = self._state.drop(order_id)
                facts.append(expiry_facts(order_id, self._state.serve(name)))
            else:
                name = self._state.miss_recheck(order_id)
                facts.append(unchecked_facts(order_id, self._state.serve(name)))
                heapq.heappush(self._terms, (held.ends_at, order_id))
            ended.append((order_id, self._state.reached, name))
        self._take_effect(facts, ended)

    def settle(self) -> None:
        """One round of moving what is older down, so that the zone that changes stays small."""
        self._rounds += 1
        tiers = self._state.tiers
        if not tiers.shown:
            if self._rounds * _SETTLE_S >= tiers.fresh.zone.expire:
                logger.error("The hub was not heard for a day; what the resolver had is answered from now on.")
                self._begin()
            return
        if tiers.is_doubled:
            if self._rounds > 1:  # a whole round was served
                self._publish([cleared_facts(tiers.clear())], TITLES)
            return
        hour = self.clock.now().hour
        changes = tiers.settle(self._limits, mass=self._quiet_hours is None or hour in self._quiet_hours)
        if changes:
            self._publish([change_facts(changes)])

    def ask_again(self) -> None:
        """Ask once more for the names of which the resolver did not say what their orders have it say."""
        if self._resolver is None or not self._unsettled:
            return
        logger.error(
            "The resolver does not say of %d names what it should, %s the first; it is asked again each minute.",
            len(self._unsettled),
            self._unsettled[0][2],
        )
        questions, self._unsettled = self._unsettled[:_MOST_AGAIN], self._unsettled[_MOST_AGAIN:]
        for question in questions:
            _start(self._ask_once_more(question, self._resolver), self._again)

    def compare_clocks(self) -> None:
        """Tell the operator of this machine that its clock and the hub's cannot both be right."""
        apart = self.clock.ahead_of_hub
        if abs(apart) > TRUSTED:
            told = f"{abs(apart).total_seconds():.0f} seconds {'before' if apart > timedelta() else 'behind'} the hub's"
            logger.error("This machine's clock stands %s, and is not gone by. One of the two has to be set.", told)

    def _begin(self) -> None:
        """Show the zones of a new state."""
        serial = first_serial(self.clock.now(), self._state.tiers.zones, self._confirmed_serial)
        self._state.begin(serial)
        self._rounds = 0
        questions, self._unasked = self._unasked, []
        asked = self._ask_first(questions)
        self._publish([begun_facts(serial)], TITLES)
        self._witness(questions, asked)

    def _withhold(self, delta: Delta) -> None:
        """Keep the line for `catch_up` if it can mean anything to what is held by then."""
        known = delta.order_id in self._state.held or delta.order_id in self._withheld_orders
        known = known or delta.looked_at is not None
        if self._state.is_new(delta.mandate) if delta.mandate is not None else known:
            self._withheld.append(delta)
            self._withheld_orders.add(delta.order_id)

    def _add_term(self, order_id: str) -> None:
        if held := self._state.held.get(order_id):
            heapq.heappush(self._terms, (held.ends_at, order_id))
            self._term_added.set()

    def _take_effect(self, facts: Sequence[dict[str, Any]], questions: Sequence[Question]) -> None:
        """Put on disk and tell what the state holds already; the resolver is asked before it hears of it, and after."""
        self._owe(questions)
        asked = self._ask_first(questions)
        self._publish(facts)
        self._give_reasons([name for _, _, name in questions])
        self._witness(questions, asked)

    def _publish(self, facts: Sequence[dict[str, Any]], titles: Collection[str] = ()) -> None:
        """Put on disk, and tell of the zones that changed: those of `titles`, and those that the lines name."""
        if not facts:
            return
        self._file.append(facts)
        self._state.lines += len(facts)
        self.receipts.obeyed = self._state.lines
        changed = {*titles, *(change["zone"] for line in facts for change in line.get("changes", ()))}
        # The last zone first: what lets a name pass goes after what refused it.
        for title, zone in reversed([*zip(TITLES, self._state.tiers.zones, strict=True)]):
            if title in changed:
                self._primary.notify(zone)

    def _give_reasons(self, names: Sequence[Hostname]) -> None:
        if self._reasons is not None and names:
            self._reasons.append(names)

    def _owe(self, questions: Sequence[Question]) -> None:
        if self._resolver is not None and questions:
            self.receipts.owe(questions)

    def _ask_first(self, questions: Sequence[Question]) -> list[Asking]:
        """Ask what the resolver says before it hears of the change; beyond the first few, each when its turn comes."""
        if self._resolver is None or not self._state.shown:
            return []
        free = max(0, _WITNESSES - len(self._tasks) - len(self._to_witness))
        return [Asking(name, self._resolver) for _, _, name in questions[:free]]

    def _witness(self, questions: Iterable[Question], asked: Sequence[Asking] = ()) -> None:
        if self._resolver is None:
            return
        if not self._state.shown:
            self._unasked += questions
            return
        self._to_witness.extend(zip_longest(questions, asked))
        self._hear_witnesses(self._resolver)

    def _hear_witnesses(self, resolver: Endpoint) -> None:
        """Begin as many of the questions that wait as may be open at once; each that ends lets the next begin."""
        while self._to_witness and len(self._tasks) < _WITNESSES:
            question, first = self._to_witness.popleft()
            task = _start(self._testify(question, resolver, first), self._tasks)
            if first is not None:
                task.add_done_callback(first.close)  # where it was given up before it began
            task.add_done_callback(lambda _: self._hear_witnesses(resolver))

    async def _testify(self, question: Question, resolver: Endpoint, first: Asking | None) -> None:
        """Sign what the resolver said before the change and once it says what the zones say."""
        _, _, name = question
        first = first or Asking(name, resolver)
        try:
            before, after = await asyncio.gather(self._answer(first), self._ask_until_so(name, resolver))
        finally:
            first.close()  # where the agent ended before the question's own turn came
        if self._is_told(name, after):
            self._sign(question, before, after)
        if not self._is_settled(name, after):
            self.receipts.owe([question])
            self._unsettled.append(question)

    async def _ask_once_more(self, question: Question, resolver: Endpoint) -> None:
        """One question with time for a resolver that itself waits for somebody; it tells only what is over."""
        _, _, name = question
        async with self._asking_again:
            said = await self._answer(Asking(name, resolver), within_s=_LONG_ANSWER_S)
        if self._is_settled(name, said):
            self._sign(question, said, said)
        else:
            self._unsettled.append(question)

    async def _answer(self, asking: Asking, within_s: float | None = None) -> str:
        """The answer as a receipt has it: of a resolver that marks its refusals, an unmarked one is the truth."""
        said = await asking.answer(self._origins, within_s)
        self._resolver_marks |= said == REFUSED
        if said != UNMARKED:
            return said
        return TRUTH if self._resolver_marks else REFUSED

    def _is_told(self, name: Hostname, said: str) -> bool:
        """Whether the answer says anything of the order: who hears none cannot tell whether a name was lifted."""
        return said != NO_ANSWER or self._state.wanted(name) is not None

    def _is_settled(self, name: Hostname, said: str) -> bool:
        """Whether the resolver does as it should, as far as can be told; else it is asked again."""
        if self._state.wanted(name) is None and said != NO_ANSWER:
            return self._expected(name) is not None or said != REFUSED
        return _fits(self._expected(name), said)

    def _expected(self, name: Hostname) -> Entry | None:
        """What the resolver should say of the name: what its own orders have it say, or a wider one above them."""
        above = [entry for parent in parents(name) if (entry := self._state.wanted(parent)) and entry.subdomains]
        return above[-1] if above else self._state.wanted(name)

    def _sign(self, question: Question, before: str, after: str) -> None:
        order_id, sequence, name = question
        expected = self._expected(name)
        in_vain = expected is None and after == REFUSED
        facts = {
            "subscriber": self._subscriber,
            "order_id": order_id,
            "sequence": sequence,
            "hostname": name,
            "blocked": in_vain or (self._state.wanted(name) is not None and _fits(expected, after)),
            "serial": self._state.tiers.fresh.serial,
            "before": before,
            "after": after,
            "at": self.clock.now().isoformat(),
        }
        statement = json.dumps(facts, sort_keys=True)
        self.receipts.add(statement, self._key.sign(_RECEIPT_DOMAIN + statement.encode()).hex())
        self.receipt_ready.set()

    async def _ask_until_so(self, name: Hostname, resolver: Endpoint) -> str:
        """Ask until the resolver says what the zones say, or the time for it is over; the last answer."""
        deadline = self.clock.now() + timedelta(seconds=_WITNESS_S)
        pause = _ASK_PAUSE_S
        while True:
            said = await self._answer(Asking(name, resolver))
            if _fits(self._expected(name), said) or self.clock.now() >= deadline:
                return said
            await asyncio.sleep(pause)
            pause = min(2 * pause, _LONGEST_ASK_PAUSE_S)

    async def _watch_terms(self) -> None:
        while True:
            self._term_added.clear()
            self.end_terms()
            pause = _LONGEST_SLEEP_S
            if self._terms and self.clock.is_settled:
                pause = min(pause, max(0.0, (self._terms[0][0] - self.clock.now()).total_seconds()))
            try:
                await asyncio.wait_for(self._term_added.wait(), pause + 0.001)
            except TimeoutError:
                continue

    async def _watch_size(self) -> None:
        while True:
            await asyncio.sleep(_SETTLE_S)
            self.settle()
            self.ask_again()
            self.compare_clocks()


def _start(work: Coroutine[Any, Any, None], tasks: set[asyncio.Task[None]]) -> asyncio.Task[None]:
    task = asyncio.get_running_loop().create_task(work)
    tasks.add(task)
    task.add_done_callback(tasks.discard)
    return task


def _fits(entry: Entry | None, said: str) -> bool:
    """Whether the resolver says what it should: the refusal that was ordered, or anything but that."""
    if said == NO_ANSWER:
        return False
    if entry is None:
        return said != REFUSED  # a resolver that refuses, or does not say whose word it is
    wanted = {"nxdomain": "NXDOMAIN", "nodata": "NOERROR"}.get(entry.answer.kind)
    if wanted is None:
        return entry.answer.is_ipv6 or said == f"NOERROR {entry.answer.address}"
    return said == wanted
