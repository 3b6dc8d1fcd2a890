"""A database with a long list of closed sites, their confirmed reopenings and sightings, to measure what grows with it.

Pages are generated (`scripts/page_families`), each of a brand of its own; rows are written as they would stand after
years. Run by `benchmarks.reopenings`, in a process of its own.
"""

import json
import os
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any
from uuid import UUID, uuid5

NAMESPACE = UUID(int=0xB)
BEGAN = datetime(2026, 1, 1, tzinfo=UTC)
SCRIPTS = Path(__file__).parents[1] / "scripts"
AT_ONCE = 200


def key_of(kind: str, number: int) -> UUID:
    """The id of the row of that kind and number; as ids do, it begins with its time."""
    return UUID(int=number << 80 | uuid5(NAMESPACE, f"{kind} {number}").int & (1 << 80) - 1)


def open_list(folder: Path) -> None:
    """Start Django on the database in `folder`, with its tables."""
    path = folder / "rempart.toml"
    path.write_text(f'data_folder = "{folder / "data"}"\n')
    os.environ["REMPART_CONFIG"] = str(path)  # noqa: TID251 (a process of its own is told this way only)
    from rempart.cli.database import open_database

    open_database()


def make_features(label: str, host: str, moved: bool) -> dict[str, Any]:
    """The features of a brand's page on one of forty templates; `moved`: under another name, with what it keeps."""
    from rempart.engines.pages import PageInput, features_to_json
    from rempart.engines.verdict import portrait_of

    if str(SCRIPTS) not in sys.path:
        sys.path.insert(0, str(SCRIPTS))
    sites: Any = import_module("page_families.sites")
    number = int(label)
    template = sites.make_template(number % 40)
    brand = sites.make_brand(f"closed {number}", template.genre)
    page = sites.render(template, sites.rename(brand, label) if moved else brand, sites.Look(seed=int(moved)))
    html = page.replace("</body>", f"<p>Write to keeper{number}{'b' * moved}@quay-{number}.example</p></body>")
    portrait = portrait_of(PageInput(html=html, url=f"https://{host}/"))
    return dict(json.loads(features_to_json(portrait)))


def fill(sites: int, reopenings: int, sightings: int) -> None:
    """Write `sites` closed sites with a capture each, `reopenings` of them confirmed by two people, and `sightings`."""
    _write_sites(sites)
    _write_sightings(sites, sightings)
    _write_matches(sites, reopenings)
    _write_orders(sites, reopenings)


def _write_sites(sites: int) -> None:
    from rempart.watchlist.models import NameRow, ReferenceRow, SiteRow

    at = partial(_moment, BEGAN)
    _write(
        SiteRow,
        (SiteRow(id=key_of("site", n), label=f"Site {n}", decision="Closed", enrolled_at=at(n)) for n in range(sites)),
    )
    _write(
        NameRow,
        (
            NameRow(site_id=key_of("site", n), position=p, hostname=f"quay-{n}-{p}.example", known_on=at(n).date())
            for n in range(sites)
            for p in range(3)
        ),
    )
    _write(
        ReferenceRow,
        (
            ReferenceRow(
                id=key_of("reference", n),
                site_id=key_of("site", n),
                exhibit_id=key_of("captured", n),
                hostname=f"quay-{n}-0.example",
                features=make_features(str(n), f"quay-{n}-0.example", moved=False),
                added_at=at(n),
            )
            for n in range(sites)
        ),
    )


def _write_orders(sites: int, reopenings: int) -> None:
    from rempart.orders.models import ActRow, OrderRow, SignatureRow
    from rempart.people.models import Account, Organisation

    body = Organisation.objects.create(id=key_of("body", 0), name="Bench", created_at=BEGAN)
    people = [
        Account.objects.create(
            id=key_of("person", n), email=f"p{n}@bench.test", label=f"person {n}", organisation=body, created_at=BEGAN
        )
        for n in (1, 2)
    ]
    at = partial(_moment, BEGAN)
    _write(OrderRow, (_order(n, sites) for n in range(reopenings)))
    _write(
        SignatureRow,
        (
            SignatureRow(
                id=key_of(f"signature{place}", n),
                order_id=key_of("order", n),
                mandate=0,
                position=place,
                account=people[place - 1],
                signer=people[place - 1].label,
                role=("analyst", "reviewer")[place - 1],
                signed_at=at(n),
            )
            for n in range(reopenings)
            for place in (1, 2)
        ),
    )
    _write(
        ActRow,
        (
            ActRow(id=key_of(act, n), order_id=key_of("order", n), act=act, at=at(n), actor="person", role="reviewer")
            for n in range(reopenings)
            for act in ("propose", "countersign")
        ),
    )


def act_on(number: int) -> None:
    """One more act on the order of that number."""
    from rempart.orders.models import ActRow

    key = key_of("recheck", number)
    ActRow.objects.create(id=key, order_id=key_of("order", number), act="recheck", at=BEGAN, actor="person")


def _moment(began: datetime, number: int) -> datetime:
    return began + timedelta(minutes=number)


def _write(model: Any, rows: Iterator[Any]) -> None:
    held = []
    for row in rows:
        held.append(row)
        if len(held) == AT_ONCE:
            model.objects.bulk_create(held)
            held = []
    model.objects.bulk_create(held)


def _write_sightings(sites: int, sightings: int) -> None:
    from rempart.sightings.models import LookRow, SightingRow, StandingRow

    def rows(make: Any) -> Iterator[Any]:
        return (make(n, _moment(BEGAN, n)) for n in range(sightings))

    _write(
        SightingRow,
        rows(
            lambda n, at: SightingRow(
                id=key_of("sighting", n),
                hostname=f"lead-{n}.test",
                site_id=key_of("site", n % sites),
                score=0.5,
                reasons=[],
                origin="stream",
                first_seen_at=at,
            )
        ),
    )
    _write(
        LookRow,
        rows(
            lambda n, at: LookRow(
                id=key_of("look", n),
                sighting_id=key_of("sighting", n),
                origin="stream",
                seen_at=at,
                score=0.5,
                reasons=[],
                stream="log",
            )
        ),
    )
    _write(
        StandingRow,
        rows(
            lambda n, at: StandingRow(
                sighting_id=key_of("sighting", n), rank=n % 97 / 97, is_open=True, last_seen_at=at
            )
        ),
    )


def _write_matches(sites: int, reopenings: int) -> None:
    """The exhibit of each reopening, what was judged of it, and its case."""
    from rempart.captures.models import ExhibitRow
    from rempart.cases.models import CaseRow
    from rempart.matches.models import MatchRow

    for model, make in ((ExhibitRow, _exhibit), (MatchRow, _match), (CaseRow, _case)):
        _write(
            model, (make(n, _moment(BEGAN, n), f"lead-{n}.test", key_of("site", n % sites)) for n in range(reopenings))
        )


def _exhibit(number: int, at: datetime, host: str, _site: UUID) -> Any:
    from rempart.captures.models import ExhibitRow

    return ExhibitRow(
        id=key_of("exhibit", number),
        hostname=host,
        url=f"https://{host}/",
        final_url=f"https://{host}/",
        reached=True,
        captured_at=at,
        package_sha256="0" * 64,
        manifest_sha256="0" * 64,
        size=1,
        exchanges=1,
        media=0,
        refusals=0,
        truncations=[],
        log_index=number,
        sighting_id=key_of("sighting", number),
    )


def _match(number: int, at: datetime, host: str, site: UUID) -> Any:
    from rempart.matches.models import MatchRow

    return MatchRow(
        id=key_of("match", number),
        sighting_id=key_of("sighting", number),
        exhibit_id=key_of("exhibit", number),
        site_id=site,
        hostname=host,
        verdict="same",
        probability=0.99,
        prior=0.02,
        reasons=[],
        would_change=[],
        weights=[],
        page_kind="site",
        features=make_features(str(number), host, moved=True),
        version="22",
        background_sha256="0" * 64,
        judged_at=at,
    )


def _case(number: int, at: datetime, host: str, site: UUID) -> Any:
    from rempart.cases.models import CaseRow

    return CaseRow(
        id=key_of("case", number), hostname=host, site_id=site, sighting_id=key_of("sighting", number), opened_at=at
    )


def _order(number: int, sites: int) -> Any:
    from rempart.orders.models import OrderRow, last_labels

    host, at = f"lead-{number}.test", _moment(BEGAN, number) + timedelta(minutes=1)
    return OrderRow(
        id=key_of("order", number),
        case_id=key_of("case", number),
        site_id=key_of("site", number % sites),
        hostname=host,
        last_labels=last_labels(host),
        subdomains=False,
        answer="nxdomain",
        legal_basis="bench",
        basis_title="Bench",
        necessity="measuring",
        exhibits=[str(key_of("exhibit", number))],
        removal={"notified_at": "", "asked_at": "", "unreachable": ""},
        refusals=[],
        set_aside=[],
        state="in-force",
        proposed_at=at,
        expires_at=at + timedelta(days=9_000),
        asked_until=at + timedelta(days=9_000),
        in_force_at=at,
    )
