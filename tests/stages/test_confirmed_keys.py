"""A reopening that two people confirmed lends its TLS key to the watch over certificates, and never finds itself."""

from dataclasses import dataclass, field
from uuid import UUID, uuid4

import pytest

from rempart.cases.contracts import Case
from rempart.engines.policy import Suffixes
from rempart.glances.keys import REFRESH_S, StreamKeys
from rempart.glances.queries import list_site_keys
from rempart.kernel.actors import CONSOLE, SYSTEM, Role
from rempart.matches.contracts import Judgement
from rempart.matches.models import MatchRow
from rempart.orders.contracts import State
from rempart.orders.models import OrderRow
from rempart.orders.oversight import revoke_order
from rempart.orders.services import countersign_order
from rempart.pipeline.confirmed import ConfirmedKeys, list_confirmed_keys
from rempart.ports.streams import Holder
from rempart.sightings.queries import list_sightings
from rempart.watchlist.queries import get_site
from tests.stages import test_pipeline
from tests.stages.test_pipeline import REOPENING, House

pytestmark = pytest.mark.slow  # through many rooms: seconds each

house = test_pipeline.house

KEY = "cd" * 32
ELSEWHERE = "velvet-tide.example"


@dataclass
class Watch:
    """What looks through certificates, with the reopening's page holding KEY."""

    house: House
    at: float = 0.0
    case: Case = field(init=False)
    first: UUID = field(init=False)
    """The judgement that the others are made of: theirs is of the same instant."""

    def __post_init__(self) -> None:
        self.case = self.house.reopen()
        self.first = MatchRow.objects.filter(hostname=REOPENING).earliest("judged_at").pk
        self.judge()
        self.keys = StreamKeys(
            self.house.ports.background,
            lambda: Suffixes(["example", "test"]),
            ConfirmedKeys(SYSTEM),
            SYSTEM,
            monotonic=lambda: self.at,
        )

    def judge(self, key: str = KEY, **other: object) -> None:
        """One judgement more of the reopening's exhibit, whose page holds the key."""
        row = MatchRow.objects.get(pk=self.first)
        row.pk = uuid4()
        row.features["signs"].append(["certificate-key", key, "record"])
        for column, value in other.items():
            setattr(row, column, value)
        row.save(force_insert=True)

    def meet(self, *names: str) -> int:
        self.refresh()
        return self.keys.take([Holder(KEY, names)], stream="log A", now=self.house.now)

    def refresh(self) -> frozenset[bytes]:
        self.at += REFRESH_S
        self.keys.refresh()
        return self.keys.watched.digests


@pytest.fixture
def watch(house: House) -> Watch:
    return Watch(house)


WATCHED = frozenset({bytes.fromhex(KEY)})


def test_the_key_is_looked_for_once_two_people_signed(watch: Watch) -> None:
    assert watch.refresh() == frozenset()
    order = watch.house.propose(watch.case)
    assert watch.refresh() == frozenset()
    assert watch.meet(ELSEWHERE) == 0
    watch.house.block(watch.case)
    assert watch.refresh() == WATCHED
    assert watch.meet(ELSEWHERE) == 1
    (sighting,) = list_sightings(viewer=watch.house.analyst, hostname=ELSEWHERE)
    (why,) = sighting.reasons
    assert sighting.site_id == watch.house.site_id
    assert why.values["former"] == REOPENING
    assert why.values["exhibit"] == str(order.exhibits[0])


def test_the_page_of_the_site_says_that_the_key_is_a_reopenings(watch: Watch) -> None:
    house = watch.house
    assert list_confirmed_keys(house.site_id, viewer=house.analyst) == ()
    order = house.block(watch.case)
    watch.meet(ELSEWHERE)
    confirmed = list_confirmed_keys(house.site_id, viewer=house.analyst)
    (key,) = list_site_keys(house.site_id, viewer=house.analyst, confirmed=confirmed)
    assert (key.key, key.hostname, key.exhibit_id) == (KEY, REOPENING, order.exhibits[0])
    assert (key.is_reopening, key.hosts) == (True, (ELSEWHERE,))


def test_a_blocked_host_never_leads_to_itself_even_before_it_is_a_name_of_the_site(watch: Watch) -> None:
    order = watch.house.propose(watch.case)
    countersign_order(
        order_id=order.id,
        rule_book=watch.house.ports.rule_book,
        actor=watch.house.people(Role.REVIEWER),
        now=watch.house.now,
    )
    assert REOPENING not in {name.hostname for name in get_site(watch.house.site_id, viewer=watch.house.analyst).names}
    before = list_sightings(viewer=watch.house.analyst)
    assert watch.meet(REOPENING, f"www.{REOPENING}") == 0
    assert list_sightings(viewer=watch.house.analyst) == before
    assert watch.meet(REOPENING, ELSEWHERE) == 1


def test_a_revoked_order_takes_its_key_back_and_an_older_one_for_the_host_does_not_return_it(watch: Watch) -> None:
    house = watch.house
    lapsed, revoked = house.block(watch.case), house.block(watch.case)
    OrderRow.objects.filter(pk=lapsed.id).update(state=State.LAPSED)
    assert watch.refresh() == WATCHED
    reason = "It is another site."
    revoke_order(order_id=revoked.id, actor=house.people(Role.LEGAL_OFFICER), now=house.now, reason=reason)
    assert watch.refresh() == frozenset()
    assert watch.meet(ELSEWHERE) == 0
    assert list_confirmed_keys(house.site_id, viewer=house.analyst) == ()


@pytest.mark.parametrize(
    ("state", "counts"),
    [(State.LAPSED, True), (State.UNCHECKED, True), (State.SUSPENDED, False), (State.DECLINED, False)],
)
def test_which_orders_confirm(watch: Watch, state: State, counts: bool) -> None:
    order = watch.house.block(watch.case)
    OrderRow.objects.filter(pk=order.id).update(state=state)
    assert watch.refresh() == (WATCHED if counts else frozenset())


@pytest.mark.parametrize("state", [State.PROVISIONAL, State.LAPSED])
def test_one_signature_in_an_emergency_confirms_nothing(watch: Watch, state: State) -> None:
    order = watch.house.order_alone(watch.case)
    OrderRow.objects.filter(pk=order.id).update(state=state)
    assert watch.refresh() == frozenset()


def test_pages_of_another_judgement_or_judged_later_lend_nothing(watch: Watch) -> None:
    watch.house.block(watch.case)
    watch.judge("ef" * 32, verdict=Judgement.DIFFERENT)
    watch.judge("12" * 32, verdict=Judgement.UNCLEAR, hostname=ELSEWHERE)
    watch.judge("0a" * 32, judged_at=watch.house.now)
    assert [signs.values for signs in list_confirmed_keys(watch.house.site_id, viewer=CONSOLE)] == [(KEY,)]


def test_an_unclear_page_at_the_very_host_lends_its_key_since_two_people_knew_more(watch: Watch) -> None:
    watch.judge("ef" * 32, verdict=Judgement.UNCLEAR)
    assert watch.refresh() == frozenset()
    watch.house.block(watch.case)
    assert watch.refresh() == WATCHED | {bytes.fromhex("ef" * 32)}
