import json
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from uuid import uuid4

import pytest

from rempart.engines.pages import Fact, PageInput, SidePage, features_to_json
from rempart.engines.policy import Suffixes
from rempart.engines.verdict import portrait_of
from rempart.glances.contracts import (
    MOST_OWNERS,
    BasisMissingError,
    NoBasisConfiguredError,
    NothingToRecogniseError,
    Position,
    SweepReasonMissingError,
)
from rempart.glances.keys import StreamKeys
from rempart.glances.models import KeyHolderRow
from rempart.glances.queries import get_sweep, list_sweeps
from rempart.glances.recognition import BORNE, KEPT, KEPT_CHOICES, KEPT_TEXT
from rempart.glances.sweeping import TOGETHER, SweepSettings, begin_sweep
from rempart.journal.queries import list_about
from rempart.kernel.actors import SYSTEM, Actor, Role
from rempart.people.contracts import NotAllowedError
from rempart.ports.glancing import Glance, GlanceAsk, Silence
from rempart.ports.hostnames import ListedSigns
from rempart.ports.streams import Holder
from rempart.sightings.contracts import Origin
from rempart.sightings.queries import list_sightings
from rempart.watchlist.contracts import Reference
from tests.conftest import People
from tests.factories import pages
from tests.factories.sweeps import BACKGROUND, KEY, Body, Names
from tests.fakes.glancing import FakeGlancer


@pytest.fixture
def body(analyst: Actor, now: datetime) -> Body:
    found = Body(analyst, now)
    found.remember()
    return found


def test_a_reopening_under_another_name_is_a_lead_by_its_words_and_its_form(analyst: Actor, now: datetime) -> None:
    body = Body(analyst, now)
    body.remember()
    renamed = pages.page("Kolvara", f"<p>Come in, whoever you are.</p>{pages.entry()}{pages.RULES}")
    other_words = pages.page("Torvane", f"<p>Come in, whoever you are, and stay for the night.</p>{pages.entry()}")
    broken = pages.page(
        "Quillo", f"<p>Come in, whoever you are.</p>{pages.entry()}{pages.RULES.replace(' the ', '<br>the ')}"
    )
    body.glancer.pages |= {"kolvara.test": renamed, "torvane.test": other_words, "quillo.test": broken}

    found = {one.listed.hostname: one for one in body.sweep(Names(["kolvara.test", "torvane.test", "quillo.test"]))}

    assert (found["kolvara.test"].outcome, found["kolvara.test"].probability) == ("sighted", KEPT)
    assert [reason.code for reason in found["kolvara.test"].reasons[:2]] == [
        "glances.found_by_page",
        "glances.keeps_words",
    ]
    assert (found["quillo.test"].outcome, found["quillo.test"].probability) == ("sighted", KEPT)
    assert found["quillo.test"].reasons[1].code == "glances.keeps_words"
    assert (found["torvane.test"].outcome, found["torvane.test"].probability) == ("sighted", KEPT_CHOICES)
    assert found["torvane.test"].reasons[1].code == "glances.keeps_choices"


def test_a_page_that_says_mostly_what_the_site_says_is_a_lead_whatever_it_is_called(body: Body) -> None:
    def said(name: str, words: str) -> str:
        shown = pages.parts_of_one_build("the house", words, "lq")
        return f"<title>{name}</title><meta property=og:site_name content={name}><a class=logo href=/>{name}</a>{shown}"

    body.remember(html=said("Velmora", pages.RIVER))
    body.glancer.pages = {"pinetop.test": said("Kolvara", pages.RIVER), "oakgate.test": said("Kolvara", pages.HILLS)}
    found = body.sweep(Names(list(body.glancer.pages)))
    assert [(one.outcome, one.probability) for one in found] == [("sighted", KEPT_TEXT), ("looked", 0.0)]
    assert found[0].reasons[1].text.startswith("It says mostly what the closed site says (")


def test_a_page_under_another_name_that_gives_the_sites_own_contact_is_a_lead(body: Body) -> None:
    words = "<p>New rooms for all of you. Write to keeper@lantern-quay.example if the door does not open.</p>"
    body.glancer.pages = {"kolvara.test": pages.page("Kolvara", words * 2)}
    (found,) = body.sweep(Names(["kolvara.test"]))
    assert (found.outcome, found.probability, found.site_id) == ("sighted", KEPT, body.site_id)
    assert found.reasons[1].code == "glances.gives_contacts"


def test_a_page_that_bears_the_sites_made_up_name_in_its_marks_is_a_lead(body: Body) -> None:
    def named(name: str, said: str, prefix: str, mail: str) -> str:
        marks = f"<title>{name}</title><meta property=og:site_name content={name}><a class=logo href=/>{name}</a>"
        return f"{marks}{pages.parts_of_one_build(name, said, prefix)}<a href=mailto:{mail}>{mail}</a>"

    body.remember(html=named("Velmora", pages.RIVER, "lq", "desk@velmora.example"))
    other = named("Velmora", pages.HILLS, "hz", "room@postbox.test")
    other = other.replace("section", "article").replace("h2", "h3").replace("<p", "<b").replace("</p", "</b")
    body.glancer.pages = {"pinetop.test": other, "oakgate.test": other.replace("Velmora", "Lantern")}
    found = body.sweep(Names(list(body.glancer.pages)))
    assert [(one.outcome, one.probability) for one in found] == [("sighted", BORNE), ("looked", 0.0)]
    assert found[0].reasons[1].text.startswith('It bears "velmora" in its marks as the closed site does')


@pytest.mark.parametrize(
    "part",
    [
        *('<iframe src="https://lantern-quay.example/chat">', "<iframe src=//chat.lantern-quay.example/embed>"),
        *('<form action="https://www.lantern-quay.example/in">', "<script src='https://lantern-quay.example/a.js'>"),
        '<link rel="stylesheet" href="https://lantern-quay.example/a.css">',
        '<object data="http://lantern-quay.example/x">',
    ],
)
def test_a_page_that_is_built_from_what_lies_at_a_closed_sites_host_is_a_lead(body: Body, part: str) -> None:
    body.glancer.pages = {
        name: pages.page("Kolvara", f"<p>The new rooms are open for all of our old friends.</p>{part}")
        for name in ("kolvara.test", "lantern-quay.example", "www.lantern-quay.example")
    }
    found = body.sweep(Names(list(body.glancer.pages)))
    assert [(one.outcome, one.probability) for one in found] == [("sighted", KEPT), ("looked", 0.0), ("looked", 0.0)]
    assert "a host of the closed site" in found[0].reasons[0].text


@pytest.mark.parametrize(
    "part",
    [
        '<a href="https://lantern-quay.example/">the closed site</a>',
        '<iframe src="https://not-lantern-quay.example/chat">',
        '<iframe src="https://quay.test/?from=lantern-quay.example">',
    ],
)
def test_a_link_to_a_closed_site_or_a_host_called_otherwise_is_no_lead(body: Body, part: str) -> None:
    body.glancer.pages = {"news.test": pages.page("News", f"<p>It was closed by the court of Nordland.</p>{part}")}
    assert [one.outcome for one in body.sweep(Names(["news.test"]))] == ["looked"]


def test_a_reopening_under_an_unrelated_name_is_found_by_its_page(body: Body) -> None:
    body.glancer.pages |= {"zilver-pad.test": pages.REOPENED, "oil-lamps.example": pages.SHOP}
    found = body.sweep(Names(["oil-lamps.example", "nobody.example", "zilver-pad.test"]))
    assert [one.outcome for one in found] == ["looked", "gone", "sighted"]
    (seen,) = list_sightings(viewer=body.analyst)
    assert (seen.hostname, seen.site_id, seen.origin) == ("zilver-pad.test", body.site_id, Origin.SWEEP)
    assert "under a name that says nothing" in seen.reasons[0].text
    assert any("keeper@lantern-quay.example" in reason.text for reason in seen.reasons)


def test_neither_a_template_nor_a_parked_page_is_taken_for_the_site(body: Body) -> None:
    body.glancer.pages = {"shop.test": pages.SHOP, "news.test": pages.NEWS, "keys.test": pages.LOOKALIKE}
    assert {one.outcome for one in body.sweep(Names(list(body.glancer.pages)))} == {"looked"}


def test_a_sweep_without_a_legal_basis_is_refused(body: Body) -> None:
    with pytest.raises(BasisMissingError, match=r"act-12.*\[\[sweeps.legal_bases\]\]"):
        body.begin(Names(["a.example"]), basis="because")


def test_where_no_legal_basis_is_configured_that_is_said(body: Body) -> None:
    settings, moment = SweepSettings("act-12", "a search"), body.now()
    with pytest.raises(NoBasisConfiguredError, match=r"none is configured. Write it .*\[\[sweeps.legal_bases\]\]"):
        begin_sweep(source="a", source_sha256="0", settings=settings, bases=(), actor=body.analyst, now=moment)


def test_a_sweep_says_what_for(body: Body) -> None:
    with pytest.raises(SweepReasonMissingError):
        body.begin(Names(["a.example"]), reason="  ")


def test_only_an_analyst_sweeps(body: Body, people: People) -> None:
    with pytest.raises(NotAllowedError):
        body.begin(Names(["a.example"]), actor=people(Role.LEGAL_OFFICER))


@pytest.mark.django_db
def test_an_error_page_is_asked_for_only_where_one_of_a_closed_site_is_known(body: Body) -> None:
    lost = "<h1>Overboard</h1><p>This plank leads nowhere, so turn round and walk back to the quay.</p>"
    body.glancer.pages = {"one.example": pages.NEWS, "two.example": pages.NEWS}
    body.glancer.error_pages = dict.fromkeys(body.glancer.pages, lost)
    body.sweep(Names(["one.example"]))
    assert body.glancer.lost == []
    body.remember(SidePage("https://lantern-quay.example/zetulan", lost, "record", is_error=True))
    body.sweep(Names(["two.example"]))
    assert body.glancer.lost == ["two.example"]


def test_an_operator_who_wants_no_error_pages_asks_for_none_and_the_journal_says_so(body: Body) -> None:
    lost = "<h1>Overboard</h1><p>This plank leads nowhere, so turn round and walk back to the quay.</p>"
    body.remember(SidePage("https://lantern-quay.example/zetulan", lost, "record", is_error=True))
    body.glancer.pages = {"one.example": pages.NEWS}
    body.glancer.error_pages = {"one.example": lost}
    body.sweep(Names(["one.example"]), error_pages=False)
    (sweep,) = list_sweeps(viewer=body.analyst)
    assert body.glancer.lost == []
    assert list_about((str(sweep.id),))[0].facts["error_pages"] is False


@pytest.mark.parametrize("asked_for", [True, False])
def test_a_sweep_taken_up_again_asks_for_error_pages_as_the_journal_says_last(body: Body, asked_for: bool) -> None:
    lost = "<h1>Overboard</h1><p>This plank leads nowhere, so turn round and walk back to the quay.</p>"
    body.remember(SidePage("https://lantern-quay.example/zetulan", lost, "record", is_error=True))
    body.glancer.pages = {"one.example": pages.NEWS}
    names = Names(["one.example"])
    first = body.begin(names, error_pages=not asked_for)
    body.sweep(names, error_pages=asked_for)
    (sweep,) = list_sweeps(viewer=body.analyst)
    told = [entry.facts["error_pages"] for entry in list_about((str(sweep.id),)) if "error_pages" in entry.facts]
    assert (sweep.id, told) == (first.id, [not asked_for, asked_for])
    assert bool(body.glancer.lost) is asked_for


def test_without_a_capture_of_a_closed_site_nothing_is_asked(analyst: Actor, now: datetime) -> None:
    body = Body(analyst, now)
    with pytest.raises(NothingToRecogniseError):
        body.sweep(Names(["a.example"]))
    assert body.glancer.asked == []


def test_the_journal_keeps_basis_reason_and_why_robots_was_not_asked(body: Body) -> None:
    begun = body.begin(Names(["a.example"]), ignoring_robots="the court ordered it")
    (entry,) = list_about((str(begun.id),))
    assert (entry.reason, entry.facts["basis"]) == ("the closure of March", "act-12")
    assert entry.facts["ignoring_robots"] == "the court ordered it"


def test_stopped_half_way_it_goes_on_at_the_very_line(body: Body) -> None:
    names = Names([f"name{number}.example" for number in range(10)])
    body.glancer.fails_after = 4
    with pytest.raises(KeyboardInterrupt):
        body.sweep(names)
    assert list_sweeps(viewer=body.analyst)[0].settled == 4
    body.glancer.fails_after = None
    body.sweep(names)
    assert body.glancer.asked == names.lines, "none twice, none left out"
    (sweep,) = list_sweeps(viewer=body.analyst)
    assert (sweep.settled, sweep.counts) == (10, {"gone": 10})
    assert sweep.ended_at is not None


def test_a_name_that_was_looked_at_before_the_sweep_was_stopped_is_not_looked_at_again(body: Body) -> None:
    lines = ["a.example", "b.example", "c.example", "a.example", "c.example", "d.example"]
    names = Names(lines, {"c.example": (("certificate-key", KEY),)})
    body.glancer.fails_after = 2
    with pytest.raises(KeyboardInterrupt):
        body.sweep(names)
    body.glancer.fails_after = None
    body.sweep(names)
    assert sorted(body.glancer.asked) == ["a.example", "b.example", "c.example", "d.example"]
    assert list_sweeps(viewer=body.analyst)[0].counts["repeated"] == 2


class Overtaken(FakeGlancer):
    """The first look that it is asked for is still open when it is stopped."""

    def glance(self, asks: Iterable[GlanceAsk]) -> Iterator[Glance]:
        others = iter(asks)
        next(others)
        yield from super().glance(others)


def test_a_name_whose_look_was_open_when_the_sweep_was_stopped_is_looked_at_though_the_list_has_it_again(
    body: Body,
) -> None:
    names = Names(["a.example", "a.example", "b.example", "c.example"])
    body.glancer = Overtaken(fails_after=1)
    with pytest.raises(KeyboardInterrupt):
        body.sweep(names)
    assert list_sweeps(viewer=body.analyst)[0].counts == {"repeated": 1, "gone": 1}
    body.glancer = FakeGlancer()
    body.sweep(names)
    assert body.glancer.asked == ["a.example", "c.example"]


@pytest.mark.parametrize("line", ["", "no hostname"])
def test_however_many_notes_a_list_holds_few_wait_to_be_settled(body: Body, line: str) -> None:
    read = 0

    class Long(Names):
        def read(self) -> Iterator[ListedSigns]:
            nonlocal read
            for listed in super().read():
                read = listed.number
                yield listed

    names = Long([*[line] * (3 * TOGETHER), "a.example"])
    found = body.looks(body.begin(names), names, names)
    ahead = [read - one.listed.number for one in found]
    assert len(ahead) == 3 * TOGETHER + 1
    assert max(ahead) < 2 * TOGETHER
    assert body.glancer.asked == ["a.example"]


def test_a_finished_list_swept_again_is_a_new_sweep(body: Body) -> None:
    names = Names(["a.example"])
    body.sweep(names)
    body.sweep(names)
    assert body.glancer.asked == ["a.example", "a.example"]
    assert len(list_sweeps(viewer=body.analyst)) == 2


def test_what_passive_sources_speak_for_comes_first(body: Body) -> None:
    names = Names(["a.example", "b.example", "c.example"], {"c.example": (("certificate-key", KEY),)})
    found = body.sweep(names)
    assert body.glancer.asked == ["c.example", "a.example", "b.example"]
    assert [(one.listed.hostname, one.outcome) for one in found if one.outcome != "gone"] == [("c.example", "sighted")]
    (seen,) = list_sightings(viewer=body.analyst)
    assert (seen.score, seen.reasons[0].code) == (0.5, "glances.shares_key")


@pytest.mark.parametrize("kind", ["certificate-key", "server-key"])
def test_a_key_seen_at_the_look_itself_is_a_lead_too(body: Body, kind: str) -> None:
    body.glancer.pages["quiet.test"] = "<p>Nothing here yet.</p>"
    body.glancer.facts["quiet.test"] = (Fact(kind, KEY),)
    assert [one.outcome for one in body.sweep(Names(["quiet.test"]))] == ["sighted"]


def test_a_key_of_a_confirmed_reopening_is_a_lead_and_comes_first(body: Body) -> None:
    signs = (("certificate-key", "cd" * 32),)
    names = Names(["a.example", "b.example", "velvet-tide.test"], {"velvet-tide.test": signs})
    page = PageInput(html="", facts=(Fact("certificate-key", "cd" * 32, "record"),))
    features = json.loads(features_to_json(portrait_of(page)))
    reopening = Reference(uuid4(), body.site_id, uuid4(), "night-harbour.example", features, body.at)
    found = body.sweep(names, reopening)
    assert (found[0].listed.hostname, found[0].outcome) == ("velvet-tide.test", "sighted")
    assert (found[0].site_id, found[0].reasons[0].code) == (body.site_id, "glances.shares_reopened_key")
    assert {one.outcome for one in found[1:]} == {"gone"}


def test_every_line_is_accounted_for_by_its_outcome(body: Body) -> None:
    body.glancer.silences = {
        "closed.example": (Silence.REFUSED, "opt-out"),
        "polite.example": (Silence.REFUSED, "robots"),
        "inside.example": (Silence.REFUSED, "network"),
        "slow.example": (Silence.UNREACHABLE, ""),
    }
    names = Names(["closed.example", "no hostname", "polite.example", "", "inside.example", "slow.example"])
    body.sweep(names)
    (sweep,) = list_sweeps(viewer=body.analyst)
    assert get_sweep(sweep.id, viewer=body.analyst).counts == {
        "opt-out": 1,
        "no-hostname": 1,
        "note": 1,
        "robots": 1,
        "refused": 1,
        "unreachable": 1,
    }


def test_a_hostname_that_is_sighted_already_gets_no_second_sighting(body: Body) -> None:
    body.glancer.pages["zilver-pad.test"] = pages.REOPENED
    body.sweep(Names(["zilver-pad.test"]))
    assert next(one.outcome for one in body.sweep(Names(["zilver-pad.test", "a.example"]))) == "known"
    assert list_sightings(viewer=body.analyst)[0].looks == 1


def test_a_position_remembers_lines_settled_out_of_order() -> None:
    position = Position()
    for number in (3, 1, 5, 2):
        position.settle(number)
    assert (position.below, position.ahead, len(position)) == (3, {5}, 4)
    again = Position.from_json(position.to_json())
    assert [number for number in range(1, 7) if number not in again] == [4, 6]


def hold(*hostnames: str, now: datetime) -> None:
    """A certificate stream found that `hostnames` hold the site's key."""
    suffixes = Suffixes(["example", "test"])
    keys = StreamKeys(lambda: BACKGROUND, lambda: suffixes, tuple, SYSTEM)
    keys.refresh()
    keys.take([Holder(KEY, hostnames)], stream="log A", now=now)


def test_hosts_that_a_certificate_stream_brought_come_first(body: Body) -> None:
    body.remember()
    hold("velvet-tide.test", now=body.at)
    found = body.sweep(Names(["bakery.test", "school.test", "www.velvet-tide.test"]))
    assert body.glancer.asked == ["www.velvet-tide.test", "bakery.test", "school.test"]
    assert found[0].outcome == "sighted"
    assert found[0].reasons[0].code == "glances.shares_key"


def test_a_host_that_a_certificate_stream_brings_meanwhile_comes_next(
    body: Body, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rempart.glances.sweeping.POLL_EVERY", timedelta(0))
    body.remember()
    names = Names(["bakery.test", "school.test", "garden.test", "velvet-tide.test"])
    begun = body.begin(names)
    looks = body.looks(begun, names, names)
    next(looks)
    hold("velvet-tide.test", now=body.at)
    list(looks)
    assert sorted(body.glancer.asked) == sorted(names.lines)
    assert body.glancer.asked.index("velvet-tide.test") < body.glancer.asked.index("garden.test")


def test_a_host_that_turns_out_to_hold_the_key_while_it_is_looked_at_is_sighted(
    body: Body, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rempart.glances.sweeping.POLL_EVERY", timedelta(0))
    body.glancer.meanwhile["www.velvet-tide.test"] = lambda: hold("velvet-tide.test", now=body.at)
    found = body.sweep(Names(["bakery.test", "www.velvet-tide.test"]))
    assert [(one.outcome, one.probability) for one in found] == [("gone", 0.0), ("sighted", 0.5)]


def test_a_host_whose_row_is_seen_late_under_a_lower_number_comes_next_too(
    body: Body, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on PostgreSQL, where a row has its number before others can see it."""
    monkeypatch.setattr("rempart.glances.sweeping.POLL_EVERY", timedelta(0))

    def appear(number: int, hostname: str) -> None:
        KeyHolderRow.objects.create(
            pk=number, key=KEY, owner=hostname, hostname=hostname, stream="log A", seen_at=body.at
        )

    appear(1_000_000, "bakery.test")
    body.glancer.meanwhile["bakery.test"] = lambda: appear(999_999, "velvet-tide.test")
    body.sweep(Names(["school.test", "bakery.test", "garden.test", "velvet-tide.test"]))
    assert body.glancer.asked == ["bakery.test", "velvet-tide.test", "school.test", "garden.test"]


def test_a_key_that_several_hold_weighs_less_in_a_sweep_too(body: Body) -> None:
    hold("velvet-tide.test", "night-pier.test", now=body.at)
    body.glancer.facts["seen.test"] = (Fact("certificate-key", KEY),)
    body.glancer.pages["seen.test"] = pages.NEWS
    found = {one.listed.hostname: one for one in body.sweep(Names(["www.velvet-tide.test", "seen.test"]))}
    assert [one.outcome for one in found.values()] == ["sighted", "sighted"]
    assert {one.probability for one in found.values()} == {0.25}


def test_a_key_that_turns_out_to_be_a_hosters_while_the_sweep_is_under_way_finds_nobody_any_more(
    body: Body, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rempart.glances.sweeping.POLL_EVERY", timedelta(0))
    hold("velvet-tide.test", "night-pier.test", now=body.at)
    shops = [f"shop{number}.test" for number in range(MOST_OWNERS)]
    body.glancer.meanwhile["www.velvet-tide.test"] = lambda: hold(*shops, now=body.at)
    body.glancer.facts["seen.test"] = (Fact("certificate-key", KEY),)
    body.glancer.pages["seen.test"] = pages.NEWS
    found = body.sweep(Names(["www.velvet-tide.test", "seen.test", "www.night-pier.test"]))
    assert {one.listed.hostname: one.outcome for one in found} == {
        "www.velvet-tide.test": "gone",
        "seen.test": "looked",
        "www.night-pier.test": "gone",
    }


def test_a_page_that_only_sends_its_visitors_on_to_the_sites_channel_is_a_lead(analyst: Actor, now: datetime) -> None:
    body = Body(analyst, now)
    body.remember(html=pages.CLOSED + '<a href="https://t.me/lanternrooms">us</a>')
    moved = '<title>Kolvara</title><script>location.replace("https://t.me/{}")</script>'
    body.glancer.pages = {
        "kolvara.test": moved.format("lanternrooms"),
        "other.test": moved.format("bakers_of_nordland"),
    }
    found = body.sweep(Names(list(body.glancer.pages)))
    assert [(one.outcome, one.probability) for one in found] == [("sighted", KEPT), ("looked", 0.0)]


def test_a_name_that_a_list_has_thrice_is_looked_at_once(body: Body) -> None:
    body.glancer.pages = {"zilver-pad.test": pages.REOPENED}
    names = Names(["zilver-pad.test", "nobody.example", "Zilver-Pad.test", "zilver-pad.test."])
    assert sorted(one.outcome for one in body.sweep(names)) == ["gone", "repeated", "repeated", "sighted"]
    assert sorted(body.glancer.asked) == ["nobody.example", "zilver-pad.test"]
