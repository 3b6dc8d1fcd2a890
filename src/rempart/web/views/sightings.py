"""Sightings: hostnames that deserve a look, and why."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rempart.kernel.actors import Actor
from rempart.kernel.chances import chance_text
from rempart.kernel.reasons import Reason
from rempart.matches.contracts import Judgement
from rempart.matches.queries import list_latest_judgements
from rempart.pipeline.contracts import OPEN_STATES, STUCK_STATES
from rempart.pipeline.queries import find_latest_step
from rempart.pipeline.routes import RANK_AGAIN
from rempart.sightings.contracts import Dismissal, LogEntry, Look, RegisteredName, Sighting, SightingState
from rempart.sightings.dismissals import dismiss_sighting, dismiss_sightings
from rempart.sightings.inclusion import list_log_entries
from rempart.sightings.queries import (
    find_registration,
    get_sighting,
    list_looks,
    list_ranked,
    list_stream_labels,
)
from rempart.watchlist.queries import get_site, label_sites
from rempart.web.doors import action, page
from rempart.web.dossier_shown import show_dossier
from rempart.web.forms.sightings import DismissForm, DismissManyForm, SightingFilter
from rempart.web.outcomes_shown import show_outcome
from rempart.web.pages import MOST_LISTED, show_item, show_list
from rempart.web.parts import Cell, Offers, Pick, Section, Table, badge, item_link, moment, name, number, text, word
from rempart.web.people import now
from rempart.web.pictures import amount
from rempart.web.words import figure, label, problem_words, sentence, stream_words

BULK = "dismiss-many"
_NO_FILTER = {"page", "picked"}
_SAID_AGAIN = 2  # reasons of a look, of those that stand above it


@page("sightings.view")
def sightings(request: HttpRequest, actor: Actor, bound: forms.Form | None = None) -> HttpResponse:
    """The sightings that the filter asks for: without one, those that are open, the highest score first."""
    narrowed = SightingFilter(
        request.GET if request.GET.keys() - _NO_FILTER else None, streams=list_stream_labels(viewer=actor)
    )
    wanted = narrowed.wanted()
    found = list_ranked(wanted, viewer=actor, limit=MOST_LISTED + 1)
    offers = Offers(actor, bound)
    if found:  # what is not there cannot be ticked
        offers.add(
            "sightings.dismiss",
            DismissManyForm,
            reverse("sightings-dismiss"),
            title=_("Dismiss what is ticked"),
            button=_("Dismiss all that are ticked"),
            explanation=_("Each opens again by itself when its name is seen again."),
            form_id=BULK,
        )
    rows = _Rows(
        judged=list_latest_judgements({item.id for item in found}, viewer=actor),
        sites=label_sites({item.site_id for item in found if item.site_id}, viewer=actor),
        picks=bool(offers.actions),
        ticked=frozenset(request.POST.getlist("picked")),
        tick_all=request.GET.get("picked") == "all",
        states=wanted.state is None,
        proofs=any(item.proof for item in found),
    )
    return show_list(
        request,
        found,
        title=_("Sightings"),
        caption=_("Hostnames that deserve a look"),
        lead=" ".join(
            (
                _("A score is the probability that the name is a closed site's next one, by what is known today."),
                *rows.notes(),
                *_ranking(actor),
            )
        ),
        heads=rows.heads(),
        row=rows.cells,
        empty=_("No sighting is as asked for."),
        narrowed_by=narrowed,
        most=MOST_LISTED,
        actions=offers.actions,
        picks_for=BULK if offers.actions else "",
    )


@page("sightings.view")
def sighting_item(
    request: HttpRequest, actor: Actor, sighting_id: UUID, bound: forms.Form | None = None
) -> HttpResponse:
    """One sighting."""
    item = get_sighting(sighting_id, viewer=actor)
    offers = Offers(actor, bound)
    offers.add(
        "sightings.dismiss",
        DismissForm,
        reverse("sighting-dismiss", args=[sighting_id]),
        title=_("Dismiss"),
        button=_("Dismiss"),
        explanation=_("It opens again by itself when the name is seen again."),
    )
    site = get_site(item.site_id, viewer=actor) if item.site_id else None
    return show_item(
        request,
        title=item.hostname,
        state=badge(item.state),
        back=("sightings", _("Sightings")),
        sections=[
            *_sections(item, site.label if site else "–"),
            show_outcome(sighting_id, actor),
            _looks(list_looks([sighting_id], viewer=actor), item.reasons),
            *_log_entries(list_log_entries(sighting_id, viewer=actor)),
            *_registered(find_registration(sighting_id, viewer=actor)),
            *([show_dossier(site, _("The closed site: what its names tell"))] if site else []),
        ],
        actions=offers.actions,
    )


@action("sightings.dismiss", DismissForm, back=sighting_item)
def dismiss(request: HttpRequest, actor: Actor, data: dict[str, str], sighting_id: UUID) -> HttpResponse:  # noqa: ARG001
    """A person sets the sighting aside until it is seen again."""
    kind = Dismissal(data["kind"])
    dismiss_sighting(sighting_id=sighting_id, actor=actor, now=now(), reason=data["reason"], kind=kind)
    return redirect("sighting-item", sighting_id)


@action("sightings.dismiss", DismissManyForm, back=sightings)
def dismiss_many(request: HttpRequest, actor: Actor, data: dict[str, Any]) -> HttpResponse:
    """A person sets all that is ticked aside until it is seen again."""
    count = dismiss_sightings(
        sighting_ids=data["picked"], actor=actor, now=now(), reason=data["reason"], kind=Dismissal(data["kind"])
    )
    messages.success(
        request, ngettext("%(count)d sighting dismissed.", "%(count)d sightings dismissed.", count) % {"count": count}
    )
    query = QueryDict(data["back"]).urlencode()
    return redirect(reverse("sightings") + (f"?{query}" if query else ""))


@dataclass(frozen=True, slots=True)
class _Rows:
    """How a row of the list is shown, to whoever may tick it or not."""

    judged: Mapping[UUID, tuple[UUID, Judgement]]
    sites: Mapping[UUID, str]
    picks: bool
    ticked: frozenset[str]
    tick_all: bool
    states: bool
    proofs: bool

    def heads(self) -> tuple[str, ...]:
        """The heads of the columns."""
        heads = (
            _("Score"),
            _("Hostname"),
            _("Closed site"),
            _("Its page"),
            _("Because"),
            _("First seen"),
            _("Where from"),
        )
        further = ((_("In the log"),) if self.proofs else ()) + ((_("State"),) if self.states else ())
        return ((_("Tick"),) if self.picks else ()) + heads + further

    def notes(self) -> tuple[str, ...]:
        """What has to be known to read a column that is there."""
        note = _(
            "“In the log” says whether the certificate log that named it was shown to hold it; a dash: that "
            "was shown as it was read, or nothing can show it (no log, or one without a key)."
        )
        return (note,) if self.proofs else ()

    def cells(self, item: Sighting) -> list[Cell]:
        """The cells of one row."""
        is_open = item.state is SightingState.OPEN
        ticked = str(item.id) in self.ticked or (self.tick_all and is_open)
        box = Pick(str(item.id), kind="pick", words=item.hostname, form=BULK, checked=ticked) if is_open else text("")
        site = self.sites.get(item.site_id, "–") if item.site_id else "–"
        cells = [
            number(chance_text(item.rank, 2)),
            name(item.hostname, reverse("sighting-item", args=[item.id])),
            Cell(site, href=_site_url(item.site_id)),
            self._page(item.id),
            text(sentence(item.reasons[0]) if item.reasons else ""),
            moment(item.first_seen_at),
            word(", ".join(map(stream_words, item.streams)) or label(item.origin)),
            *([badge(item.proof) if item.proof else text("–")] if self.proofs else []),
            *([badge(item.state)] if self.states else []),
        ]
        return [box, *cells] if self.picks else cells

    def _page(self, sighting_id: UUID) -> Cell:
        """What its page was judged to be, leading to the comparison; a dash where none was compared."""
        if sighting_id not in self.judged:
            return text("–")
        match_id, verdict = self.judged[sighting_id]
        return item_link(badge(verdict), "match-item", match_id)


def _ranking(viewer: Actor) -> list[str]:
    """That the scores do not know yet what people taught last, where that is so."""
    step = find_latest_step(RANK_AGAIN, viewer=viewer)
    if step is not None and step.state in OPEN_STATES:
        return [_("A name was found to be another's: scores and their order are being worked out anew.")]
    if step is not None and step.state in STUCK_STATES:
        return [
            _("Scores and their order could not be worked out anew since a name was found to be another's: see Steps.")
        ]
    return []


def _sections(item: Sighting, site: str) -> list[Section]:
    facts = [
        (_("Hostname"), name(item.hostname)),
        (_("Closed site it may belong to"), Cell(site, href=_site_url(item.site_id))),
        (_("Score today, 0 to 1"), number(chance_text(item.rank, 2))),
        (_("Score at the first look"), number(chance_text(item.score, 2))),
        (_("Where from"), text(", ".join((label(item.origin), *map(stream_words, item.streams))))),
        (_("First seen"), moment(item.first_seen_at)),
        (_("Last seen"), moment(item.last_seen_at)),
    ]
    if item.dismissed_as:
        facts.append((_("Dismissed as"), text(label(item.dismissed_as))))
    if item.dismissal:
        facts.append((_("Dismissed because"), text(item.dismissal)))
    return [Section(title=_("The sighting"), facts=facts), Section(title=_("Reasons"), reasons=item.reasons)]


def _looks(looks: tuple[Look, ...], above: tuple[Reason, ...]) -> Section:
    """Every look with its reasons; those that stand `above` already are not said twice."""
    table = Table(
        caption=_("Every time it was seen, oldest first"),
        heads=(_("Seen"), _("Where from"), _("Why")),
        rows=[
            [
                moment(look.seen_at),
                text(", ".join(filter(None, (label(look.origin), stream_words(look.stream))))),
                text(_why(look, above)),
            ]
            for look in looks
        ],
    )
    return Section(title=_("Looks"), table=table)


def _why(look: Look, above: tuple[Reason, ...]) -> str:
    if len(look.reasons) > _SAID_AGAIN and look.reasons == above:
        return " ".join((*map(sentence, above[:_SAID_AGAIN]), _("The others stand above, under Reasons.")))
    return " ".join(map(sentence, look.reasons))


def _log_entries(entries: tuple[LogEntry, ...]) -> list[Section]:
    """Whether the logs that brought it by their names tiles prove that they hold its certificate."""
    if not entries:
        return []
    table = Table(
        caption=_("Certificate log entries that name it"),
        heads=(_("Log"), _("Entry"), _("Proof"), _("Proven at")),
        rows=[
            [
                text(stream_words(entry.stream)),
                number(amount(entry.index)),
                text(_proof_words(entry)),
                moment(entry.proven_at) if entry.proven_at else text("–"),
            ]
            for entry in entries
        ],
    )
    return [Section(title=_("In the certificate logs"), table=table)]


def _proof_words(entry: LogEntry) -> str:
    if entry.problem:
        return _("Not proven: %(problem)s") % {"problem": problem_words(entry.problem)}
    if entry.tree_size is None:
        return _("Not proven yet: the log named it in a list that carries no proof, and is asked for the certificate.")
    said = _("Proven: its certificate is in the log's signed tree of %(size)s entries with the root %(root)s.")
    return said % {"size": figure(amount(entry.tree_size)), "root": entry.root}


def _registered(found: RegisteredName | None) -> list[Section]:
    if found is None:
        return []
    facts = [
        (_("Registered name"), name(found.name)),
        (_("Registrar"), text(found.registrar or "–")),
        (_("Contact for abuse"), text(found.abuse_address or "–")),
        (_("Registered on"), moment(found.registered_at) if found.registered_at else text("–")),
        (_("Last changed"), moment(found.changed_at) if found.changed_at else text("–")),
        (_("Name servers"), text(", ".join(found.name_servers) or "–")),
        (_("Asked"), moment(found.looked_up_at)),
    ]
    return [Section(title=_("What the registry says"), facts=facts)]


def _site_url(site_id: UUID | None) -> str:
    return reverse("site-item", args=[site_id]) if site_id else ""
