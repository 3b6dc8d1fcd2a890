"""Reads for the public, and the opening of one commitment for those with the right."""

import json
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import chain
from typing import Any
from uuid import UUID

from rempart.engines import ledger
from rempart.engines.statistics import (
    ACTS,
    Figure,
    YearFigures,
    count_years,
    release,
    release_samples,
    spread,
    total,
)
from rempart.journal import queries as journal
from rempart.journal.leaves import canonical, commitment
from rempart.kernel.actors import Actor
from rempart.orders.appeals import count_upheld
from rempart.orders.contracts import Act, OrderInForce
from rempart.orders.openings import use_code
from rempart.orders.queries import count_acts, find_bases, get_order, list_orders, list_terms
from rempart.people.permissions import require
from rempart.probes.queries import list_overblocking, list_times
from rempart.transparency.contracts import (
    BasisFigures,
    Commitment,
    Kind,
    NotYetInForceError,
    Opening,
    TransparencyReport,
)
from rempart.transparency.statements import to_statement

# A legal basis by its code and how it was cited.
Basis = tuple[str, str]

# No act is counted twice: a figure that held another would tell the small rest of it.
_ACTS: Mapping[Kind, tuple[Act, ...]] = {
    Kind.PROPOSED: (Act.PROPOSE,),
    Kind.REFUSED: (Act.REFUSE,),
    Kind.IN_FORCE: (Act.COUNTERSIGN, Act.CONFIRM),
    Kind.EMERGENCIES: (Act.ORDER_EMERGENCY,),
    Kind.RENEWED: (Act.COUNTERSIGN_RENEWAL,),
    Kind.RECOMMENDATIONS: (Act.RECOMMEND,),
    Kind.OBJECTIONS: (Act.OBJECT,),
    Kind.SUSPENDED: (Act.SUSPEND, Act.MISS_RECHECK),
    Kind.REVOKED: (Act.REVOKE,),
    Kind.LAPSED: (Act.LAPSE,),
    Kind.APPEALS: (Act.APPEAL,),
}
# What was done before a quarter's end may still be on its way into the database after it; what is published stays so.
SETTLED_AFTER = timedelta(hours=1)


def get_report(year: int, *, now: datetime) -> TransparencyReport:
    """The public numbers of the year's quarters that are over at `now`, and were for an hour.

    Quarters alone are published: figures that grew with every order would tell of each one.
    """
    ends = [end for end in _quarter_ends(year) if end + SETTLED_AFTER <= now]
    starts = [_start_of(year), *ends][: len(ends)]
    quarters = [_count(start, end) for start, end in zip(starts, ends, strict=True)]
    bases = sorted({basis for quarter in quarters for basis in quarter})
    figures = {
        basis: {
            kind: _shown(kind, release([quarter[basis][kind] for quarter in quarters if basis in quarter]))
            for kind in Kind
        }
        for basis in bases
    }
    spans = list(zip(starts, ends, strict=True))
    terms = _released([list_terms(start=start, end=end) for start, end in spans])
    blocking, lifting = (_released([_times(*span, blocked=blocked) for span in spans]) for blocked in (True, False))
    return TransparencyReport(
        year=year,
        end=ends[-1] if ends else _start_of(year),
        bases=tuple(
            BasisFigures(
                *basis,
                figures[basis],
                terms=spread(terms.get(basis, ())),
                blocking=spread(blocking.get(basis, ())),
                lifting=spread(lifting.get(basis, ())),
            )
            for basis in bases
        ),
        totals={kind: _total(kind, [figures[basis][kind] for basis in bases]) for kind in Kind},
        blocking=spread(chain.from_iterable(blocking.values())),
        lifting=spread(chain.from_iterable(lifting.values())),
    )


def list_releases(*, now: datetime, most: int = 8) -> tuple[TransparencyReport, ...]:
    """The newest publications, newest first, one for each quarter that is over."""
    settled = now - SETTLED_AFTER
    years = range(now.year, now.year - 3, -1)
    ends = [end for year in years for end in reversed(_quarter_ends(year)) if end <= settled]
    return tuple(get_report((end - timedelta(days=1)).year, now=end + SETTLED_AFTER) for end in ends[:most])


def list_oversight(*, offences: Mapping[str, str], viewer: Actor) -> tuple[YearFigures, ...]:
    """The exact figures of the yearly oversight report, counted from the journal, newest year first.

    `offences` maps the code of a legal basis to the offence that it is about.
    """
    require(viewer, "transparency.oversee")
    return tuple(reversed(count_years(journal.iterate_of(ACTS), offences).values()))


def list_commitments(*, limit: int = 100) -> tuple[Commitment, ...]:
    """What the public log holds of the orders that took effect, newest first."""
    return tuple(
        Commitment(index=entry.index, at=entry.at.replace(microsecond=0), sha256=commitment(entry).hex())
        for entry in journal.list_latest_of(OrderInForce.act, limit=limit)
    )


def list_statements(*, countries: Mapping[str, str], viewer: Actor) -> tuple[dict[str, Any], ...]:
    """A statement of reasons for every order that took effect, newest first; `countries` by code of legal basis."""
    require(viewer, "transparency.oversee")
    orders = (order for order in list_orders(viewer=viewer, limit=100_000) if order.in_force_at is not None)
    return tuple(to_statement(order, country=countries.get(order.legal_basis, "")) for order in orders)


def open_order(order_id: UUID, *, checkpoint: Callable[[], str], viewer: Actor) -> Opening:
    """The commitment to the order's effect, opened for its owner, the overseer or a court.

    `checkpoint` signs the log as it stands. Raises OrderMissingError, NotYetInForceError.
    """
    require(viewer, "transparency.open")
    get_order(order_id, viewer=viewer)
    return _open(order_id, checkpoint)


def open_by_code(code: str, *, checkpoint: Callable[[], str], now: datetime) -> Opening:
    """The commitment that the holder of `code` may have opened; the journal keeps that it was.

    Raises OpeningCodeMissingError, OpeningsBusyError.
    """
    return _open(use_code(code, now=now), checkpoint)


def _open(order_id: UUID, checkpoint: Callable[[], str]) -> Opening:
    entry = next((item for item in journal.list_about((str(order_id),)) if item.act == OrderInForce.act), None)
    if entry is None:
        raise NotYetInForceError(order=order_id)
    note = checkpoint()
    size = ledger.parse_checkpoint(note).size
    proof = ledger.InclusionRecord(
        index=entry.index,
        hashes=journal.get_inclusion_proof(entry.index, size),
        checkpoint=note,
        extra=ledger.encode_extra(canonical(entry), entry.salt),
    )
    facts = json.loads(canonical(entry))["facts"]
    return Opening(order_id=order_id, index=entry.index, proof=ledger.encode_proof(proof), at=entry.at, facts=facts)


def _shown(kind: Kind, figure: Figure) -> Figure:
    """Of appeals it is never said that there were none, or no more: whoever writes one on a name would else read from
    the figure whether an order refuses it."""
    return replace(figure, waits=True) if kind is Kind.APPEALS else figure


def _total(kind: Kind, figures: Sequence[Figure]) -> Figure:
    if kind is Kind.APPEALS:
        return Figure(sum(figure.value for figure in figures), waits=True)
    return total(figures)


def _start_of(year: int) -> datetime:
    return datetime(year, 1, 1, tzinfo=UTC)


def _quarter_ends(year: int) -> tuple[datetime, ...]:
    return (*(datetime(year, month, 1, tzinfo=UTC) for month in (4, 7, 10)), _start_of(year + 1))


def _count(start: datetime, end: datetime) -> dict[Basis, Counter[Kind]]:
    """What happened in the period, by legal basis and kind."""
    counts: dict[Basis, Counter[Kind]] = {}
    for basis, acts in count_acts(start=start, end=end).items():
        counts[basis] = Counter({kind: sum(acts.get(act, 0) for act in counted) for kind, counted in _ACTS.items()})
    for basis, upheld in count_upheld(start=start, end=end).items():
        counts.setdefault(basis, Counter())[Kind.UPHELD] = upheld
    for basis in find_bases(list_overblocking(start=start, end=end)).values():
        counts.setdefault(basis, Counter())[Kind.OVER_BLOCKS] += 1
    return counts


def _times(start: datetime, end: datetime, *, blocked: bool) -> tuple[tuple[Basis, float], ...]:
    """(legal basis, seconds) of the blocks, or lifts, whose effect was seen in the period."""
    times = list_times(start=start, end=end)
    basis_of = find_bases(order_id for order_id, _, _ in times)
    return tuple((basis_of[order_id], seconds) for order_id, was, seconds in times if was is blocked)


def _released(quarters: Sequence[Sequence[tuple[Basis, float]]]) -> dict[Basis, list[float]]:
    """By legal basis, the durations that are published: few of a quarter wait for the next one's."""
    batches: dict[Basis, list[list[float]]] = {}
    for at, quarter in enumerate(quarters):
        for basis, duration in quarter:
            batches.setdefault(basis, [[] for _ in quarters])[at].append(duration)
    return {basis: release_samples(found) for basis, found in batches.items()}
