"""Step 3: the next name is noticed in streams that are followed, under a budget of what people can look at.

Step 10 notices the move after it in the same way.
"""

import time

from rempart.demo.cast import Cast
from rempart.demo.spoken import list_label, log_label, say
from rempart.demo.story import NotVerifiedError, expect
from rempart.kernel.actors import SYSTEM, Role
from rempart.kernel.chances import chance_text
from rempart.kernel.phrases import Phrase
from rempart.kernel.reasons import Reason
from rempart.lab.hostnames import make_stream
from rempart.lab.sites import SITES, SiteKind, hostnames_of, site_of
from rempart.sightings.budgets import find_budget, find_threshold, plan_thresholds
from rempart.sightings.contracts import Coverage, Origin, Sighting, StreamState
from rempart.sightings.coverage import list_coverage
from rempart.sightings.queries import list_sightings
from rempart.sightings.services import record_sighting
from rempart.wiring import current_config

HINT = Reason("demo.hint", "A partner pointed at this address.")
LOGGED_BESIDE = 250  # certificates of others, between which the site's own stands
_LIST_SEED, _LOG_SEED = 20_260_414, 20_260_415


def notice(cast: Cast) -> Phrase:
    """Step 3: the reopening is sighted as soon as its certificate is logged; of a day's list, no ordinary name is."""
    _plan(cast)
    _await_all_read(cast, "a first look at each")
    reopened = site_of(SiteKind.REOPENED).hostname
    seconds = log_and_sight(cast, reopened)
    read_in, origin = _take_list(cast)
    hint(cast)
    sightings = {seen.hostname: seen for seen in list_sightings(viewer=cast.person(Role.ANALYST))}
    for seen in sightings.values():
        cast.say(_in_short(seen))
    silent = (SiteKind.CONTROL, SiteKind.ORDINARY, SiteKind.UNRELATED)
    ordinary = {name for kind in silent for name in hostnames_of(kind)} & sightings.keys()
    expect(
        not ordinary,
        part="names engine",
        problem=Phrase("sighted without need: {names}", names=str(ordinary)),
        advice="see its reasons.",
    )
    return Phrase(
        "{hostname} sighted {seconds} s after its certificate was logged; the list of the day read in {read_in} s: "
        "{origin}; {sightings} sightings in all",
        hostname=reopened,
        seconds=f"{seconds:.1f}",
        read_in=f"{read_in:.1f}",
        origin=origin,
        sightings=len(sightings),
    )


def log_and_sight(cast: Cast, hostname: str) -> float:
    """Certificates are logged, that of `hostname` last among them; in how many seconds it was sighted."""
    others = make_stream((), None, _LOG_SEED + cast.setting.new_names.log.size, count=LOGGED_BESIDE).names
    cast.setting.new_names.log_names(others)
    start = time.perf_counter()
    cast.setting.new_names.log_names([hostname])
    seen = cast.wait_for(
        lambda: next(iter(list_sightings(viewer=cast.person(Role.ANALYST), hostname=hostname)), None),
        part="streams",
        awaited=Phrase("a sighting of {hostname}", hostname=hostname),
    )
    seconds = time.perf_counter() - start
    expect(
        log_label() in seen.streams,
        part="streams",
        problem=Phrase(
            "{hostname} was sighted by {streams}", hostname=hostname, streams=str(seen.streams or seen.origin)
        ),
        advice="see `rempart streams coverage`.",
    )
    cast.say(_in_short(seen))
    cast.say(Phrase("It was sighted {seconds} s after it was logged.", seconds=f"{seconds:.1f}"))
    return seconds


def hint(cast: Cast) -> None:
    """Partners point at addresses that the names alone did not raise; an analyst has them looked at."""
    analyst = cast.person(Role.ANALYST)
    for kind in (SiteKind.PARKED, SiteKind.SHOP, SiteKind.NEWS, SiteKind.LOOKALIKE, SiteKind.SHARED_COPY):
        hostname = site_of(kind).hostname
        if list_sightings(viewer=analyst, hostname=hostname):
            continue
        record_sighting(
            hostname=hostname,
            site_id=cast.site_id,
            score=0.5,
            reasons=(HINT,),
            origin=Origin.OPERATOR,
            actor=analyst,
            now=cast.installation.now(),
            reason=say("a partner's hint"),
        )


def _plan(cast: Cast) -> None:
    """The site's threshold, as the worker plans it each hour."""
    analyst, now = cast.person(Role.ANALYST), cast.installation.now()
    plan_thresholds(per_day=current_config().watch.sightings_per_day, actor=SYSTEM, now=now)
    budget, site = find_budget(viewer=analyst, now=now), find_threshold(cast.site_id, viewer=analyst)
    if budget is None or site is None:
        raise NotVerifiedError(part="alert budget", problem="no threshold is planned", advice="see sightings_per_day.")
    line = Phrase(
        "{per_day} sightings a day can be looked at: from a score of {threshold} on, {expected} a day are to be "
        "expected, and {recall} of reopenings reach it",
        per_day=f"{budget.per_day:g}",
        threshold=f"{site.threshold:.3f}",
        expected=f"{budget.expected:.2f}",
        recall=f"{budget.recall:.0%}",
    )
    cast.say(line)


def _take_list(cast: Cast) -> tuple[float, Phrase]:
    """The list of the day comes out, with every site of the story in it; in how many seconds it was read, and what it
    is.
    """
    unlisted = (SiteKind.CLOSED, SiteKind.REOPENED, SiteKind.MOVED, SiteKind.EXPIRED)
    served = [site.hostname for site in SITES if site.kind not in unlisted]
    day = make_stream(served, cast.setting.background, _LIST_SEED)
    before = _named(cast, list_label())
    start = time.perf_counter()
    cast.setting.new_names.put_list(day.names)
    cast.wait_for(
        lambda: _named(cast, list_label()) - before >= len(day.names), part="streams", awaited="the end of the list"
    )
    seconds = time.perf_counter() - start
    # A look that failed on a busy machine is made good by the next one.
    for stream in _await_all_read(cast, "the end of each stream"):
        expect(
            not stream.lost,
            part="streams",
            problem=Phrase("{stream}: {lost} lost", stream=stream.label, lost=stream.lost),
            advice="see `rempart streams coverage`.",
        )
        lag = Phrase("none is dated")
        if stream.lag_s is not None:
            lag = Phrase("the newest read {seconds} s after it came", seconds=f"{stream.lag_s:.1f}")
        cast.say(
            Phrase(
                "{stream} ({kind}): {entries} entries, none lost; {lag}",
                stream=stream.label,
                kind=stream.kind,
                entries=stream.entries,
                lag=lag,
            )
        )
    return seconds, day.origin


def _streams(cast: Cast) -> tuple[Coverage, ...]:
    expected = [(stream.label, stream.kind) for stream in current_config().streams]
    return list_coverage(viewer=cast.person(Role.ANALYST), now=cast.installation.now(), expected=expected)


def _await_all_read(cast: Cast, awaited: str | Phrase) -> tuple[Coverage, ...]:
    """Every stream, as soon as all are read to their end."""

    def look() -> tuple[Coverage, ...] | None:
        streams = _streams(cast)
        done = all(stream.state is StreamState.READING and not stream.behind for stream in streams)
        return streams if done else None

    return cast.wait_for(look, part="streams", awaited=awaited)


def _named(cast: Cast, label: str) -> int:
    """How many names of a stream were screened, or had been a moment before."""
    return sum(stream.names + stream.duplicates for stream in _streams(cast) if stream.label == label)


def _in_short(seen: Sighting) -> Phrase:
    score = chance_text(seen.score, 3)
    return Phrase("{hostname} ({score}): {reasons}", hostname=seen.hostname, score=score, reasons=seen.reasons)
