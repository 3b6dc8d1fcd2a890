"""How common signs are, counted on with every ordinary page that is judged.

A host counts once, under its registrable name, when its page was judged another site's, or shows no site at all. What
was counted stays as rows in their order, so that every edition can be made again: its base and the rows up to its
position. Nothing here depends on when, or on which machine, it is computed.

Whoever wants a closed site's signs to look common would have to put them on many pages that we capture. So these never
count: pages of watched sites or like them, or like a reopening that two people confirmed; names, contact points,
accounts, keys and holders that a reference of a closed site has, or a page that was judged one's, wherever they are
found; more than `PER_NETWORK` hosts of one network.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

import numpy as np
from django.db import transaction
from django.db.models import Max

from rempart.engines.pages import (
    FAMILY_OF,
    Background,
    ComparisonRules,
    Family,
    Kind,
    PageFeatures,
    features_from_document,
    sign_key,
)
from rempart.engines.policy import Suffixes
from rempart.glances.leads import of_reopenings
from rempart.journal.queries import batched
from rempart.journal.services import record
from rempart.kernel.actors import Actor
from rempart.matches.contracts import BackgroundEdition, BackgroundGrown, Judgement
from rempart.matches.models import BackgroundRow, CountedHostRow, MatchRow
from rempart.people.permissions import require
from rempart.sightings.queries import list_looks
from rempart.watchlist.queries import list_names_of, list_reference_ids, read_references

EDITION_HOSTS = 25  # ordinary hosts that make a new edition
PER_NETWORK = 5
_GROWN = "hosts judged here"
_OWN_FAMILIES = frozenset({Family.CONTACT, Family.ACCOUNT})
_OWN_KINDS = frozenset({Kind.CERTIFICATE, Kind.CERTIFICATE_KEY, Kind.REGISTRANT})
_LEAST_FIRM = ComparisonRules().min_firmness  # what is less firm is nobody's name in a comparison


@dataclass(slots=True)
class _OwnKeys:
    """The union of the own keys of `rows`, which never change: each is read once a process, half a millisecond a page.

    Counting is a step that nothing waits for (`pipeline.routes.UNHURRIED`), so that the first one may take its time.
    """

    rows: frozenset[UUID] = frozenset()
    keys: frozenset[int] = frozenset()


_own = _OwnKeys()


def count_match(
    *, match_id: UUID, base: Background, suffixes: Suffixes, actor: Actor, now: datetime, cause: int | None = None
) -> bool:
    """Let the host of a judged page count, if it is an ordinary one, and make a new edition when enough have come.

    Whether it counted. `base` is the model that came along or that the operator named.
    """
    require(actor, "matches.judge")
    row = MatchRow.objects.get(pk=match_id)
    if not row.features:
        return False
    page = features_from_document(row.features)
    owner = suffixes.registrable(row.hostname)
    if not _may_count(row, page, owner, suffixes, actor):
        return False
    keys = np.array(sorted(page.keys() - _keys_of_closed_sites(actor)), "<u8")
    with transaction.atomic():
        last = CountedHostRow.objects.aggregate(last=Max("position"))["last"] or 0
        CountedHostRow.objects.create(
            position=last + 1,
            owner=owner,
            prefix=_prefix(page),
            keys=keys.tobytes(),
            match=row,
            counted_at=now,
        )
        _make_edition(base, last + 1, actor=actor, now=now, cause=cause)
    return True


def current_background(base: Background) -> Background:
    """The newest edition that grew from `base`, or `base` where there is none yet."""
    row = BackgroundRow.objects.filter(base_sha256=base.sha256).order_by("-position").first()
    return _grow(base, row.position) if row else base


def find_background(sha256: str, *, find_base: Callable[[str], Background | None]) -> Background | None:
    """The edition of that SHA-256, made again; None where there is none or its base is not kept."""
    row = BackgroundRow.objects.filter(pk=sha256).first()
    base = find_base(row.base_sha256) if row else None
    if row is None or base is None:
        return None
    again = _grow(base, row.position)
    return again if again.sha256 == sha256 else None


def list_editions(*, viewer: Actor) -> tuple[BackgroundEdition, ...]:
    """Every edition, newest first."""
    require(viewer, "matches.view")
    rows = BackgroundRow.objects.order_by("-made_at", "-position")
    return tuple(
        BackgroundEdition(row.sha256, row.base_sha256, row.position, row.hosts, row.signs, row.made_at) for row in rows
    )


def _may_count(row: MatchRow, page: PageFeatures, owner: str, suffixes: Suffixes, actor: Actor) -> bool:
    """Whether the host is an ordinary one: another site's by judgement or nobody's, not watched, not counted yet."""
    if row.verdict != Judgement.DIFFERENT and not page.kind.says_nothing:
        return False
    if CountedHostRow.objects.filter(owner=owner).exists():
        return False
    if any(of_reopenings(look.reasons) for look in list_looks([row.sighting_id], viewer=actor)):
        return False
    if any(owner == suffixes.registrable(name) for name in list_names_of(owner, viewer=actor)):
        return False
    prefix = _prefix(page)
    return not prefix or CountedHostRow.objects.filter(prefix=prefix).count() < PER_NETWORK


def _prefix(page: PageFeatures) -> str:
    return min((sign.value for sign in page.signs if sign.kind is Kind.PREFIX), default="")[:50]


def _keys_of_closed_sites(actor: Actor) -> frozenset[int]:
    """Keys of what is a closed site's own: what it is called, and how it is reached, paid and held, then or now.

    A page wrongly judged one's keeps only its own signs from being counted here: they stay as rare as they are.
    """
    references = list_reference_ids(viewer=actor)
    again = list(MatchRow.objects.filter(verdict=Judgement.SAME, site__isnull=False).values_list("id", flat=True))
    if not _own.rows.issubset((*references, *again)):  # something was taken back
        _own.rows, _own.keys = frozenset(), frozenset()
    found = {
        reference.id: _keys_of(reference.features)
        for reference in read_references([key for key in references if key not in _own.rows], viewer=actor)
    }
    for chunk in batched([key for key in again if key not in _own.rows], 500):
        rows = MatchRow.objects.filter(pk__in=chunk).values_list("id", "features")
        found.update((match_id, _keys_of(features)) for match_id, features in rows)
    if found:
        _own.rows, _own.keys = _own.rows.union(found), _own.keys.union(*found.values())
    return _own.keys


def _keys_of(features: Any) -> frozenset[int]:
    page = features_from_document(features)
    signs = {sign_key(sign.kind, sign.value) for sign in page.signs if _is_own(sign.kind)}
    return frozenset(signs | {sign_key(Kind.WORD, name) for name, firmness in page.names if firmness >= _LEAST_FIRM})


def _is_own(kind: Kind) -> bool:
    return kind in _OWN_KINDS or FAMILY_OF[kind] in _OWN_FAMILIES


def _make_edition(base: Background, position: int, *, actor: Actor, now: datetime, cause: int | None) -> None:
    """A new edition on `base` where enough hosts came since its last; the journal says what it holds."""
    last = BackgroundRow.objects.filter(base_sha256=base.sha256).aggregate(last=Max("position"))["last"] or 0
    if position - last < EDITION_HOSTS or _GROWN in base.provenance:
        return  # a model that was written out with counted hosts in it must not count them twice
    grown = _made(base, position)  # not kept: a transaction that fails takes its last host back
    row = BackgroundRow.objects.create(
        sha256=grown.sha256,
        base_sha256=base.sha256,
        position=position,
        hosts=grown.hosts,
        signs=len(grown.keys),
        made_at=now,
    )
    event = BackgroundGrown(
        background_sha256=row.sha256, base_sha256=row.base_sha256, counted=position, hosts=row.hosts, signs=row.signs
    )
    record(event, actor=actor, now=now, cause=cause)


@lru_cache(maxsize=4)
def _grow(base: Background, position: int) -> Background:
    """`base` and the hosts counted up to `position`, of an edition that is there."""
    return _made(base, position)


def _made(base: Background, position: int) -> Background:
    rows = CountedHostRow.objects.filter(position__lte=position).order_by("position")
    return base.plus(_count(rows.values_list("keys", flat=True).iterator(chunk_size=500), position))


def _count(hosts: Iterable[bytes | memoryview], number: int) -> Background:
    """As `BackgroundCount`, of keys that lie in bytes already."""
    every = [np.frombuffer(bytes(keys), "<u8") for keys in hosts]
    keys, counts = np.unique(np.concatenate(every) if every else np.empty(0, "<u8"), return_counts=True)
    shared = counts >= 2
    return Background(number, keys[shared].astype(np.uint64), counts[shared].astype(np.uint32), f"{number} {_GROWN}")
