import threading
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from uuid import UUID

import pytest
from django.db.utils import InterfaceError

from rempart import wiring
from rempart.adapters.page_files import PageFiles
from rempart.config import Config
from rempart.engines.pages import PageInput
from rempart.glances import following
from rempart.glances.contracts import CheckOutcome, Finding, FormerAddress
from rempart.glances.following import check_former_addresses
from rempart.glances.models import FormerAddressRow
from rempart.glances.queries import get_watch, list_former_addresses
from rempart.kernel.actors import SYSTEM, Actor, Role
from rempart.people.contracts import NotAllowedError
from rempart.ports.glancing import SPACING, Silence
from rempart.sightings.contracts import Origin, Sighting
from rempart.sightings.queries import list_sightings
from rempart.watchlist.services import enrol_site
from rempart.worker import endurance, former
from rempart.worker.former import FormerAddressLoop
from tests.conftest import People
from tests.factories import pages
from tests.factories.references import remember_page
from tests.fakes.glancing import FakeGlancer
from tests.fakes.naming import NO_SUFFIXES, FakeRuleBook

BACKGROUND = PageFiles().read_background()
PARKED = "<title>lantern-quay.example</title><p>This domain is for sale. Make an offer to the domain owner.</p>"
EVERY = timedelta(minutes=15)


class Watched:
    """One closed site, and looks at its former addresses a quarter of an hour apart."""

    def __init__(self, analyst: Actor, now: datetime) -> None:
        self.glancer = FakeGlancer()
        self.analyst, self.at = analyst, now
        self.site_id = self.enrol("Lantern Quay", "lantern-quay.example")

    def now(self) -> datetime:
        return self.at

    def enrol(self, label: str, *names: str) -> UUID:
        return enrol_site(label=label, domains=names, actor=self.analyst, now=self.at)

    def check(self, *, actor: Actor = SYSTEM, limit: int = 100) -> CheckOutcome:
        outcome = check_former_addresses(
            glancer=self.glancer,
            suffixes=NO_SUFFIXES,
            background=BACKGROUND,
            every=EVERY,
            actor=actor,
            clock=self,
            limit=limit,
        )
        self.at += EVERY
        return outcome

    def one(self) -> FormerAddress:
        (address,) = list_former_addresses(viewer=self.analyst, site_id=self.site_id)
        return address

    def sightings(self) -> dict[str, Sighting]:
        return {sighting.hostname: sighting for sighting in list_sightings(viewer=self.analyst)}

    def remember(self, html: str = pages.CLOSED) -> None:
        page = PageInput(html=html, url="https://lantern-quay.example/")
        remember_page(page, site_id=self.site_id, hostname="lantern-quay.example", actor=self.analyst, now=self.at)


@pytest.fixture
def watched(analyst: Actor, now: datetime) -> Watched:
    return Watched(analyst, now)


def test_a_redirect_to_an_unrelated_name_is_a_sighting_of_the_highest_weight(watched: Watched) -> None:
    watched.glancer.sent_on["lantern-quay.example"] = "https://night-harbour.test/"
    watched.glancer.pages["night-harbour.test"] = pages.REOPENED
    assert len(watched.check().sighting_ids) == 1
    seen = watched.sightings()["night-harbour.test"]
    assert (seen.score, seen.origin, seen.site_id) == (1.0, Origin.FORMER, watched.site_id)
    assert "lantern-quay.example sends its visitors here" in seen.reasons[0].text
    assert (watched.one().finding, watched.one().leads_to) == (Finding.MOVED, "night-harbour.test")


def test_the_same_redirect_after_expiry_leads_to_a_sale_and_is_no_sighting(watched: Watched) -> None:
    watched.glancer.sent_on["lantern-quay.example"] = "https://names.test/lantern-quay.example"
    watched.glancer.pages["names.test"] = PARKED
    assert watched.check().sighting_ids == ()
    assert watched.one().finding is Finding.PARKED
    assert "pages.phrase" in {mark.code for mark in watched.one().marks}


def test_what_was_left_out_of_a_former_address_is_told_and_forgotten_with_the_answer(watched: Watched) -> None:
    watched.remember()
    watched.glancer.pages["lantern-quay.example"] = pages.REOPENED
    watched.glancer.left_out["lantern-quay.example"] = ("10.0.0.7",)
    watched.check()
    assert (watched.one().finding, watched.one().left_out) == (Finding.RETURNED, ("10.0.0.7",))
    assert watched.sightings()["lantern-quay.example"].reasons[-1].code == "glances.left_out"
    watched.glancer.silences["lantern-quay.example"] = (Silence.REFUSED, "network")
    watched.check()
    assert (watched.one().left_out, watched.one().beside) == (("10.0.0.7",), ())
    watched.glancer.silences.clear()
    watched.glancer.left_out.clear()
    watched.check()
    assert watched.one().left_out == ()


SEIZED = """<title>Seized</title><h1>This website has been seized</h1><p>It was seized by the police of Nordland under
a warrant. If you moved money here report it.</p><a href="https://police-nordland.test">Police</a>"""
SUSPENDED = """<title>Account Suspended</title><h1>Account Suspended</h1><p>This account has been suspended. Contact
your hosting provider.</p><a href="https://big-host.test">Hosting</a>"""


@pytest.mark.parametrize("notice", [SEIZED, SUSPENDED])
def test_a_notice_leads_to_nobody_whom_it_links_to(watched: Watched, notice: str) -> None:
    watched.glancer.pages["lantern-quay.example"] = notice
    assert watched.check().sighting_ids == ()
    assert watched.one().finding is Finding.PLACEHOLDER

    watched.glancer.sent_on["lantern-quay.example"] = "https://stop.police-nordland.test/"
    watched.glancer.pages["stop.police-nordland.test"] = notice
    watched.check()
    assert {name: one.score for name, one in watched.sightings().items()} == {"stop.police-nordland.test": 0.6}


@pytest.mark.parametrize(
    "words",
    [
        *("Wir sind umgezogen! Diese Seite ist nicht mehr erreichbar. Weiter geht es hier:", "本站已关闭。新网址："),
        *("Мы переехали. Этот сайт закрыт. Новый адрес:", "We moved! This site is closed now. New address:"),
    ],
)
def test_a_site_that_says_it_is_closed_and_moved_leads_to_the_one_link_beside(watched: Watched, words: str) -> None:
    html = f'<title>Quay</title><h1>Quay</h1><p>{words} <a href="https://kolvara.test/">x</a></p>'
    watched.glancer.pages["lantern-quay.example"] = html
    watched.check()
    assert {name: one.score for name, one in watched.sightings().items()} == {"kolvara.test": 0.97}


def test_the_one_host_that_a_page_of_few_words_writes_is_a_sighting(watched: Watched) -> None:
    watched.glancer.pages["lantern-quay.example"] = "<title>Quay</title><p>Rendez-vous sur kolvara.test</p>"
    watched.check()
    seen = watched.sightings()["kolvara.test"]
    assert (seen.score, seen.reasons[0].code) == (0.7, "glances.written")
    assert "Rendez-vous sur kolvara.test" in seen.reasons[0].text


@pytest.mark.longer
def test_hosts_of_one_owner_deal_in_names_together(watched: Watched) -> None:
    for number, label in enumerate(("Site A", "Site B")):
        watched.enrol(label, f"other{number}.example")
        watched.glancer.sent_on[f"other{number}.example"] = f"https://lot{number}.name-market.test/"
        watched.glancer.pages[f"lot{number}.name-market.test"] = pages.SHOP
    watched.check()
    watched.at += EVERY
    watched.glancer.sent_on["lantern-quay.example"] = "https://lot7.name-market.test/"
    watched.glancer.pages["lot7.name-market.test"] = pages.SHOP
    watched.check()
    assert watched.one().finding is Finding.PARKED


def test_a_host_that_many_closed_sites_lead_to_deals_in_names(watched: Watched) -> None:
    for number in range(3):
        watched.enrol(f"Site {number}", f"site{number}.example")
        watched.glancer.sent_on[f"site{number}.example"] = f"https://broker.test/{number}"
    watched.glancer.pages["broker.test"] = pages.SHOP
    watched.check()
    watched.glancer.sent_on["lantern-quay.example"] = "https://broker.test/quay"
    before = set(watched.sightings())
    watched.check()
    assert set(watched.sightings()) == before
    assert watched.one().finding is Finding.PARKED
    (mark,) = watched.one().marks
    addresses = "lantern-quay.example, site0.example, site1.example, site2.example"
    assert mark.text == (
        f"Former addresses of 4 closed sites lead to hosts of broker.test, as after their expiry: {addresses}."
    )


@pytest.mark.longer
def test_addresses_of_one_site_are_one_site_that_leads_there(watched: Watched) -> None:
    names = [f"quay{number}.example" for number in range(4)]
    watched.enrol("Site A", *names)
    for name in (*names, "lantern-quay.example"):
        watched.glancer.sent_on[name] = "https://night-harbour.test/"
    watched.glancer.pages["night-harbour.test"] = pages.REOPENED
    watched.check()
    watched.check()
    assert watched.one().finding is Finding.MOVED


def test_an_address_that_carries_the_former_name_weighs_less(watched: Watched) -> None:
    watched.glancer.sent_on["lantern-quay.example"] = "https://names.test/?domain=lantern-quay.example"
    watched.glancer.pages["names.test"] = pages.SHOP
    watched.check()
    assert watched.sightings()["names.test"].score == 0.6


def test_an_answer_that_every_name_gets_is_nobodys(watched: Watched) -> None:
    watched.glancer.silences["lantern-quay.example"] = (Silence.WILDCARD, "")
    watched.check()
    assert watched.glancer.wildcards == ["example"], "a random label is looked up where strangers register"
    assert watched.one().finding is Finding.WILDCARD


def test_the_closed_site_under_its_former_address_is_a_sighting(watched: Watched) -> None:
    watched.remember()
    watched.check()
    assert watched.one().finding is Finding.GONE
    watched.glancer.pages["lantern-quay.example"] = pages.MIRROR
    watched.check()
    assert watched.one().finding is Finding.RETURNED
    assert watched.sightings()["lantern-quay.example"].score == 1.0


@pytest.mark.longer
def test_a_site_that_is_back_leads_nowhere_by_the_links_that_it_always_had(watched: Watched) -> None:
    with_links = pages.CLOSED + '<a href="https://account.test/quay">us</a>'
    watched.remember(with_links)
    watched.glancer.pages["lantern-quay.example"] = with_links + '<a href="https://night-harbour.test/">new</a>'
    watched.check()
    assert (watched.one().finding, watched.one().leads_to) == (Finding.RETURNED, "")
    assert {name: one.score for name, one in watched.sightings().items()} == {
        "lantern-quay.example": 1.0,
        "night-harbour.test": 0.7,
    }
    assert watched.check().changed == 0


def test_the_links_of_the_first_page_after_a_silence_are_its_furniture(watched: Watched) -> None:
    watched.check()
    assert watched.one().finding is Finding.GONE
    links = "".join(f'<a href="https://friend{n}.test/">f</a>' for n in range(5))
    watched.glancer.pages["lantern-quay.example"] = pages.page("A garden", f"<p>Some words.</p>{links}")
    assert watched.check().sighting_ids == ()
    assert watched.one().finding is Finding.PAGE


def test_another_closed_site_under_a_former_address_is_sighted_as_that_one(watched: Watched) -> None:
    watched.remember()
    other = watched.enrol("Pear Garden", "pear-garden.example")
    watched.glancer.pages["pear-garden.example"] = pages.MIRROR
    watched.check()
    assert watched.sightings()["pear-garden.example"].site_id == watched.site_id != other


def test_a_stranger_under_the_former_address_is_no_sighting(watched: Watched) -> None:
    watched.remember()
    watched.glancer.pages["lantern-quay.example"] = pages.SHOP
    assert watched.check().sighting_ids == ()
    assert watched.one().finding is Finding.PAGE


def test_the_first_look_learns_a_pages_links_and_a_later_one_tells_the_new(watched: Watched) -> None:
    links = "".join(f'<a href="https://friend{n}.test/">f</a>' for n in range(5))
    watched.glancer.pages["lantern-quay.example"] = pages.page("Old page", f"<p>Some words.</p>{links}")
    assert watched.check().sighting_ids == ()
    watched.glancer.pages["lantern-quay.example"] = pages.page(
        "Old page", f'<p>Some words.</p>{links}<a href="https://night-harbour.test/">new</a>'
    )
    watched.check()
    assert set(watched.sightings()) == {"night-harbour.test"}


def with_links(*names: str) -> str:
    links = "".join(f'<a href="https://{name}.test/">f</a>' for name in names)
    return pages.page("Old page", f"<p>Some words.</p>{links}")


def test_a_link_that_any_earlier_look_found_is_not_told_as_new(watched: Watched) -> None:
    for shown in (with_links("a", "b", "c", "d"), with_links("a"), with_links("a", "b", "c", "d", "night-harbour")):
        watched.glancer.pages["lantern-quay.example"] = shown
        watched.check()
    assert set(watched.sightings()) == {"night-harbour.test"}
    assert "no earlier look found that" in watched.sightings()["night-harbour.test"].reasons[0].text


def test_links_of_a_sale_page_were_found_too_and_those_of_the_next_page_are_its_furniture(watched: Watched) -> None:
    watched.glancer.pages["lantern-quay.example"] = PARKED + '<a href="https://broker.test/">b</a>'
    watched.check()
    assert watched.one().finding is Finding.PARKED
    watched.glancer.pages["lantern-quay.example"] = with_links("e", "f", "g", "h")
    assert watched.check().sighting_ids == ()
    watched.glancer.pages["lantern-quay.example"] = with_links("e", "f", "g", "h", "broker")
    assert watched.check().sighting_ids == ()


def test_a_page_with_more_links_than_are_kept_of_it_tells_none_of_them_as_new(watched: Watched) -> None:
    watched.glancer.pages["lantern-quay.example"] = with_links(*(f"n{number}" for number in range(300)))
    watched.check()
    assert watched.check().sighting_ids == ()


def test_a_link_to_a_host_called_as_the_site_is_told_as_what_it_is(watched: Watched) -> None:
    watched.glancer.pages["lantern-quay.example"] = with_links("lantern-quay24")
    watched.check()
    seen = watched.sightings()["lantern-quay24.test"]
    assert (seen.score, seen.reasons[0].code) == (0.95, "glances.alike")
    assert "names this host, which is called as the site is" in seen.reasons[0].text


def test_what_it_goes_on_saying_is_sighted_once(watched: Watched) -> None:
    watched.glancer.sent_on["lantern-quay.example"] = "https://night-harbour.test/"
    watched.glancer.pages["night-harbour.test"] = pages.REOPENED
    watched.check()
    since = watched.one().since
    outcome = watched.check()
    assert (outcome.changed, outcome.sighting_ids) == (0, ())
    assert watched.sightings()["night-harbour.test"].looks == 1
    assert watched.one().since == since


def test_a_failure_is_kept_and_counted_until_it_answers(watched: Watched) -> None:
    watched.glancer.silences["lantern-quay.example"] = (Silence.UNRESOLVED, "")
    watched.check()
    watched.check()
    assert (watched.one().failures, watched.one().problem) == (2, "lantern-quay.example says nothing")
    watched.glancer.silences.clear()
    watched.check()
    assert (watched.one().failures, watched.one().finding) == (0, Finding.GONE)


def test_the_longest_waiting_come_first_and_none_before_its_time(watched: Watched) -> None:
    watched.enrol("Chat C", "a.example", "b.example", "c.example")
    assert watched.check(limit=2).looked == 2
    watched.at -= EVERY
    assert watched.check(limit=10).looked == 2, "only those that were not looked at are due"
    assert sorted(watched.glancer.asked) == ["a.example", "b.example", "c.example", "lantern-quay.example"]


def test_a_check_that_breaks_off_goes_on_where_it_was(watched: Watched) -> None:
    watched.enrol("Chat C", "a.example", "b.example", "c.example")
    watched.glancer.fails_after = 2
    with pytest.raises(KeyboardInterrupt):
        watched.check()
    watched.glancer.fails_after = None
    assert watched.check().looked == 2, "what was not looked at is due at once"
    assert sorted(watched.glancer.asked) == ["a.example", "b.example", "c.example", "lantern-quay.example"]


def test_one_look_that_cannot_be_kept_holds_up_no_other(watched: Watched, monkeypatch: pytest.MonkeyPatch) -> None:
    watched.enrol("Chat C", "a.example", "b.example", "c.example")
    keep = following._Work.keep

    def refuse(work: following._Work, row: FormerAddressRow, *args: Any) -> tuple[bool, list[UUID]]:
        if row.hostname == "a.example":
            raise ValueError("nobody foresaw it")
        return keep(work, row, *args)

    monkeypatch.setattr(following._Work, "keep", refuse)
    with pytest.raises(ValueError, match="nobody foresaw it"):
        watched.check()
    looked = len(watched.glancer.asked)
    assert watched.check().looked == 4 - looked
    assert sorted(watched.glancer.asked) == ["a.example", "b.example", "c.example", "lantern-quay.example"]


def test_an_address_is_looked_at_again_after_a_clock_that_stood_far_ahead_was_set_right(watched: Watched) -> None:
    right = watched.at
    watched.at += timedelta(days=400)
    assert watched.check().looked == 1
    watched.at = right
    assert [watched.check().looked, watched.check().looked] == [1, 1]
    watched.at -= EVERY + timedelta(minutes=1)
    assert watched.check().looked == 0, "the clock of another machine may be a little ahead"


def test_a_worker_that_is_stopped_begins_no_further_look_and_leaves_the_rest_due(
    watched: Watched, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    watched.enrol("Chat C", "a.example", "b.example", "c.example")
    ports = SimpleNamespace(clock=watched, rule_book=FakeRuleBook(), background=lambda: BACKGROUND)
    monkeypatch.setattr(wiring, "current_ports", lambda: ports)
    monkeypatch.setattr(wiring, "current_config", lambda: Config(data_folder=tmp_path))
    loop = FormerAddressLoop()
    watched.glancer.meanwhile = dict.fromkeys(
        ("a.example", "b.example", "c.example", "lantern-quay.example"), loop.stop
    )
    assert loop.check(watched.glancer, every_s=900.0) == 1
    assert len(watched.glancer.asked) == 1
    assert watched.check().looked == 3


@pytest.mark.longer
def test_one_round_takes_as_long_as_the_budget_makes_it(watched: Watched) -> None:
    watched.enrol("Chat C", *(f"name{n}.example" for n in range(59)))
    watched.check()
    watch = get_watch(requests_per_s=0.05, every_s=900, now=watched.at, viewer=watched.analyst)
    assert watch.addresses == 60
    assert watch.round_s == pytest.approx(60 * SPACING / 0.05)
    assert get_watch(requests_per_s=20, every_s=900, now=watched.at, viewer=watched.analyst).round_s == 900
    assert watch.counts == {Finding.GONE: 60}


def test_a_reviewer_may_not_look(watched: Watched, people: People) -> None:
    with pytest.raises(NotAllowedError):
        watched.check(actor=people(Role.REVIEWER))


def test_the_worker_looks_at_what_is_due_and_only_where_it_is_told_to_watch(
    watched: Watched, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    ports = SimpleNamespace(clock=watched, rule_book=FakeRuleBook(), background=lambda: BACKGROUND)
    monkeypatch.setattr(wiring, "current_ports", lambda: ports)
    monkeypatch.setattr(wiring, "current_config", lambda: Config(data_folder=tmp_path))
    loop = FormerAddressLoop()
    loop.start()
    loop.stop()
    assert watched.glancer.asked == []
    loop = FormerAddressLoop()
    with wiring.take_turn(wiring.current_config(), "former-addresses", wait=False):  # somebody looks by hand
        assert loop.check(watched.glancer, every_s=900.0) == 0
    assert watched.glancer.asked == []
    assert loop.check(watched.glancer, every_s=900.0) == 1
    assert loop.check(watched.glancer, every_s=900.0) == 0


class Pauses(threading.Event):
    """Passes at once and remembers how long it was asked to wait; it is set at the `last` time."""

    def __init__(self, last: int) -> None:
        super().__init__()
        self.asked = list[float]()
        self._last = last

    def wait(self, timeout: float | None = None) -> bool:
        self.asked.append(timeout or 0.0)
        return len(self.asked) == self._last


@pytest.mark.parametrize("error", [InterfaceError("connection already closed"), ValueError("nobody foresaw it")])
def test_after_any_error_the_worker_pauses_and_looks_again(
    error: Exception, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(wiring, "current_config", lambda: Config(data_folder=tmp_path))
    monkeypatch.setattr(wiring, "build_former_glancer", lambda _config: FakeGlancer())
    for module in (former, endurance):
        monkeypatch.setattr(module, "connections", SimpleNamespace(close_all=lambda: None))
    results: Iterator[int | Exception] = iter([3, error, 4])

    def check(_loop: FormerAddressLoop, _glancer: object, _every_s: float) -> int:
        result = next(results)
        if isinstance(result, Exception):
            raise result
        return result

    monkeypatch.setattr(FormerAddressLoop, "check", check)
    pauses = Pauses(last=4)
    FormerAddressLoop(_over=pauses)._watch()
    assert pauses.asked == [0.0, endurance._PAUSE_S, former.PAUSE_S, 0.0]
    assert next(results, None) is None
