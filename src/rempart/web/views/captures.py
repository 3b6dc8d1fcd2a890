"""Captures: what was seen, sealed. Facts come first; text and picture are shown on request, and every look counts."""

from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _

from rempart import wiring
from rempart.captures.contracts import Exhibit, ExhibitPart
from rempart.captures.queries import count_views, get_exhibit, list_custody, list_exhibits
from rempart.captures.services import export_exhibit, view_exhibit
from rempart.kernel.actors import Actor
from rempart.web.doors import action, page
from rempart.web.exhibits_shown import show_part
from rempart.web.forms.captures import ViewForm
from rempart.web.forms.shared import ReasonForm
from rempart.web.pages import MOST_LISTED, as_file, show_item, show_list
from rempart.web.parts import Action, Cell, Offers, Section, Table, badge, moment, name, number, text
from rempart.web.people import now
from rempart.web.words import doer_words, entry_words


@page("captures.view")
def captures(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Every exhibit, newest first."""
    return show_list(
        request,
        list_exhibits(viewer=actor, limit=MOST_LISTED + 1),
        most=MOST_LISTED,
        title=_("Captures"),
        caption=_("Exhibits, newest first"),
        heads=(_("Captured"), _("Hostname"), _("Title of the page"), _("State")),
        row=_row,
        empty=_("Nothing was captured yet. The page of a name that is sighted is captured by itself."),
    )


@page("captures.view")
def exhibit_item(
    request: HttpRequest,
    actor: Actor,
    exhibit_id: UUID,
    bound: forms.Form | None = None,
    seen: tuple[Section, ...] = (),
) -> HttpResponse:
    """One exhibit. `seen` is what the person has just asked to look at."""
    item = get_exhibit(exhibit_id, viewer=actor)
    return show_item(
        request,
        title=item.hostname,
        state=badge(item.state),
        back=("captures", _("Captures")),
        sections=[*seen, *_sections(item, actor)],
        actions=_offers(actor, exhibit_id, bound),
    )


@action("captures.view", ViewForm, back=exhibit_item)
def look(request: HttpRequest, actor: Actor, data: dict[str, str], exhibit_id: UUID) -> HttpResponseBase:
    """Show one part, once it is recorded that this person looked."""
    part = ExhibitPart(data["part"])
    ports = wiring.current_ports()
    seen = view_exhibit(
        exhibit_id=exhibit_id,
        part=part,
        exhibit_format=ports.exhibit_format,
        store=ports.exhibits,
        actor=actor,
        now=now(),
        reason=data["reason"],
        pictures_a_day=wiring.current_config().captures.pictures_a_day,
    )
    return exhibit_item(request, exhibit_id=exhibit_id, seen=show_part(part, seen))


@action("captures.export", ReasonForm, back=exhibit_item)
def download(request: HttpRequest, actor: Actor, data: dict[str, str], exhibit_id: UUID) -> HttpResponse:  # noqa: ARG001
    """The exhibit's file, for a court, the police or another hotline."""
    store = wiring.current_ports().exhibits
    content = export_exhibit(
        exhibit_id=exhibit_id, form="wacz", store=store, actor=actor, now=now(), reason=data["reason"]
    )
    return as_file(HttpResponse(content, content_type="application/wacz"), f"{exhibit_id}.wacz")


def _offers(actor: Actor, exhibit_id: UUID, bound: forms.Form | None) -> list[Action]:
    offers = Offers(actor, bound)
    offers.add(
        "captures.view",
        ViewForm,
        reverse("exhibit-look", args=[exhibit_id]),
        title=_("Look at a part"),
        button=_("Show"),
        explanation=_(
            "Text first. The picture has grey boxes where media were. Each look is recorded; pictures are capped, and "
            "one that you have seen needs a reason to be shown again."
        ),
    )
    offers.add(
        "captures.export",
        ReasonForm,
        reverse("exhibit-download", args=[exhibit_id]),
        title=_("Take the file"),
        button=_("Download"),
        explanation=_("Others check it with `rempart verify`, without this installation."),
    )
    return offers.actions


def _row(item: Exhibit) -> list[Cell]:
    return [
        moment(item.captured_at),
        name(item.hostname, reverse("exhibit-item", args=[item.id])),
        text(item.title if item.reached else item.problem),
        badge(item.state),
    ]


def _sections(item: Exhibit, actor: Actor) -> list[Section]:
    facts = [
        (_("Address"), name(item.url)),
        (_("Address after redirects"), name(item.final_url)),
        (_("Title of the page"), text(item.title or "–")),
        (_("Captured"), moment(item.captured_at)),
        (_("Answers from the page"), number(item.exchanges)),
        (_("Media, not kept"), number(item.media)),
        (_("Requests not let out"), number(item.refusals)),
        (_("Looks by people"), number(count_views(item.id, viewer=actor))),
    ]
    if not item.reached:
        facts.append((_("Nothing answered"), text(item.problem)))
    if item.truncations:
        facts.append((_("Cut short"), text("; ".join(item.truncations))))
    return [
        Section(title=_("What was seen"), facts=facts),
        Section(
            title=_("The seal"),
            facts=_seal(item),
            note=_says_what_it_proves(item),
        ),
        Section(title=_("Chain of custody"), table=_custody(item.id, actor)),
    ]


def _says_what_it_proves(item: Exhibit) -> str:
    if item.seal is not None and not item.seal.authorities:
        return _(
            "A seal without a timestamp proves that this record has not changed since, and not when it was made: that "
            "rests on the clock of this installation. It does not prove who made the page, nor that every visitor saw "
            "the same."
        )
    return _(
        "A seal proves that this record existed by the moment of its timestamp and has not changed since. "
        "It does not prove who made the page, nor that every visitor saw the same."
    )


def _seal(item: Exhibit) -> list[tuple[str, Cell]]:
    facts = [(_("Manifest, SHA-256"), name(item.manifest_sha256)), (_("File, SHA-256"), name(item.file_sha256))]
    if item.seal is None:
        return [*facts, (_("State"), badge(item.state))]
    return [
        *facts,
        (_("Sealed"), moment(item.seal.sealed_at)),
        (_("Earliest timestamp"), moment(item.seal.stamped_at)),
        (_("Timestamp authorities"), text(", ".join(item.seal.authorities) or "–")),
        (_("Journal entry"), number(item.seal.log_index)),
    ]


def _custody(exhibit_id: UUID, actor: Actor) -> Table:
    return Table(
        caption=_("Everything that happened to the exhibit, oldest first"),
        heads=(_("Moment"), _("Act"), _("By"), _("Reason")),
        rows=[
            [moment(entry.at), text(entry_words(entry)), text(doer_words(entry)), text(entry.reason)]
            for entry in list_custody(exhibit_id, viewer=actor)
        ],
    )
