"""The one place that answers "may this person do this to that row".

Every service asks `require`, every page asks `may`; nothing else looks at roles. An act that is not in the table is
allowed to nobody.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from rempart.kernel.actors import Actor, ActorKind, Role
from rempart.people.contracts import NotAllowedError, NotYourRowError, OwnDecisionError

_DESK = Role.REPORTER_DESK
_ANALYST = Role.ANALYST
_REVIEWER = Role.REVIEWER
_LEGAL = Role.LEGAL_OFFICER
_OVERSEER = Role.OVERSEER
_PUBLISHER = Role.PUBLISHER
_AUDITOR = Role.AUDITOR
_ADMIN = Role.ADMINISTRATOR

_CASE_WORKERS = frozenset({_ANALYST, _REVIEWER, _LEGAL})
_READERS = _CASE_WORKERS | {_OVERSEER, _AUDITOR}

# Acts that the pipeline does by itself, between two acts of people. Deciding is not among them.
SYSTEM_ACTS = frozenset(
    {
        "reports.view",
        "reports.advance",
        "watchlist.view",
        "watchlist.add_reference",
        "watchlist.name_site",
        "sightings.record",
        "sightings.look_up",
        "sightings.view",
        "glances.check",
        "glances.view",
        "captures.capture",
        "captures.seal",
        "captures.read",
        "matches.judge",
        "matches.seal",
        "matches.view",
        "cases.view",
        "cases.open",
        "cases.join",
        "orders.view",
        "orders.lapse",
        "orders.lift_overblocking",
        "orders.raise_alarm",
        "people.notify",
        "publications.publish",
        "publications.check",
        "publications.view",
        "publications.feed",
        "probes.run",
        "probes.view",
        "referrals.prepare",
        "pipeline.view",
    }
)

# Acts of whoever has a shell on the server: they open accounts and keep the installation, they decide nothing.
CONSOLE_ACTS = frozenset(
    {
        "people.view",
        "people.manage",
        "watchlist.view",
        "watchlist.enrol",
        "watchlist.name_site",
        "watchlist.add_reference",
        "watchlist.export",
        "sightings.record",
        "sightings.view",
        "glances.check",
        "glances.sweep",
        "glances.view",
        "sightings.view_coverage",
        "captures.capture",
        "captures.seal",
        "captures.read",
        "captures.export",
        "captures.recheck",
        "matches.view",
        "matches.seal",
        "matches.export",
        "orders.view",
        "publications.export",
        "publications.check",
        "probes.run",
        "probes.view",
        "probes.export",
        "transparency.oversee",
        "journal.view",
        "journal.export",
        "pipeline.view",
        "pipeline.retry",
    }
)

# Acts of anybody, without an account.
PUBLIC_ACTS = frozenset({"reports.submit", "reports.follow", "orders.appeal", "transparency.view"})

PERMISSIONS: Mapping[str, frozenset[Role]] = {
    "desk.enter": frozenset(Role),
    "reports.view": _READERS | {_DESK},
    "reports.triage": frozenset({_DESK, _ANALYST}),
    "watchlist.view": _READERS,
    "watchlist.enrol": frozenset({_ANALYST, _LEGAL}),
    "watchlist.name_site": frozenset({_ANALYST}),
    "watchlist.add_reference": frozenset({_ANALYST}),
    "watchlist.export": frozenset({_ANALYST, _AUDITOR}),
    "sightings.view": _READERS,
    "sightings.record": frozenset({_ANALYST}),
    "sightings.look_up": frozenset({_ANALYST}),
    "sightings.view_coverage": _READERS | {_ADMIN},
    "sightings.trust_stream": frozenset({_ANALYST, _ADMIN}),
    "sightings.retire_stream": frozenset({_ANALYST, _ADMIN}),
    "sightings.dismiss": frozenset({_ANALYST, _REVIEWER}),
    "glances.view": _READERS,
    "glances.check": frozenset({_ANALYST}),
    "glances.sweep": frozenset({_ANALYST}),
    "captures.view": _READERS,
    "captures.capture": frozenset({_ANALYST}),
    "captures.seal": frozenset({_ANALYST}),
    "captures.read": _READERS,
    "captures.export": _CASE_WORKERS | {_AUDITOR},
    "captures.recheck": frozenset({_AUDITOR, _ANALYST}),
    "matches.view": _READERS,
    "matches.judge": frozenset({_ANALYST}),
    "matches.seal": _CASE_WORKERS | {_AUDITOR},
    "matches.export": _CASE_WORKERS | {_AUDITOR},
    "cases.view": _READERS,
    "cases.open": frozenset({_ANALYST}),
    "cases.join": frozenset({_ANALYST}),
    "cases.note": _CASE_WORKERS,
    "cases.close": frozenset({_ANALYST, _LEGAL}),
    "orders.view": _READERS | {_PUBLISHER},
    "orders.propose": frozenset({_ANALYST, _LEGAL}),
    "orders.countersign": frozenset({_REVIEWER, _LEGAL}),
    "orders.object": frozenset({_OVERSEER}),
    "orders.suspend": frozenset({_OVERSEER}),
    "orders.release_brake": frozenset({_OVERSEER}),
    "orders.revoke": frozenset({_ANALYST, _REVIEWER, _LEGAL}),
    "orders.decline": frozenset({_ANALYST, _REVIEWER, _LEGAL}),
    "orders.recheck": frozenset({_ANALYST, _REVIEWER, _LEGAL}),
    "orders.order_emergency": frozenset({_LEGAL}),
    "orders.sign_mandate": _CASE_WORKERS,
    "orders.mark_alarm_seen": _CASE_WORKERS | {_OVERSEER},
    "orders.answer_appeal": _CASE_WORKERS,
    "publications.view": _READERS | {_PUBLISHER},
    "publications.publish": frozenset({_PUBLISHER}),
    "publications.export": frozenset({_PUBLISHER}),
    "publications.check": frozenset({_PUBLISHER}),
    "probes.view": _READERS | {_PUBLISHER},
    "probes.run": frozenset({_ANALYST, _PUBLISHER}),
    "probes.export": frozenset({_PUBLISHER, _AUDITOR}),
    "referrals.view": _READERS,
    "referrals.prepare": frozenset({_ANALYST, _LEGAL}),
    "referrals.send": frozenset({_LEGAL}),
    "referrals.answer": frozenset({_ANALYST, _LEGAL}),
    "transparency.oversee": frozenset({_LEGAL, _OVERSEER, _AUDITOR}),
    "transparency.open": frozenset({_LEGAL, _OVERSEER, _AUDITOR}),
    "journal.view": frozenset({_AUDITOR, _OVERSEER}),
    "journal.export": frozenset({_AUDITOR}),
    "pipeline.view": _READERS | {_ADMIN},
    "pipeline.retry": frozenset({_ANALYST, _ADMIN}),
    "people.view": frozenset({_ADMIN, _AUDITOR}),
    "people.manage": frozenset({_ADMIN}),
}

_WITHOUT_ACCOUNT = {ActorKind.SYSTEM: SYSTEM_ACTS, ActorKind.CONSOLE: CONSOLE_ACTS}

# Who checks must not decide: these roles stand alone.
STANDS_ALONE = frozenset({Role.OVERSEER, Role.AUDITOR})


@dataclass(frozen=True, slots=True)
class Row:
    """What the answer depends on besides the role.

    `organisation_id` owns the row (None: it belongs to all). `decided_by` are the accounts that already stand on
    one side of the decision, so that another has to stand on the other.
    """

    organisation_id: UUID | None = None
    decided_by: frozenset[UUID] = frozenset()


def may(actor: Actor, act: str, row: Row | None = None) -> bool:
    """Whether `actor` may do `act` to `row`."""
    return _refusal(actor, act, row or Row()) is None


def require(actor: Actor, act: str, row: Row | None = None) -> None:
    """Raises NotAllowedError, NotYourRowError or OwnDecisionError unless `actor` may do `act` to `row`."""
    refusal = _refusal(actor, act, row or Row())
    if refusal is not None:
        raise refusal


def _refusal(actor: Actor, act: str, row: Row) -> NotAllowedError | NotYourRowError | OwnDecisionError | None:
    roles = PERMISSIONS.get(act, frozenset())
    if act in PUBLIC_ACTS or act in _WITHOUT_ACCOUNT.get(actor.kind, frozenset()):
        return None
    if actor.kind is not ActorKind.PERSON or not actor.roles & roles:
        return NotAllowedError(actor=actor.name, act=act, roles=", ".join(sorted(roles)) or "nobody")
    sees_all = bool(actor.roles & STANDS_ALONE)
    if row.organisation_id is not None and row.organisation_id != actor.organisation_id and not sees_all:
        return NotYourRowError(actor=actor.name, act=act)
    if actor.account_id in row.decided_by:
        return OwnDecisionError(actor=actor.name, act=act)
    return None
