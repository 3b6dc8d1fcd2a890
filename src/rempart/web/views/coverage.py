"""Coverage: how far every stream of hostnames was read, what former addresses answer, how far sweeps have come.

A log that is not read, an address that cannot be watched: shown, never silent.
"""

from collections.abc import Callable
from datetime import date, timedelta

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rempart import wiring
from rempart.glances.contracts import FAILING, Sweep, Watch
from rempart.glances.queries import get_watch, list_former_addresses, list_sweeps
from rempart.kernel.actors import Actor
from rempart.kernel.stream_labels import BY_HAND_KIND, is_of
from rempart.people.permissions import may
from rempart.sightings.budgets import find_budget
from rempart.sightings.contracts import AWAITING_A_PERSON, Coverage, StreamDay, StreamState
from rempart.sightings.coverage import add_up, list_coverage
from rempart.sightings.following import retire_stream, trust_stream
from rempart.watchlist.queries import label_sites
from rempart.web.budget_shown import DEAREST, show_budget
from rempart.web.doors import action, page
from rempart.web.forms.coverage import StreamForm
from rempart.web.pages import show_list
from rempart.web.parts import Cell, Offers, Section, Table, badge, moment, name, number, on_day, text
from rempart.web.people import now
from rempart.web.pictures import Chart, amount, draw_chart
from rempart.web.words import figure, problem_words, stream_words

DAYS = 30


@page("sightings.view_coverage")
def coverage(request: HttpRequest, actor: Actor, bound: forms.Form | None = None) -> HttpResponse:
    """Every stream, those with a problem first, and what all or one of them brought on each day."""
    expected = [(stream.label, stream.kind) for stream in wiring.current_config().streams]
    streams = list_coverage(viewer=actor, now=now(), expected=expected, days=DAYS)
    label = request.GET.get("stream") or request.POST.get("label")
    chosen = next((stream for stream in streams if stream.label == label), None)
    return show_list(
        request,
        streams,
        title=_("Coverage"),
        caption=_("Streams of new hostnames, those with a problem first"),
        lead=" ".join(
            (
                _(
                    "What is behind is known and not read yet. What is lost will never be read: it is gone from its "
                    "source, or its certificate cannot be read."
                ),
                _(
                    "A certificate log is read from its present end on; `rempart streams read LABEL --from-start` "
                    "reads what was there before."
                ),
                _("Keys: certificates that came whole; closed sites' TLS keys were looked for in them."),
            )
        ),
        heads=(
            _("Stream"),
            _("State"),
            _("Problem"),
            _("Last read"),
            _("Names"),
            _("Keys"),
            _("Behind"),
            _("Lost"),
            _("Lag, s"),
            _("Sightings"),
        ),
        row=_row,
        empty=_("No stream is followed yet. Name streams in rempart.toml."),
        sections=[*_sections(streams, chosen, now().date()), *([] if chosen else [*_budget(actor), *_glances(actor)])],
        actions=_offers(actor, bound, chosen, expected).actions,
    )


def _offers(actor: Actor, bound: forms.Form | None, chosen: Coverage | None, expected: list[tuple[str, str]]) -> Offers:
    """What a person can do about the stream that is looked at."""
    offers = Offers(actor, bound)
    if chosen is None:
        return offers
    if chosen.state in AWAITING_A_PERSON:
        offers.add(
            "sightings.trust_stream",
            StreamForm,
            reverse("coverage-trust"),
            title=_("Trust this stream again"),
            button=_("Read it again"),
            explanation=_(
                "Only after its operator has explained itself. A log is read on from where it was, a zone learned anew."
            ),
            initial={"label": chosen.label},
        )
    if _may_be_retired(chosen, expected):
        offers.add(
            "sightings.retire_stream",
            StreamForm,
            reverse("coverage-retire"),
            title=_("Retire this stream"),
            button=_("Retire it"),
            explanation=_(
                "It is named in rempart.toml no more and nobody reads it. It stays on this page, last, with what was "
                "left unread; with a list all its streams are retired."
            ),
            initial={"label": chosen.label},
        )
    return offers


@action("sightings.trust_stream", StreamForm, back=coverage)
def trust(request: HttpRequest, actor: Actor, data: dict[str, str]) -> HttpResponse:  # noqa: ARG001
    """A person lets a stream that contradicted itself be read again."""
    trust_stream(label=data["label"], actor=actor, now=now(), reason=data["reason"])
    return redirect(_address(data["label"]))


@action("sightings.retire_stream", StreamForm, back=coverage)
def retire(request: HttpRequest, actor: Actor, data: dict[str, str]) -> HttpResponse:  # noqa: ARG001
    """A person says that a stream is read no more."""
    configured = [stream.label for stream in wiring.current_config().streams]
    retire_stream(label=data["label"], configured=configured, actor=actor, now=now(), reason=data["reason"])
    return redirect(_address(data["label"]))


def _may_be_retired(stream: Coverage, expected: list[tuple[str, str]]) -> bool:
    """Whether it is worth offering: the stage decides, when it is asked to."""
    asleep = stream.state in (StreamState.UNREAD, StreamState.DISTRUSTED) or stream.kind == BY_HAND_KIND
    configured = is_of(stream.label, (label for label, _kind in expected))
    return asleep and not configured and stream.state is not StreamState.RETIRED


def _address(label: str) -> str:
    return f"{reverse('coverage')}?{urlencode({'stream': label})}"


def _sections(streams: tuple[Coverage, ...], chosen: Coverage | None, today: date) -> list[Section]:
    if not streams:
        return []
    days = chosen.days if chosen else add_up(streams)
    title = stream_words(chosen.label) if chosen else _("All streams together")
    table = Table(
        caption=_("The same in figures, newest day first; a day that is missing was not read"),
        heads=(_("Day"), _("Names"), _("Doubles"), _("Worst lag, s"), _("Sightings"), _("Lost"), _("Failures")),
        rows=[_figures(day) for day in reversed(days)],
        empty=_("Nothing was read on the last days."),
    )
    note = _unproven(chosen) if chosen else ""
    return [Section(title=title, pictures=_charts(days, today), table=table, folded=True, note=note)]


def _unproven(stream: Coverage) -> str:
    """What of a static log nothing proves, in words; empty where every entry came whole out of a signed tree."""
    count = stream.entries - stream.certificates
    if stream.kind != "static-ct" or count <= 0:
        return ""
    said = _(
        "%(count)s of %(entries)s entries were read on the log's word alone (the page of a sighting says whether its "
        "own was proven since): its lists of names carry no proof, and a tree without a known key is nobody's. What it "
        "left out of them is not seen. With `keys = true` in rempart.toml the certificates themselves are read from "
        "then on, up to the tree that the log's `key` signed; what was read before stays counted."
    )
    return said % {"count": figure(amount(count)), "entries": figure(amount(stream.entries))}


def _charts(days: tuple[StreamDay, ...], today: date) -> list[Chart]:
    def chart(title: str, figure: Callable[[StreamDay], float | None], unit: str = "") -> Chart:
        return draw_chart(
            title=title,
            figures={day.day: figure(day) for day in days},
            first=today - timedelta(days=DAYS - 1),
            last=today,
            missing=_("not read"),
            unit=unit,
        )

    charts = [
        chart(_("Names a day"), lambda day: day.names),
        chart(_("Worst lag of the day"), lambda day: day.worst_lag_s, "\N{NO-BREAK SPACE}s"),
        chart(_("Sightings a day"), lambda day: day.sighted),
    ]
    if any(day.lost for day in days):
        charts.append(chart(_("Entries lost"), lambda day: day.lost))
    return charts


def _figures(day: StreamDay) -> list[Cell]:
    return [
        on_day(day.day),
        number(amount(day.names)),
        number(amount(day.duplicates)),
        number("–" if day.worst_lag_s is None else amount(day.worst_lag_s)),
        number(day.sighted),
        number(day.lost),
        number(day.failures),
    ]


def _row(stream: Coverage) -> list[Cell]:
    return [
        Cell(stream_words(stream.label), href=_address(stream.label)),
        badge(stream.state),
        text(" ".join(filter(None, (_ended(problem_words(stream.problem)), _skipped(stream))))),
        moment(stream.read_at) if stream.read_at else text("–"),
        number(amount(stream.names)),
        number(amount(stream.certificates) if stream.certificates else "–"),
        number(amount(stream.behind)),
        number(amount(stream.lost)),
        number("–" if stream.lag_s is None else amount(stream.lag_s)),
        number(stream.sighted),
    ]


def _ended(sentence: str) -> str:
    """The sentence with its full stop: what a list or a person says may have none."""
    return f"{sentence}." if sentence and not sentence.endswith((".", "!", "?")) else sentence


def _skipped(stream: Coverage) -> str:
    """What of a log is not read on purpose, in words; empty where all of it is."""
    if not stream.skipped:
        return ""
    said = ngettext(
        "Not read: %(count)s entry from before reading began.",
        "Not read: %(count)s entries from before reading began.",
        stream.skipped,
    )
    return said % {"count": figure(amount(stream.skipped))}


def _budget(actor: Actor) -> list[Section]:
    budget = find_budget(viewer=actor, now=now())
    seen = {site.site_id for site in budget.sites[:DEAREST]} if budget and may(actor, "watchlist.view") else set()
    return show_budget(budget, label_sites(seen, viewer=actor) if seen else {})


def _glances(actor: Actor) -> list[Section]:
    return [*_former(actor), _sweeps(actor)] if may(actor, "glances.view") else []


def _former(actor: Actor) -> list[Section]:
    settings = wiring.current_config().former_addresses
    watch = get_watch(requests_per_s=settings.requests_per_s, every_s=settings.every_s, now=now(), viewer=actor)
    failing = Table(
        caption=_("Former addresses that cannot be watched at present"),
        heads=(_("Hostname"), _("It answers"), _("Times in a row"), _("Last looked at"), _("Problem")),
        rows=[
            [
                name(one.hostname),
                badge(one.finding),
                number(one.failures),
                moment(one.looked_at),
                text(problem_words(one.problem)),
            ]
            for one in list_former_addresses(viewer=actor, findings=FAILING, limit=100)
        ],
        empty=_("Every former address can be watched."),
    )
    unwatched = "" if settings.watch else _("Not watched: set watch = true under [former_addresses] in rempart.toml.")
    return [
        Section(title=_("Former addresses of closed sites"), facts=_watch_facts(watch), note=unwatched),
        Section(title=_("Former addresses with a problem"), table=failing),
    ]


def _watch_facts(watch: Watch) -> list[tuple[str, Cell]]:
    facts = [
        (_("Addresses"), number(watch.addresses)),
        (_("Look-ups and requests a second, at most"), number(f"{watch.requests_per_s:g}")),
        (
            _("A change is seen within, minutes"),
            number(f"{watch.round_s / 60:.0f}") if watch.addresses else text("–"),
        ),
        (_("Oldest of the latest looks"), moment(watch.oldest_at) if watch.oldest_at else text("–")),
        (_("Late by a round or more"), number(watch.late)),
    ]
    return facts + [(str(badge(finding).value), number(count)) for finding, count in watch.counts.items()]


def _sweeps(actor: Actor) -> Section:
    table = Table(
        caption=_("Light passes over lists of new hostnames, newest first"),
        heads=(
            *(_("Begun"), _("List"), _("Legal basis"), _("What for"), "robots.txt", _("State"), _("Lines done")),
            *(_("Left alone, as the host asks"), _("Sightings"), _("Hosts of which addresses were left out")),
        ),
        rows=[_sweep_row(sweep) for sweep in list_sweeps(viewer=actor)],
        empty=_("No list was swept yet. `rempart sweep` does it, for bodies with the mandate."),
    )
    return Section(title=_("Sweeps"), table=table)


def _sweep_row(sweep: Sweep) -> list[Cell]:
    bases = {basis.code: basis.text for basis in wiring.current_config().sweeps.legal_bases}
    return [
        moment(sweep.begun_at),
        name(sweep.source),
        text(bases.get(sweep.basis, sweep.basis)),
        text(sweep.reason),
        text(_("not asked: %(why)s") % {"why": sweep.ignoring_robots} if sweep.ignoring_robots else _("obeyed")),
        badge("done" if sweep.ended_at else "sweep.open"),
        number(sweep.settled),
        number(sum(sweep.counts.get(outcome, 0) for outcome in ("robots", "opt-out"))),
        number(sweep.counts.get("sighted", 0)),
        number(sweep.left_out),
    ]
