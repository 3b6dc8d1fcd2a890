"""The catalogue of subscribers without an agent: what each of their resolvers did when it was last asked.

They send no receipts, so nothing but a probe of the resolver itself calls an order effective there.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from rempart.kernel.actors import Actor
from rempart.orders.queries import list_held
from rempart.people.permissions import require
from rempart.probes.contracts import Finding, Question
from rempart.probes.models import AnswerRow, LookRow
from rempart.publications.contracts import Subscriber, SubscriberState

# A probe follows each change and waits five seconds for it; after this much longer nobody is still at it.
ALARM_AFTER = timedelta(seconds=60)


@dataclass(frozen=True, slots=True)
class _Word:
    """What a resolver answered about one order when it was last asked, and whether it should have refused."""

    at: datetime
    expected_blocked: bool
    finding: Finding


def list_resolvers(*, labels: Sequence[str], viewer: Actor, now: datetime) -> tuple[Subscriber, ...]:
    """Every resolver of `labels`, those with an alarm first; `heard_at` is when it last answered a probe."""
    require(viewer, "probes.view")
    held = dict(list_held(ended_after=now))
    words = _latest_words(labels)
    found = [_judge(label, words.get(label, {}), held, now) for label in labels]
    return tuple(sorted(found, key=lambda one: (one.state is not SubscriberState.ALARM, one.name)))


def _latest_words(labels: Sequence[str]) -> dict[str, dict[UUID, _Word]]:
    """By resolver and order, as this installation asked; vantage points have resolvers of their own."""
    here = LookRow.objects.filter(vantage="").values("probe_id")
    rows = AnswerRow.objects.filter(
        resolver__in=tuple(labels), is_control=False, question=Question.TARGET, probe__in=here
    ).order_by("probe__started_at", "probe_id")
    words: dict[str, dict[UUID, _Word]] = {}
    fields = ("resolver", "probe__order_id", "probe__started_at", "probe__expected_blocked", "finding")
    for label, order_id, at, expected, finding in rows.values_list(*fields).iterator():
        words.setdefault(label, {})[order_id] = _Word(at, expected, Finding(finding))
    return words


def _judge(label: str, words: dict[UUID, _Word], held: dict[UUID, datetime], now: datetime) -> Subscriber:
    waiting = [at for order_id, at in held.items() if not _is_so(words.get(order_id), at)]
    since = min(waiting, default=None)
    refusing = [word for order_id, word in words.items() if order_id in held and word.expected_blocked]
    state = SubscriberState.UP_TO_DATE
    if since is not None:
        state = SubscriberState.ALARM if now - since > ALARM_AFTER else SubscriberState.BEHIND
    elif not words:
        state = SubscriberState.SILENT
    answered = [word.at for word in words.values() if word.finding is not Finding.UNAVAILABLE]
    return Subscriber(
        name=label,
        state=state,
        orders=len(held),
        effective=sum(word.finding is Finding.REFUSED for word in refusing),
        waiting=len(waiting),
        waiting_since=since,
        serial=0,
        heard_at=max(answered, default=None),
    )


def _is_so(word: _Word | None, changed_at: datetime) -> bool:
    """Whether the resolver was asked since the order changed, and did as it should; a name that is gone everywhere
    cannot be told from a refused one."""
    if word is None or word.at < changed_at or word.finding is Finding.UNAVAILABLE:
        return False
    return word.finding is not (Finding.RESOLVED if word.expected_blocked else Finding.REFUSED)
