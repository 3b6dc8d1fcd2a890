"""Steps: what the pipeline does by itself, with its tries and its last error. No failure is silent."""

from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from rempart.kernel.actors import Actor
from rempart.pipeline.contracts import OPEN_STATES, STUCK_STATES, Step, StepState
from rempart.pipeline.queries import get_step, list_steps
from rempart.pipeline.services import retry_step
from rempart.web.doors import action, page
from rempart.web.forms.shared import NothingForm
from rempart.web.forms.steps import StepFilter
from rempart.web.pages import MOST_LISTED, show_item, show_list
from rempart.web.parts import Cell, Offers, Section, badge, link, moment, name, number, text
from rempart.web.people import now
from rempart.web.words import label

_SHOWN = {"": (*OPEN_STATES, *STUCK_STATES), "stuck": STUCK_STATES, "all": tuple(StepState)}


@page("pipeline.view")
def steps(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Steps that are not done; done ones on request."""
    narrowed = StepFilter(request.GET or None)
    states = _SHOWN[narrowed.cleaned_data["show"] if narrowed.is_valid() else ""]
    return show_list(
        request,
        list_steps(viewer=actor, states=states, limit=MOST_LISTED + 1),
        most=MOST_LISTED,
        title=_("Steps"),
        caption=_("Steps of the pipeline, newest first"),
        heads=(_("Since"), _("Step"), _("State"), _("Tries"), _("Last error")),
        row=_row,
        empty=_("Nothing waits and nothing is stuck."),
        narrowed_by=narrowed,
    )


@page("pipeline.view")
def step_item(request: HttpRequest, actor: Actor, step_id: UUID, bound: forms.Form | None = None) -> HttpResponse:
    """One step."""
    step = get_step(step_id, viewer=actor)
    offers = Offers(actor, bound)
    if step.state in STUCK_STATES:
        offers.add(
            "pipeline.retry",
            NothingForm,
            reverse("step-retry", args=[step_id]),
            title=_("Try again"),
            button=_("Try again"),
            explanation=_("What had its effect already is not done twice."),
        )
    return show_item(
        request,
        title=label(step.route),
        state=badge(step.state),
        back=("steps", _("Steps")),
        sections=[Section(title=_("The step"), facts=_facts(step))],
        actions=offers.actions,
    )


@action("pipeline.retry", NothingForm, back=step_item)
def retry(request: HttpRequest, actor: Actor, data: dict[str, str], step_id: UUID) -> HttpResponse:  # noqa: ARG001
    """A person lets a stuck step try again."""
    retry_step(step_id=step_id, actor=actor, now=now())
    return redirect("step-item", step_id)


def _row(step: Step) -> list[Cell]:
    return [
        moment(step.created_at),
        link(label(step.route), "step-item", step.id),
        badge(step.state),
        number(step.attempts),
        text(step.error),
    ]


def _facts(step: Step) -> list[tuple[str, Cell]]:
    return [
        (_("Step"), name(step.route)),
        (_("Follows journal entry"), Cell(step.entry_index, kind="number")),
        (_("About"), name(step.subject)),
        (_("Queue"), name(step.queue)),
        (_("Tries"), number(step.attempts)),
        (_("Since"), moment(step.created_at)),
        (_("Next try"), moment(step.next_at)),
        (_("Settled"), moment(step.finished_at)),
        (_("Last error"), text(f"{step.error} ({step.error_code})" if step.error else "–")),
    ]
