"""A capture of a closed site, kept for comparisons out of a page that a test writes."""

import json
from datetime import datetime
from uuid import UUID, uuid4

from rempart.engines.pages import PageInput, features_to_json
from rempart.engines.verdict import portrait_of
from rempart.kernel.actors import Actor
from rempart.watchlist.services import add_reference


def remember_page(page: PageInput, *, site_id: UUID, hostname: str, actor: Actor, now: datetime) -> UUID:
    """Keep `page` as what the site was; the id of the exhibit that it would stand in."""
    exhibit_id = uuid4()
    add_reference(
        site_id=site_id,
        exhibit_id=exhibit_id,
        hostname=hostname,
        features=json.loads(features_to_json(portrait_of(page))),
        actor=actor,
        now=now,
    )
    return exhibit_id
