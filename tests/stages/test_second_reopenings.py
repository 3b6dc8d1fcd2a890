"""A closed site reopened under another name, two people confirmed it, and it reopens once more: like the first
reopening, and not like the closed site."""

import json
from dataclasses import replace
from datetime import timedelta
from functools import partial
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from rempart import wiring
from rempart.cases.queries import list_cases
from rempart.config import CapturesConfig, Config, SweepsConfig
from rempart.engines.pages import (
    Background,
    BackgroundCount,
    Kind,
    PageInput,
    features_from_json,
    features_to_json,
    sign_key,
)
from rempart.engines.policy import Suffixes
from rempart.engines.verdict import VerdictKind, judge, portrait_of
from rempart.glances.contracts import SweepBasis
from rempart.glances.following import check_former_addresses
from rempart.glances.recognition import KEPT, PRIOR
from rempart.glances.reopenings import list_reopened_signs
from rempart.glances.sweeping import Found, SweepSettings, begin_sweep, sweep_hostnames
from rempart.kernel.actors import CONSOLE, SYSTEM, Role
from rempart.lab.server_farm import ServerFarm
from rempart.matches.backgrounds import count_match
from rempart.matches.comparisons import export_comparison
from rempart.matches.contracts import Judgement, Match
from rempart.matches.models import MatchRow
from rempart.matches.queries import find_exhibits, get_match, list_matches
from rempart.matches.records import find_record, recompute
from rempart.matches.services import judge_exhibit
from rempart.orders.contracts import Order, State
from rempart.orders.models import OrderRow
from rempart.orders.oversight import revoke_order
from rempart.pipeline.confirmed import ConfirmedKeys, confirmed_pages, list_confirmed_keys, read_confirmed_pages
from rempart.pipeline.grounds import gather_grounds, list_order_matches
from rempart.ports.glancing import Glancer
from rempart.sightings.contracts import Origin
from rempart.sightings.queries import list_sightings
from rempart.wiring import build_sweep_glancer
from tests.factories import pages
from tests.factories.sweeps import BACKGROUND, Names
from tests.fakes.glancing import FakeGlancer
from tests.fakes.pipeline import run_until_quiet
from tests.stages import test_pipeline
from tests.stages.test_pipeline import FORMER, REOPENING, House

house = test_pipeline.house

COMMON = "offers@domain-sale.test"
CONTACT_OF_A = "keeper@lantern-quay.example"  # which the page that the pipeline judged gives too
MAIL, TAG = "gate7@posteo.test", "G-KOLVARA71"
HELP = "watch@children-first.test"
BARN_RULES = (
    "<ol><li>Every lamp in the yard has one keeper who may put it out.</li>"
    "<li>Trading keys is for the barn on Fridays after supper.</li>"
    "<li>The yard is swept of words at dawn and nothing is kept.</li></ol>"
)
BARN_FORM = (
    '<form action="/gate-4"><input name=kv_handle maxlength=9><select name=kv_room><option>Yard of Ash</option>'
    "<option>Low Barn</option><option>Reed Gate</option></select><input name=kv_town></form>"
)
SECOND = pages.page(
    "Kolvara",
    f"<p>Step into the barn, all of you who came over the field.</p>{BARN_FORM}{BARN_RULES}<p>Keepers: {MAIL}</p>",
    f"<script>gtag('config', '{TAG}');</script>",
)
THIRD = (
    "<!doctype html><title>Tirquel</title><body class=pond><nav class=reeds>Tirquel</nav><article><h2>Tirquel</h2>"
    f"<p>The pond is open.</p>{BARN_FORM}{BARN_RULES}</article><footer>{MAIL}</footer>"
)


def of(said: str) -> str:
    """The page of a stall on a market, with one more line."""
    cheese = "<p>Cheese of the valley, cut on the market each Thursday before the church, and honey in autumn.</p>"
    return f"<!doctype html><title>Tolmen</title><body><div class=stall><h2>Tolmen</h2>{cheese}<p>{said}</p></div>"


class Field:
    """A closed site, its confirmed reopening with a page of its own, and sweeps of names."""

    def __init__(self, house: House) -> None:
        self.house = house
        self.case = house.reopen()

    def show(self, html: str, /, *keys: str, **other: object) -> UUID:
        """One judgement more of the reopening's exhibit, with this page and its server's TLS keys."""
        row = MatchRow.objects.filter(hostname=REOPENING).earliest("judged_at")
        row.pk, row.verdict = uuid4(), Judgement.UNCLEAR
        row.features = json.loads(features_to_json(portrait_of(PageInput(html=html, url=f"https://{REOPENING}/"))))
        row.features["signs"] += [["certificate-key", key, "record"] for key in keys]
        for column, value in other.items():
            setattr(row, column, value)
        row.save(force_insert=True)
        return row.pk

    def confirm(self) -> Order:
        return self.house.block(self.case)

    def sweep(self, *, background: Background = BACKGROUND, **shown: str) -> dict[str, Found]:
        """What a sweep makes of pages, each at a host of its label."""
        glancer = FakeGlancer({f"{label}.test": html for label, html in shown.items()})
        return self.look(Names([*glancer.pages]), glancer, background)

    def look(self, names: Names, glancer: Glancer, background: Background = BACKGROUND) -> dict[str, Found]:
        """What a sweep makes of what is there, by each name's first label."""
        settings = SweepSettings("act-12", "the closure of March")
        begun = begin_sweep(
            source="new.txt",
            source_sha256=f"{uuid4().int:064x}"[-64:],
            settings=settings,
            bases=(SweepBasis("act-12", "Act 12"),),
            actor=self.house.analyst,
            now=self.house.now,
        )
        found = sweep_hostnames(
            sweep_id=begun.id,
            names=names,
            glancer=glancer,
            passive=names,
            background=background,
            actor=self.house.analyst,
            clock=self.house.clock,
            reopenings=partial(confirmed_pages, viewer=CONSOLE),
        )
        return {one.listed.hostname.partition(".")[0]: one for one in found}


@pytest.fixture
def bare(house: House, monkeypatch: pytest.MonkeyPatch) -> Field:
    """Once it reopened, what is captured is weighed against the background that comes along."""
    found, ports = Field(house), house.outside.ports
    monkeypatch.setattr(wiring, "current_ports", lambda: replace(ports(), background=lambda: BACKGROUND))
    return found


@pytest.fixture
def field(bare: Field) -> Field:
    bare.show(SECOND)
    return bare


def codes(found: Found) -> list[str]:
    return [reason.code for reason in found.reasons if reason.code.startswith("glances.")]


@pytest.mark.slow
def test_the_second_reopening_is_no_lead_by_the_closed_site_alone(field: Field) -> None:
    assert field.sweep(tirquel=THIRD)["tirquel"].outcome == "looked"
    field.house.propose(field.case)
    assert field.sweep(tirquel=THIRD)["tirquel"].outcome == "looked", "one signature confirms nothing"


@pytest.mark.slow
def test_once_two_people_signed_the_second_reopening_is_told_by_the_first_and_its_record(field: Field) -> None:
    order = field.confirm()
    found = field.sweep(tirquel=THIRD)["tirquel"]
    assert (found.outcome, found.site_id) == ("sighted", field.house.site_id)
    same, gives = found.reasons[1:3]
    assert (same.code, gives.code) == ("glances.same_as_reopening", "glances.gives_reopened")
    exhibit = str(order.exhibits[0])
    assert same.text == (
        f"It is judged the same as {REOPENING}, a reopening of the closed site that two people confirmed, by its page "
        f"in exhibit {exhibit}."
    )
    assert gives.text.startswith(f"It gives {MAIL}, as {REOPENING} does in exhibit {exhibit}, html:")
    (sighting,) = list_sightings(viewer=field.house.analyst, hostname="tirquel.test")
    assert (sighting.origin, sighting.name_score) == (Origin.SWEEP, None)


@pytest.mark.slow
@pytest.mark.parametrize("said", [f"Write to {MAIL}", f"<script>gtag('config', '{TAG}');</script>"])
def test_a_contact_point_or_an_account_of_the_first_reopening_alone_is_a_weak_lead(field: Field, said: str) -> None:
    field.confirm()
    found = field.sweep(tolmen=of(said), cheese=of(""))
    assert (found["tolmen"].outcome, found["tolmen"].probability) == ("sighted", KEPT)
    assert codes(found["tolmen"]) == ["glances.found_by_page", "glances.gives_reopened"]
    assert "A page about it, or one that wants to pass for it, may give the same." in found["tolmen"].reasons[1].text
    assert found["cheese"].outcome == "looked"


@pytest.mark.slow
def test_a_page_that_carries_the_reopenings_contact_to_be_taken_for_it_is_never_the_same(field: Field) -> None:
    field.confirm()
    framing = of(f"Write to {MAIL}<script>gtag('config', '{TAG}');</script>")
    found = field.sweep(tolmen=framing)["tolmen"]
    assert found.probability == KEPT
    page = portrait_of(PageInput(html=framing, url="https://tolmen.test/"))
    known = [features_from_json(json.dumps(one.features)) for one in read_confirmed_pages(viewer=CONSOLE)]
    assert [judge(one, page, BACKGROUND, PRIOR).kind for one in known].count(VerdictKind.SAME) == 0


@pytest.mark.slow
def test_whom_the_reopening_names_to_take_reports_is_no_lead(bare: Field) -> None:
    bare.show(SECOND.replace("</footer>", f"<p>Report abuse to the police or to {HELP}.</p></footer>"))
    bare.confirm()
    found = bare.sweep(helpers=of(f"Write to us: {HELP}"), tolmen=of(MAIL))
    assert [one.outcome for one in found.values()] == ["looked", "sighted"]


@pytest.mark.slow
def test_what_many_hosts_have_and_what_a_placeholder_says_is_no_lead(bare: Field) -> None:
    parked = f"<title>{REOPENING}</title><p>This domain is for sale. Make an offer: {COMMON}</p>"
    bare.show(parked)
    bare.show(SECOND)
    bare.confirm()
    found = bare.sweep(stall=of(MAIL), sale=parked.replace(REOPENING, "sale.test"), other=of(COMMON))
    assert [one.outcome for one in found.values()] == ["sighted", "looked", "looked"]
    count = BackgroundCount()
    for number in range(60):
        count.add_host([*range(number * 9, number * 9 + 9), *([sign_key(Kind.EMAIL, MAIL)] if number % 9 == 0 else [])])
    assert bare.sweep(tolmen=of(MAIL), background=count.finish())["tolmen"].outcome == "looked"


@pytest.mark.longer
def test_a_revoked_order_takes_the_page_back_and_a_lapsed_one_leaves_it(field: Field) -> None:
    lapsed = field.confirm()
    OrderRow.objects.filter(pk=lapsed.id).update(state=State.LAPSED)
    assert field.sweep(one=of(MAIL))["one"].outcome == "sighted"
    revoked = field.confirm()
    reason = "It is another site."
    revoke_order(order_id=revoked.id, actor=field.house.people(Role.LEGAL_OFFICER), now=field.house.now, reason=reason)
    assert list(read_confirmed_pages(viewer=CONSOLE)) == []
    assert field.sweep(two=of(MAIL))["two"].outcome == "looked"


@pytest.mark.longer
def test_which_pages_of_an_order_show_the_reopening(bare: Field) -> None:
    shown = {
        bare.show(SECOND),
        bare.show(SECOND, verdict=Judgement.SAME),
        bare.show(SECOND, verdict=Judgement.SAME, hostname="elsewhere.test"),
    }
    others = {
        bare.show(SECOND, hostname="elsewhere.test"),
        bare.show(SECOND, verdict=Judgement.DIFFERENT),
        bare.show(SECOND, site_id=None),
    }
    bare.confirm()
    others.add(bare.show(SECOND, judged_at=bare.house.now))
    found = [page.id for page in read_confirmed_pages(bare.house.site_id, viewer=CONSOLE)]
    assert shown < set(found)
    assert others.isdisjoint(found)
    assert len(found) == len(set(found))


@pytest.mark.slow
def test_a_former_address_that_shows_the_reopenings_page_is_the_closed_site_again(field: Field) -> None:
    order = field.confirm()
    house, glancer = field.house, FakeGlancer({FORMER: THIRD})
    outcome = check_former_addresses(
        glancer=glancer,
        suffixes=Suffixes(["example", "test"]),
        background=BACKGROUND,
        every=timedelta(minutes=15),
        actor=SYSTEM,
        clock=house.clock,
        reopenings=partial(confirmed_pages, viewer=SYSTEM),
    )
    assert len(outcome.sighting_ids) == 1
    (sighting,) = list_sightings(viewer=house.analyst, hostname=FORMER)
    assert [reason.code for reason in sighting.reasons[:2]] == ["glances.returned", "glances.same_as_reopening"]
    assert str(order.exhibits[0]) in sighting.reasons[1].text


@pytest.mark.slow
def test_what_the_reopening_gives_as_its_own_is_listed_with_its_exhibit(field: Field) -> None:
    order = field.confirm()
    found = list_reopened_signs(read_confirmed_pages(field.house.site_id, viewer=CONSOLE), BACKGROUND)
    told = {one.sign.text: (one.reopening.hostname, one.reopening.exhibit_id) for one in found}
    assert told == dict.fromkeys((CONTACT_OF_A, MAIL, TAG), (REOPENING, order.exhibits[0]))


@pytest.mark.slow
def test_a_host_sighted_by_a_reopening_never_makes_the_reopenings_signs_common(field: Field) -> None:
    field.confirm()
    swept = field.sweep(tolmen=of(MAIL))["tolmen"]
    counted = [
        count_match(
            match_id=field.show(of(MAIL), hostname=f"{label}.test", verdict=Judgement.DIFFERENT, **by),
            base=Background.empty(),
            suffixes=Suffixes(["example", "test"]),
            actor=SYSTEM,
            now=field.house.now,
        )
        for label, by in (("tolmen", {"sighting_id": swept.sighting_id}), ("cheese", {}))
    ]
    assert counted == [False, True]


def captured(field: Field, label: str, html: str) -> Match:
    """The latest match of a page that a sweep sighted, and the pipeline captured."""
    field.house.outside.put_online(f"{label}.test", html)
    field.sweep(background=BACKGROUND, **{label: html})
    run_until_quiet()
    return list_matches(viewer=field.house.analyst, hostname=f"{label}.test")[0]


@pytest.mark.slow
def test_the_capture_of_a_second_reopening_is_compared_with_the_first_and_says_so_wherever_it_is_told(
    field: Field,
) -> None:
    first = field.confirm()
    match = captured(field, "tirquel", THIRD)
    assert (match.verdict, match.site_id, match.reference_id) == (Judgement.SAME, field.house.site_id, None)
    assert match.reopening is not None
    assert (match.reopening.hostname, match.reopening.exhibit_id) == (REOPENING, first.exhibits[0])
    assert match.told[0].text == (
        f"It was compared with {REOPENING} in exhibit {first.exhibits[0]}: a reopening of the closed site that two "
        "people confirmed."
    )
    assert [exhibit.hostname for exhibit in find_exhibits(match, viewer=CONSOLE)] == [REOPENING, "tirquel.test"]
    (case,) = [case for case in list_cases(viewer=field.house.analyst) if case.hostname == "tirquel.test"]
    order = field.house.block(case)
    assert match.id in [one.id for one in list_order_matches(order, viewer=CONSOLE)]
    assert gather_grounds(order.id, field.house.ports, viewer=CONSOLE).reasons[0].code == "matches.beside_reopening"


@pytest.mark.slow
def test_a_comparison_with_a_reopening_is_computed_again_byte_for_byte(field: Field) -> None:
    field.confirm()
    match, background = captured(field, "tirquel", THIRD), BACKGROUND
    taken = [
        export_comparison(match_id=match.id, background=background, actor=field.house.analyst, now=field.house.now)
        for _ in range(2)
    ]
    assert taken[0] == taken[1]
    record = json.loads(taken[0])
    assert record["as_judged"] is True
    assert record["compared_with_reopening"]["hostname"] == REOPENING
    assert recompute(find_record(taken[0]), background) == ()


@pytest.mark.slow
def test_a_revoked_reopening_lends_its_page_to_no_new_match_and_the_old_one_stays(field: Field) -> None:
    order = field.confirm()
    before = captured(field, "tirquel", THIRD)
    revoke_order(
        order_id=order.id, actor=field.house.people(Role.LEGAL_OFFICER), now=field.house.now, reason="Another's."
    )
    again = judge_exhibit(
        exhibit_id=before.exhibit_id,
        reader=field.house.ports.pages,
        store=field.house.ports.exhibits,
        background=BACKGROUND,
        actor=SYSTEM,
        now=field.house.now,
        reopenings=partial(confirmed_pages, viewer=SYSTEM),
    )
    after = get_match(again, viewer=CONSOLE)
    assert (after.reopening, after.verdict is Judgement.SAME) == (None, False)
    assert get_match(before.id, viewer=CONSOLE) == before


@pytest.mark.slow
def test_no_page_is_compared_with_a_reopening_at_its_own_host_or_with_one_that_rests_on_it(field: Field) -> None:
    field.confirm()
    second = captured(field, "tirquel", THIRD)
    (case,) = [case for case in list_cases(viewer=field.house.analyst) if case.hostname == "tirquel.test"]
    field.house.block(case)
    assert second.id in [page.id for page in read_confirmed_pages(viewer=CONSOLE)]
    field.house.outside.put_online(REOPENING, SECOND)
    field.house.report()
    field.house.clock.at += timedelta(days=2)
    field.house.report()
    latest = list_matches(viewer=field.house.analyst, hostname=REOPENING)[0]
    assert latest.judged_at > second.judged_at
    assert latest.reopening is None


@pytest.mark.longer
def test_what_was_judged_by_a_reopening_that_is_none_any_more_lends_nothing(bare: Field) -> None:
    def rests_on(ground: UUID) -> UUID:
        return bare.show(THIRD, "c0" * 32, verdict=Judgement.SAME, reference_id=None, reopening_id=ground)

    stands, fallen = bare.show(SECOND, "c0" * 32), bare.show(SECOND, "c0" * 32, verdict=Judgement.DIFFERENT)
    lent = {stands, one := rests_on(stands), rests_on(one)}
    lost = {fallen, other := rests_on(fallen), rests_on(other)}
    bare.confirm()
    for lending in (
        {page.id for page in read_confirmed_pages(viewer=CONSOLE)},
        {key.id for key in list_confirmed_keys(viewer=CONSOLE)},
        {key.id for key in ConfirmedKeys(CONSOLE)()},
    ):
        assert lent <= lending
        assert lost.isdisjoint(lending)


@pytest.mark.slow
def test_in_a_farm_of_hosts_the_second_reopening_alone_is_found(field: Field, tmp_path: Path) -> None:
    field.confirm()
    with ServerFarm(THIRD) as farm:
        config = Config(
            data_folder=tmp_path,
            captures=CapturesConfig(
                ports=(farm.port, farm.tls_port), allowed_networks=("127.0.0.0/8",), resolver=farm.dns
            ),
            sweeps=SweepsConfig(requests_per_s=300, network_requests_per_s=300, host_pause_s=0.01),
        )
        names = Names(["site1.example", "back2.example", "tls3.example", "parked4.example", "gone5.example"])
        found = field.look(names, build_sweep_glancer(config, obey_robots=True))
    sighted = {label: one.reasons[1].code for label, one in found.items() if one.outcome == "sighted"}
    assert sighted == {"back2": "glances.same_as_reopening"}
    assert {one.outcome for one in found.values()} == {"sighted", "looked", "gone"}
