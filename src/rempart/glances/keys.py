"""The TLS keys of closed sites, looked for in the certificates that streams bring: the name may give nothing away.

Nobody gets a certificate for a key without holding it: the request is signed with it. So a stranger can neither frame a
host by a closed site's key nor flood us with it, but for a hoster who holds one key for many customers. Such a key is
told by how many owners hold it: each further one makes the next weigh less, and beyond `MOST_OWNERS`, or where the
background knows it as common, none is sighted.
"""

import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db import transaction

from rempart.engines.pages import Background, Kind
from rempart.engines.pages.index import LEAST_RARITY
from rempart.engines.policy import Suffixes
from rempart.glances.contracts import MOST_OWNERS
from rempart.glances.models import KeyHolderRow
from rempart.glances.queries import list_shared_keys
from rempart.glances.recognition import KNOWN_NETWORK
from rempart.kernel.actors import Actor
from rempart.kernel.hostname import Hostname, find_hostname
from rempart.kernel.reasons import Reason
from rempart.people.permissions import require
from rempart.ports.streams import Holder, WatchedKeys
from rempart.sightings.contracts import Origin
from rempart.sightings.queries import list_looks, list_sightings
from rempart.sightings.services import record_sighting
from rempart.watchlist.contracts import CapturedSigns
from rempart.watchlist.queries import count_references, get_site, list_reference_signs

REFRESH_S = 10.0  # a key that came meanwhile is looked for so much later
HEX_DIGITS = 64

HOLDS_KEY = Reason(
    "glances.holds_key",
    "The certificate of {hostname} holds the same TLS key as that of {former} in exhibit {exhibit} of {site}.",
)


@dataclass(slots=True)
class StreamKeys:
    """`sightings.following.KeyWatch` over every reference of the watch list. Threads may share one.

    `confirmed` are the captures of reopenings that people confirmed, as they stand when it is called; they come from
    stages that lie downstream.
    """

    background: Callable[[], Background]
    suffixes: Callable[[], Suffixes]
    confirmed: Callable[[], tuple[CapturedSigns, ...]]
    actor: Actor
    watched: WatchedKeys = field(default_factory=WatchedKeys)
    monotonic: Callable[[], float] = time.monotonic
    _references: dict[UUID, CapturedSigns] = field(default_factory=dict)
    _confirmed: tuple[CapturedSigns, ...] = ()
    _holding: dict[str, list[CapturedSigns]] = field(default_factory=dict)
    _refreshed: float | None = None
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def refresh(self) -> None:
        """Look for the keys of every reference that is there by now, but for those that too many hold."""
        with self._lock:
            now = self.monotonic()
            if self._refreshed is not None and now - self._refreshed < REFRESH_S:
                return
            self._refreshed = now
            confirmed = self.confirmed()
            if count_references(viewer=self.actor) != len(self._references) or confirmed != self._confirmed:
                self._remember(confirmed)
            # What is a hoster's finds nobody any more, and each find of it would cost a proof.
            wanted = self._holding.keys() - list_shared_keys(viewer=self.actor)
            self.watched.digests = frozenset(filter(None, map(_digest, wanted)))

    def _remember(self, confirmed: tuple[CapturedSigns, ...]) -> None:
        kind = Kind.CERTIFICATE_KEY.value
        new = list_reference_signs(kind, viewer=self.actor, besides=self._references.keys())
        self._references |= {reference.id: reference for reference in new}
        self._confirmed = confirmed
        self._holding = {}
        for capture in (*self._references.values(), *confirmed):
            for key in capture.values:
                self._holding.setdefault(key, []).append(capture)

    def take(self, holders: Sequence[Holder], *, stream: str, now: datetime) -> int:
        """Sight the hosts of certificates that hold a closed site's key; how many sightings are new."""
        require(self.actor, "sightings.record")
        with self._lock:
            return sum(self._take(holder, stream, now) for holder in holders)

    def _take(self, holder: Holder, stream: str, now: datetime) -> int:
        suffixes = self.suffixes()
        hosts = _by_owner(holder.names, suffixes)
        captures: dict[UUID, list[CapturedSigns]] = {}
        for capture in self._holding.get(holder.key, ()):
            captures.setdefault(capture.site_id, []).append(capture)
        sighted = 0
        with transaction.atomic():
            for site_id, held in captures.items():
                site = get_site(site_id, viewer=self.actor)
                # A host that was confirmed becomes a name of the site in a step of its own, which may not have run.
                named = (*(name.hostname for name in site.names), *(one.hostname for one in held))
                own = {suffixes.registrable(Hostname(hostname)) for hostname in named}
                others = {owner: host for owner, host in hosts.items() if owner not in own}
                _count(holder.key, others, stream, now)
                owners = KeyHolderRow.objects.filter(key=holder.key).count()
                if not others or owners > MOST_OWNERS or not self._is_rare(holder.key):
                    continue
                for host in others.values():
                    found = {
                        "hostname": host,
                        "former": held[0].hostname,
                        "exhibit": str(held[0].exhibit_id),
                        "site": site.label,
                    }
                    why = Reason(HOLDS_KEY.code, HOLDS_KEY.template, found)
                    sighted += self._sight(host, site_id, KNOWN_NETWORK / owners, why, stream, now)
        return sighted

    def _is_rare(self, key: str) -> bool:
        return self.background().rarity(Kind.CERTIFICATE_KEY, key) >= LEAST_RARITY

    def _sight(self, host: Hostname, site_id: UUID, score: float, why: Reason, stream: str, now: datetime) -> int:
        """A sighting, or a further look at one that was made for another reason; 1 where it is new."""
        known = list_sightings(viewer=self.actor, hostname=host, site_id=site_id, limit=1)
        looks = list_looks([one.id for one in known], viewer=self.actor)
        if any(reason.code == why.code for look in looks for reason in look.reasons):
            return 0
        record_sighting(
            hostname=host,
            site_id=site_id,
            score=score,
            reasons=(why,),
            origin=Origin.KEY,
            actor=self.actor,
            now=now,
            stream=stream,
        )
        return 0 if known else 1


def _by_owner(names: Sequence[str], suffixes: Suffixes) -> dict[str, Hostname]:
    """The shortest name of each owner; wildcards as the name they stand below."""
    hosts: dict[str, Hostname] = {}
    for name in sorted(names, key=lambda name: (len(name), name)):
        host = find_hostname(name.removeprefix("*."))
        if host is not None:
            hosts.setdefault(suffixes.registrable(host), host)
    return hosts


def _count(key: str, others: dict[str, Hostname], stream: str, now: datetime) -> None:
    """Keep who holds the key: at most one more than says that it is shared."""
    room = MOST_OWNERS + 1 - KeyHolderRow.objects.filter(key=key).count()
    known = set(KeyHolderRow.objects.filter(key=key, owner__in=others).values_list("owner", flat=True))
    new = [(owner, host) for owner, host in others.items() if owner not in known][: max(room, 0)]
    rows = [KeyHolderRow(key=key, owner=owner, hostname=host, stream=stream, seen_at=now) for owner, host in new]
    # Another process may read the same certificate in another log at this very moment.
    KeyHolderRow.objects.bulk_create(rows, ignore_conflicts=True)


def _digest(key: str) -> bytes:
    """The digest that a sign's value states in hex; empty where it is none."""
    try:
        return bytes.fromhex(key) if len(key) == HEX_DIGITS else b""
    except ValueError:
        return b""
