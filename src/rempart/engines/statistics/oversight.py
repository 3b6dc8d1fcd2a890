"""The figures of the yearly oversight report, counted from the journal alone: whoever has its entries finds the same.

A demand for removal is a notice sent to a hoster, one for dereferencing a notice sent to a search engine; a block is
an order that came into force. Which offence each was about follows from its legal basis. These figures are exact:
they are for the overseer, who decides what is published of them.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Protocol

from rempart.engines.statistics.durations import Spread, spread

ACTS = (
    "referrals.notice_prepared",
    "referrals.notice_sent",
    "referrals.notice_answered",
    "orders.order_in_force",
    "orders.order_revoked",
    "orders.order_lapsed",
    "orders.order_suspended",
    "orders.order_resumed",
    "orders.order_recommended",
    "orders.order_objected",
    "orders.appeal_received",
    "orders.appeal_answered",
    "probes.probe_finished",
)
_BLOCKS = ("orders.order_in_force", "orders.order_resumed")
_LIFTS = ("orders.order_revoked", "orders.order_lapsed", "orders.order_suspended")
_NONE = Spread(0, None, None)
_LOOKS = ("orders.order_recommended", "orders.order_objected", "orders.order_suspended")


class Entry(Protocol):
    """One entry of the journal, as far as it is read here."""

    @property
    def act(self) -> str:
        """``stage.what_happened``."""

    @property
    def at(self) -> datetime:
        """When it was done."""

    @property
    def subject(self) -> str:
        """The id of the row that it is about."""

    @property
    def account_id(self) -> object:
        """Who did it; None where the system or the public did."""

    @property
    def facts(self) -> Mapping[str, Any]:
        """The event's fields."""


@dataclass(frozen=True, slots=True)
class YearFigures:
    """One year. Counters are by offence; `removed` are the removal demands that were answered with removal.

    `examined` counts what the overseer looked at, in `sittings` days; `followed` are objections after which the order
    ended within the year, `open_objections` the others. Times are upper bounds: from the act to the first probe that
    saw its effect.
    """

    year: int
    removal: Counter[str] = field(default_factory=Counter)
    removed: int = 0
    blocking: Counter[str] = field(default_factory=Counter)
    dereferencing: Counter[str] = field(default_factory=Counter)
    sittings: int = 0
    examined: int = 0
    objections: int = 0
    followed: int = 0
    suspensions: int = 0
    appeals: int = 0
    upheld: int = 0
    over_blocks: int = 0
    time_to_effect: Spread = _NONE
    time_to_lift: Spread = _NONE

    @property
    def total(self) -> int:
        """Every demand of the year."""
        return self.removal.total() + self.blocking.total() + self.dereferencing.total()

    @property
    def open_objections(self) -> int:
        """Objections that were not followed within the year."""
        return self.objections - self.followed


def count_years(entries: Iterable[Entry], offences: Mapping[str, str]) -> dict[int, YearFigures]:
    """The figures of every year that has an entry; `entries` are in order.

    `offences` maps a legal basis to its offence; a basis that it lacks is counted under its own code.
    """
    counting = _Counting(offences)
    for entry in entries:
        counting.take(entry)
    return {year: counting.close(year) for year in sorted(counting.years)}


def change(before: int, now: int) -> int | None:
    """The change in per cent, rounded to the nearest whole; None where there was nothing before."""
    return round(100 * (now - before) / before) if before else None


class _Year:
    """What is gathered of one year before it is closed."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self.by_offence: dict[str, Counter[str]] = defaultdict(Counter)
        self.days: set[date] = set()
        self.objected: set[str] = set()
        self.ended: set[str] = set()
        self.effects: list[float] = []
        self.lifts: list[float] = []
        self.over_blocked: set[str] = set()


class _Counting:
    def __init__(self, offences: Mapping[str, str]) -> None:
        self._offences = offences
        self._basis: dict[str, str] = {}
        self._notices: dict[str, tuple[str, str]] = {}
        self._since: dict[tuple[str, bool], datetime] = {}
        self.years: dict[int, _Year] = defaultdict(_Year)

    def take(self, entry: Entry) -> None:
        """Count one entry."""
        if entry.act not in ACTS:
            return
        year, facts = self.years[entry.at.year], entry.facts
        order = str(facts.get("order_id", ""))
        if entry.act.startswith("referrals."):
            self._take_notice(entry, year, order)
        elif entry.act == "probes.probe_finished":
            self._take_probe(entry, year, order)
        elif entry.act.startswith("orders.appeal"):
            year.counts["appeals"] += entry.act == "orders.appeal_received"
            year.counts["upheld"] += entry.act == "orders.appeal_answered" and facts["upheld"] is True
        else:
            self._take_order(entry, year, order)

    def _take_notice(self, entry: Entry, year: _Year, order: str) -> None:
        if entry.act == "referrals.notice_prepared":
            self._notices[entry.subject] = (str(entry.facts["recipient"]), order)
            return
        recipient, order = self._notices.get(entry.subject, ("", ""))
        if entry.act == "referrals.notice_sent":
            year.by_offence[recipient][self._offence(order)] += 1
        elif recipient == "hoster":
            year.counts["removed"] += entry.facts["kind"] == "removed"

    def _take_order(self, entry: Entry, year: _Year, order: str) -> None:
        if entry.act == "orders.order_in_force":
            self._basis[order] = str(entry.facts.get("legal_basis", ""))
            year.by_offence["block"][self._offence(order)] += 1
        if entry.act in (*_BLOCKS, *_LIFTS):
            self._since[order, entry.act in _BLOCKS] = entry.at
        if entry.act in ("orders.order_revoked", "orders.order_lapsed"):
            year.ended.add(order)
        stopped = bool(entry.facts.get("stopped"))  # what the overseer suspends of an emergency ends with it
        if (entry.act in _LOOKS or stopped) and entry.account_id is not None:
            year.days.add(entry.at.date())
            year.counts["examined"] += 1
            year.counts["suspensions"] += stopped or entry.act == "orders.order_suspended"
            if entry.act == "orders.order_objected":
                year.objected.add(order)

    def _take_probe(self, entry: Entry, year: _Year, order: str) -> None:
        outcome = entry.facts["outcome"]
        if outcome == "overblocking":
            year.over_blocked.add(order)
        for wanted, blocks, times in (("effective", True, year.effects), ("lifted", False, year.lifts)):
            since = self._since.pop((order, blocks), None) if outcome == wanted else None
            if since is not None:
                times.append((entry.at - since).total_seconds())

    def _offence(self, order: str) -> str:
        basis = self._basis.get(order, "")
        return self._offences.get(basis, basis)

    def close(self, number: int) -> YearFigures:
        """The figures of one year."""
        year = self.years[number]
        return YearFigures(
            year=number,
            removal=year.by_offence["hoster"],
            removed=year.counts["removed"],
            blocking=year.by_offence["block"],
            dereferencing=year.by_offence["search"],
            sittings=len(year.days),
            examined=year.counts["examined"],
            objections=len(year.objected),
            followed=len(year.objected & year.ended),
            suspensions=year.counts["suspensions"],
            appeals=year.counts["appeals"],
            upheld=year.counts["upheld"],
            over_blocks=len(year.over_blocked),
            time_to_effect=spread(year.effects, threshold=1),
            time_to_lift=spread(year.lifts, threshold=1),
        )
