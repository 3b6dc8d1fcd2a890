"""Reads of the watch list. Each asks whether the viewer may see it: the list is not for everybody."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import overload
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from rempart.journal.queries import batched
from rempart.kernel.actors import Actor
from rempart.kernel.hostname import NotAHostnameError, parse_hostname
from rempart.people.permissions import require
from rempart.watchlist.contracts import CapturedSigns, Reference, Site, SiteMissingError, SiteName
from rempart.watchlist.models import LanguageRow, NameRow, ReferenceRow, SiteRow


def list_sites(*, viewer: Actor) -> tuple[Site, ...]:
    """Every closed site, by label."""
    require(viewer, "watchlist.view")
    return _contracts(SiteRow.objects.order_by("label"))


def browse_sites(text: str = "", *, viewer: Actor) -> Sequence[Site]:
    """The closed sites with `text` in their label or a name, by label; the database is asked for each piece alone.

    A name is found as its letters read too, and by an address at it.
    """
    require(viewer, "watchlist.view")
    rows, text = SiteRow.objects.order_by("label"), text.strip()
    if text:
        names = NameRow.objects.filter(site=OuterRef("pk"), hostname__contains=_as_name(text))
        labels = Q(label__icontains=text)
        if not text.isascii():  # SQLite knows the case of ASCII letters alone
            for cased in (text.lower(), text.upper(), text.title(), text.capitalize()):
                labels |= Q(label__icontains=cased)
        rows = rows.filter(labels | Exists(names))
    return _Sites(rows)


def get_site(site_id: UUID, *, viewer: Actor) -> Site:
    """One site. Raises SiteMissingError."""
    require(viewer, "watchlist.view")
    row = SiteRow.objects.filter(pk=site_id).first()
    if row is None:
        raise SiteMissingError(site=site_id)
    return _contracts([row])[0]


def count_named_sites(*, viewer: Actor) -> int:
    """How many sites have a name."""
    require(viewer, "watchlist.view")
    return NameRow.objects.values("site_id").distinct().count()


def find_site(label: str, *, viewer: Actor) -> Site | None:
    """The site of that label, if it is watched."""
    require(viewer, "watchlist.view")
    row = SiteRow.objects.filter(label=label).first()
    return _contracts([row])[0] if row else None


def read_stamp(*, viewer: Actor) -> object:
    """A value that changes whenever a site gets a name: what was made of the list may be kept until then."""
    require(viewer, "watchlist.view")
    # Of two that are enrolled at once the later may be there before the earlier, which its row's number hides.
    return NameRow.objects.count(), NameRow.objects.order_by("-pk").values_list("pk", "site_id", "hostname").first()


def count_names(*, viewer: Actor) -> int:
    """How many names all sites have together; they are only ever added."""
    require(viewer, "watchlist.view")
    return NameRow.objects.count()


def list_names_of(owner: str, *, viewer: Actor) -> tuple[str, ...]:
    """The names of sites that are `owner` or lie below it."""
    require(viewer, "watchlist.view")
    rows = NameRow.objects.filter(Q(hostname=owner) | Q(hostname__endswith=f".{owner}"))
    return tuple(rows.values_list("hostname", flat=True))


def label_sites(site_ids: Iterable[UUID], *, viewer: Actor) -> dict[UUID, str]:
    """What each of the sites named is called."""
    require(viewer, "watchlist.view")
    return dict(SiteRow.objects.filter(pk__in=set(site_ids)).values_list("id", "label"))


def list_reference_ids(*, viewer: Actor) -> tuple[UUID, ...]:
    """Every capture of a closed site, oldest first."""
    require(viewer, "watchlist.view")
    return tuple(ReferenceRow.objects.order_by("added_at", "id").values_list("id", flat=True))


def read_reference_stamp(*, viewer: Actor) -> object:
    """A value that changes whenever a capture of a closed site is added; none is ever taken back."""
    require(viewer, "watchlist.view")
    return ReferenceRow.objects.count(), ReferenceRow.objects.order_by("-pk").values_list("pk", flat=True).first()


def read_references(reference_ids: Iterable[UUID], *, viewer: Actor) -> Iterator[Reference]:
    """Those of the captures that there are, some hundreds in hand at a time."""
    require(viewer, "watchlist.view")
    for chunk in batched(tuple(reference_ids), 500):
        yield from map(_reference, ReferenceRow.objects.filter(pk__in=chunk))


def list_references(site_id: UUID, *, viewer: Actor) -> tuple[Reference, ...]:
    """What the site's sealed captures showed, oldest first."""
    require(viewer, "watchlist.view")
    return tuple(map(_reference, ReferenceRow.objects.filter(site_id=site_id).order_by("added_at", "id")))


def count_references(*, viewer: Actor) -> int:
    """How many captures of closed sites there are; they are only ever added."""
    require(viewer, "watchlist.view")
    return ReferenceRow.objects.count()


def list_reference_signs(
    kind: str, *, viewer: Actor, site_id: UUID | None = None, besides: Collection[UUID] = ()
) -> tuple[CapturedSigns, ...]:
    """The signs of one kind in each capture, oldest first: of one site or of all, without the captures `besides`."""
    require(viewer, "watchlist.view")
    rows = ReferenceRow.objects.order_by("added_at", "id")
    if site_id is not None:
        rows = rows.filter(site_id=site_id)
    wanted = [key for key in rows.values_list("id", flat=True) if key not in besides]
    found = []
    for chunk in batched(wanted, 500):
        signs = rows.filter(pk__in=chunk).values_list("id", "site_id", "exhibit_id", "hostname", "features__signs")
        for key, of_site, exhibit_id, hostname, listed in signs:
            values = tuple(str(sign[1]) for sign in listed or () if sign[0] == kind)
            found.append(CapturedSigns(key, of_site, exhibit_id, hostname, values))
    return tuple(found)


def _reference(row: ReferenceRow) -> Reference:
    return Reference(
        id=row.id,
        site_id=row.site_id,
        exhibit_id=row.exhibit_id,
        hostname=row.hostname,
        features=row.features,
        added_at=row.added_at,
    )


def _contracts(rows: Iterable[SiteRow]) -> tuple[Site, ...]:
    """The sites with all their names, in four questions to the database however long the list is."""
    rows = list(rows)
    names: dict[UUID, list[SiteName]] = {row.id: [] for row in rows}
    for name in NameRow.objects.filter(site__in=rows).order_by("site_id", "position"):
        names[name.site_id].append(SiteName(hostname=name.hostname, known_on=name.known_on))
    languages: dict[UUID, list[str]] = {row.id: [] for row in rows}
    for spoken in LanguageRow.objects.filter(site__in=rows).order_by("id"):
        languages[spoken.site_id].append(spoken.language)
    references = Counter(ReferenceRow.objects.filter(site__in=rows).values_list("site_id", flat=True))
    return tuple(
        Site(
            id=row.id,
            label=row.label,
            names=tuple(names[row.id]),
            decision=row.decision,
            enrolled_at=row.enrolled_at,
            references=references[row.id],
            languages=tuple(languages[row.id]),
            closed_on=row.closed_on,
        )
        for row in rows
    )


def _as_name(text: str) -> str:
    """What a hostname has to hold for `text`, which may be a part of one, in letters, or an address."""
    host = text.partition("://")[2] or text
    host = host.partition("/")[0]
    try:
        return parse_hostname(host)
    except NotAHostnameError:
        return host.lower()


class _Sites(Sequence[Site]):
    """Sites of a long list, read where they are looked at."""

    def __init__(self, rows: "QuerySet[SiteRow]") -> None:
        self._rows = rows

    def __len__(self) -> int:
        return self._rows.count()

    @overload
    def __getitem__(self, at: int) -> Site: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[Site, ...]: ...
    def __getitem__(self, at: int | slice) -> Site | tuple[Site, ...]:
        return _contracts(self._rows[at]) if isinstance(at, slice) else _contracts([self._rows[at]])[0]
