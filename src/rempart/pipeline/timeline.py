"""A case as one list of dated entries, from the first sighting to the probe of its block.

In: a case's id. Out: the journal's entries about every row that belongs to the case, in the order of the journal.
Never: an entry that the journal does not hold; so what the page shows can be verified in the log.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from rempart.cases.contracts import Case, ItemKind
from rempart.cases.queries import get_case
from rempart.journal.contracts import JournalEntry
from rempart.journal.queries import list_about
from rempart.kernel.actors import Actor
from rempart.kernel.events import Fact
from rempart.orders.appeals import list_appeals
from rempart.orders.queries import list_orders
from rempart.pipeline.titles import CHOOSING_FACT, NAMELESS, TITLES
from rempart.probes.queries import list_probes
from rempart.publications.queries import list_publications
from rempart.referrals.queries import list_notices
from rempart.watchlist.contracts import SiteNamed


class LinkKind(StrEnum):
    """What kind of row an entry is about."""

    SIGHTING = "sighting"
    REPORT = "report"
    EXHIBIT = "exhibit"
    MATCH = "match"
    CASE = "case"
    ORDER = "order"
    APPEAL = "appeal"
    PUBLICATION = "publication"
    PROBE = "probe"
    NOTICE = "notice"
    SITE = "site"


_OF_ITEM = {
    ItemKind.SIGHTING: LinkKind.SIGHTING,
    ItemKind.REPORT: LinkKind.REPORT,
    ItemKind.EXHIBIT: LinkKind.EXHIBIT,
    ItemKind.MATCH: LinkKind.MATCH,
}


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """One act. `title_template` is an English sentence to translate, then to fill with `values`.

    `index` is its place in the journal; `reason` is what the actor said; the link names the row it is about.
    """

    index: int
    at: datetime
    act: str
    actor_name: str
    reason: str
    title_template: str
    values: dict[str, str]
    link_kind: LinkKind
    link_id: UUID

    @property
    def title(self) -> str:
        """The English sentence, filled."""
        return self.title_template.format(**self.values)


def list_timeline(case_id: UUID, *, viewer: Actor) -> tuple[TimelineEntry, ...]:
    """Everything that happened about the case, oldest first. Raises CaseMissingError."""
    case = get_case(case_id, viewer=viewer)
    subjects = list_subjects(case, viewer=viewer)
    rows = list_about(tuple(str(subject) for subject in subjects))
    entries = (_entry(row, subjects) for row in rows if _concerns(row, case))
    return tuple(entry for entry in entries if entry is not None)


def list_subjects(case: Case, *, viewer: Actor) -> dict[UUID, LinkKind]:
    """Every row that belongs to the case, in any stage, and the site's own."""
    subjects = {case.id: LinkKind.CASE, case.site_id: LinkKind.SITE}
    subjects |= {item.item_id: _OF_ITEM[item.kind] for item in case.items}
    orders = tuple(order.id for order in list_orders(viewer=viewer, case_id=case.id))
    subjects |= dict.fromkeys(orders, LinkKind.ORDER)
    appeals = (appeal for order in orders for appeal in list_appeals(viewer=viewer, order_id=order))
    subjects |= {appeal.id: LinkKind.APPEAL for appeal in appeals}
    publications = list_publications(viewer=viewer, order_ids=orders)
    subjects |= {publication.id: LinkKind.PUBLICATION for publication in publications}
    subjects |= {probe.id: LinkKind.PROBE for probe in list_probes(viewer=viewer, order_ids=orders)}
    subjects |= {notice.id: LinkKind.NOTICE for notice in list_notices(viewer=viewer, case_id=case.id)}
    return subjects


def _concerns(row: JournalEntry, case: Case) -> bool:
    """Of the site's own life only what is about the case's hostname."""
    if row.subject != str(case.site_id):
        return True
    return row.act == SiteNamed.act and row.facts.get("hostname") == case.hostname


def _entry(row: JournalEntry, subjects: dict[UUID, LinkKind]) -> TimelineEntry | None:
    title = find_title(row)
    if title is None:
        return None
    link_id = UUID(row.subject)
    return TimelineEntry(
        index=row.index,
        at=row.at,
        act=row.act,
        actor_name=row.actor_name,
        reason=row.reason,
        title_template=title,
        values={name: _in_words(fact) for name, fact in row.facts.items()},
        link_kind=subjects[link_id],
        link_id=link_id,
    )


def find_title(row: JournalEntry) -> str | None:
    """The sentence of an act, None where it has none."""
    if row.act in NAMELESS and not row.facts.get("hostname"):
        return NAMELESS[row.act]
    chosen_by = CHOOSING_FACT.get(row.act)
    # An older version may not have kept the fact that chooses; the act then has its first sentence.
    key = f"{row.act}:{row.facts.get(chosen_by)}" if chosen_by else row.act
    return TITLES.get(key) or next((text for name, text in TITLES.items() if name.startswith(f"{row.act}:")), None)


def _in_words(fact: Fact) -> str:
    if isinstance(fact, list):
        return ", ".join(fact)
    text = "" if fact is None else str(fact)
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return text
    return f"{moment:%Y-%m-%d %H:%M} UTC" if moment.tzinfo else text
