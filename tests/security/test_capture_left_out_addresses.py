"""The attack: publish an address of a private network beside one's own, to be refused by whoever looks; or to be let
in with it.

The site is asked at its own address, and what stands beside it is never even tried: the suite counts the tries. On
loopback, 127.0.0.1 alone is open and stands for the site's own address; every other address of a special range, the
rest of loopback included, stands for the network of whoever captures.
"""

import asyncio
from collections.abc import Iterator, Mapping
from dataclasses import replace
from ipaddress import ip_address
from typing import Any

import pytest

from rempart.adapters.chromium import ChromiumCapturer
from rempart.adapters.egress.addresses import admit, parse_networks
from rempart.adapters.egress.lookups import MAX_ADDRESSES, Pin, PinnedResolver
from rempart.adapters.glances import PoliteGlancer
from rempart.kernel.clock import SystemClock
from rempart.kernel.hostname import Hostname
from rempart.ports.capturing import CaptureLimits, CapturePolicy
from rempart.ports.glancing import GLANCE_LIMITS, Glance, GlanceAsk, GlancePolicy, Silence
from tests.adapters.egress.names import Answers, NameServer
from tests.adapters.egress.origin import Origin, Reply
from tests.adapters.egress.through import Seen, fetch, make_policy
from tests.security.special_addresses import BAD_V4, BAD_V6, GLOBAL_V4, GLOBAL_V6, embed
from tests.waiting import PATIENCE_S

OWN = "127.0.0.1"
OPEN = ("127.0.0.1/32",)
PAGE = b"<title>Lantern Quay</title><p>Four lines and the gangway comes down.</p>"
BAD = BAD_V4 + BAD_V6 + [form for address in BAD_V4 for form in embed(address)]


@pytest.fixture
def origin() -> Iterator[Origin]:
    with Origin({"*": PAGE, "/robots.txt": Reply(status=404)}).running() as running:
        yield running


def capture(origin: Origin, answers: Mapping[str, list[Answers]], *hosts: str, **changes: Any) -> Seen:
    """Each of `hosts` (all that have answers, where none is named) asked for once, through one proxy."""
    with NameServer(dict(answers), changes.pop("aliases", None)).running() as names:
        policy = make_policy(origin.port, allowed=OPEN, resolver=names.where, **changes)
        return fetch(policy, *(f"http://{host}:{origin.port}/" for host in hosts or answers))


def glance(origin: Origin, answers: Mapping[str, list[Answers]], *hosts: str) -> list[Glance]:
    with NameServer(dict(answers)).running() as names:
        limits = replace(GLANCE_LIMITS, navigation_s=PATIENCE_S)
        opened = CapturePolicy(ports=(origin.port,), allowed_networks=OPEN, resolver=names.where, limits=limits)
        policy = GlancePolicy(opened, requests_per_s=2000, network_requests_per_s=2000, host_pause_s=0.001, at_once=8)
        asks = [GlanceAsk(number, Hostname(name)) for number, name in enumerate(hosts or answers)]
        return sorted(PoliteGlancer(policy, SystemClock()).glance(asks), key=lambda seen: seen.ask.number)


@pytest.mark.parametrize("order", ["before it", "behind it", "around it", "behind an alias"])
def test_a_site_is_asked_at_its_own_address_whatever_stands_beside_it(
    order: str, origin: Origin, tries: list[str]
) -> None:
    bad = BAD if order == "before it" else BAD[::20]
    orders = {"behind it": lambda one: [OWN, one], "around it": lambda one: [one, OWN, "fd00::7", "10.0.0.7"]}
    answers: dict[str, list[Answers]] = {
        f"n{number}.example": [orders.get(order, lambda one: [one, OWN])(one)] for number, one in enumerate(bad)
    }
    aliases = {f"a{name}": name for name in answers} if order == "behind an alias" else {}
    hosts = list(aliases or answers)
    seen = capture(origin, answers, *hosts, aliases=aliases)
    inside = [host for host in tries if host != OWN]
    print(f"{len(hosts)} cases of forbidden addresses, {len(inside)} tried")
    assert inside == []
    assert [exchange.peer_address for exchange in seen.exchanges] == [OWN] * len(hosts)
    assert seen.rules == []
    assert seen.proxy is not None
    told = {fact.name: fact.left_out for fact in seen.proxy.resolver.facts if fact.refused}
    assert len(told) == len(hosts), "each look-up names what it left out"
    assert all(bad[number] in " ".join(told[host]) for number, host in enumerate(hosts) if "around" not in order)


def test_each_address_that_is_left_out_is_named_with_the_rule_against_it(origin: Origin) -> None:
    beside = ["10.0.0.7", "169.254.169.254", "::ffff:10.0.0.7", "64:ff9b::a00:7", "2002:a00:7::1", "2001:0:a00:7::1"]
    seen = capture(origin, {"quay.example": [[*beside, OWN]]})
    assert seen.proxy is not None
    by_type = {fact.record_type: fact for fact in seen.proxy.resolver.facts}
    assert sorted(by_type["A"].left_out) == [  # a name server gives them in any order
        "10.0.0.7 is in 10.0.0.0/8 (private use)",
        "169.254.169.254 is in 169.254.0.0/16 (link-local, cloud metadata)",
    ]
    assert {rule.split(" ")[0] for rule in by_type["AAAA"].left_out} == {str(ip_address(one)) for one in beside[2:]}
    assert {answer.split(" ")[-1] for answer in by_type["A"].answers} == {*beside[:2], OWN}, "what was answered stays"


def test_no_rule_holds_what_stands_between_two_of_them() -> None:
    left_out = admit([*BAD, "fe80::1%eth0", "name.example", "a; b"]).left_out
    assert len(left_out) == len(set(BAD)) + 3
    assert [address for address, rule in left_out if ";" in rule] == ["a; b"], "a record of an address holds no such"


def test_what_is_left_out_opens_nothing_and_what_is_admitted_keeps_its_order() -> None:
    answered = ["10.0.0.7", GLOBAL_V6, "127.0.0.2", OWN, GLOBAL_V4, "10.0.0.7", f"64:ff9b::{GLOBAL_V4}"]
    admitted = admit(answered, parse_networks(OPEN))
    assert admitted.addresses == (GLOBAL_V6, OWN, GLOBAL_V4, f"64:ff9b::{GLOBAL_V4}")
    assert [address for address, _ in admitted.left_out] == ["10.0.0.7", "127.0.0.2"]


def test_many_addresses_beside_it_do_not_push_its_own_out_of_the_answer(origin: Origin, tries: list[str]) -> None:
    crowd = [f"10.0.{number}.7" for number in range(3 * MAX_ADDRESSES)]
    seen = capture(origin, {"quay.example": [[*crowd, OWN]]})
    assert [exchange.peer_address for exchange in seen.exchanges] == [OWN]
    assert set(tries) == {OWN}


def test_dead_addresses_before_its_own_hide_no_site_nor_one_family_the_other() -> None:
    dead = [f"127.0.1.{number}" for number in range(2 * MAX_ADDRESSES)]
    answers: dict[str, list[Answers]] = {"quay.example": [[*dead[: MAX_ADDRESSES - 1], "127.0.0.2"]]}
    with Origin({"*": PAGE}, "127.0.0.2").running() as origin, NameServer(answers).running() as names:
        policy = make_policy(origin.port, resolver=names.where)
        seen = fetch(policy, f"http://quay.example:{origin.port}/")
    assert [exchange.peer_address for exchange in seen.exchanges] == ["127.0.0.2"]
    with NameServer({"crowd.example": [[*dead, "::1"]]}).running() as names:
        pin = asyncio.run(_pin("crowd.example", names.where))
    assert len(pin.addresses) == MAX_ADDRESSES
    assert pin.addresses[1] == "::1", "the families in turn"


async def _pin(host: str, server: str) -> Pin:
    allowed = parse_networks(["127.0.0.0/8", "::1/128"])
    return await PinnedResolver(server=server, allowed=allowed, clock=SystemClock()).pin(host)


def test_where_its_own_address_does_not_answer_none_beside_it_is_tried(tries: list[str]) -> None:
    """As browsers do that fall back: the attack of mixed answers."""
    with Origin({"*": PAGE}, "127.0.0.2").running() as inside:
        seen = capture(inside, {"quay.example": [[OWN, "127.0.0.2"], ["127.0.0.2"]]}, "quay.example", "quay.example")
        (look,) = glance(inside, {"quay.example": [[OWN, "127.0.0.2"], ["127.0.0.2"]]})
    assert seen.rules == ["unreachable"] * 2
    assert (look.silence, look.left_out) == (Silence.UNREACHABLE, ("127.0.0.2",))
    assert inside.asked == []
    assert set(tries) == {OWN}


@pytest.mark.parametrize(
    "rounds",
    [
        [[OWN, "10.0.0.7"], ["10.0.0.7"], ["169.254.169.254"]],
        [["10.0.0.7", OWN], [OWN, "10.0.0.7"], ["127.0.0.2", OWN]],
        [["fd00::7", OWN], ["127.0.0.2"], ["::ffff:10.0.0.7"]],
    ],
)
def test_an_answer_that_changes_its_order_or_its_addresses_is_asked_for_once(
    rounds: list[Answers], origin: Origin, tries: list[str]
) -> None:
    with NameServer({"moving.example": rounds}).running() as names:
        policy = make_policy(origin.port, allowed=OPEN, resolver=names.where)
        seen = fetch(policy, *(f"http://moving.example:{origin.port}/{number}" for number in range(3)))
    assert [exchange.peer_address for exchange in seen.exchanges] == [OWN] * 3
    assert sorted(names.asked) == [("moving.example", "A"), ("moving.example", "AAAA")]
    assert set(tries) == {OWN}


def test_an_answer_that_is_private_first_and_public_later_stays_refused_for_the_look(
    origin: Origin, tries: list[str]
) -> None:
    rounds: list[Answers] = [["10.0.0.7"], [OWN], [OWN]]
    seen = capture(origin, {"moving.example": rounds}, *["moving.example"] * 3)
    assert seen.rules == ["network"] * 3
    assert tries.count(OWN) == 3, "the test's own way to the proxy"


def test_an_alias_of_an_inner_name_is_judged_by_where_that_lies(origin: Origin, tries: list[str]) -> None:
    answers: dict[str, list[Answers]] = {
        "db.inner.example": [["10.0.0.7", "fd00::7"]],
        "both.inner.example": [["10.0.0.7", OWN]],
    }
    aliases = {"quay.example": "db.inner.example", "harbour.example": "both.inner.example"}
    seen = capture(origin, answers, "quay.example", "harbour.example", aliases=aliases)
    assert seen.rules == ["network"]
    assert seen.refusals[0].detail.startswith("quay.example has no public address: 10.0.0.7 is in 10.0.0.0/8")
    assert [exchange.peer_address for exchange in seen.exchanges] == [OWN]
    assert {host for host in tries if host != OWN} == set()


@pytest.mark.parametrize("target", ["http://10.0.0.7/", "http://[::ffff:a00:7]/", "http://inside.example:{port}/"])
def test_who_is_let_in_beside_a_private_address_leads_to_none(target: str, origin: Origin, tries: list[str]) -> None:
    target = target.format(port=origin.port)
    origin.pages["/"] = Reply(b"<p>on</p>", status=302, headers={"Location": target})
    answers: dict[str, list[Answers]] = {"quay.example": [["10.0.0.7", OWN]], "inside.example": [["10.0.0.7"]]}
    with NameServer(answers).running() as names:
        policy = make_policy(origin.port, allowed=OPEN, resolver=names.where)
        seen = fetch(policy, f"http://quay.example:{origin.port}/", target)
    (look,) = glance(origin, answers, "quay.example")
    assert [answer[0] for answer in seen.answers] == [302, 403]
    assert seen.rules == ["network"]
    assert look.page is not None
    assert [hop.target for hop in look.hops] == [target]
    assert {host for host in tries if host != OWN} == set()


@pytest.mark.slow
def test_the_browser_itself_gets_the_page_and_reaches_nothing_that_stands_beside_its_address() -> None:
    """Real Chromium: files, frames and a redirect of names that give inner addresses alone, or beside the site's."""
    with Origin({"*": b"<p>inner</p>"}, "127.0.0.2").running() as inside, Origin({}).running() as site:
        parts = (f"http://{{}}.example:{port}/" for port in (site.port, inside.port))
        outer, inner = (part.format(name) for part, name in zip(parts, ("mixed", "inside"), strict=True))
        site.pages |= {
            "/": f"<title>Quay</title><iframe src='{inner}'></iframe><script src='{inner}a.js'></script>"
            f"<script src='{outer}b.js'></script><iframe src='/on'></iframe>".encode(),
            "/on": Reply(status=302, headers={"Location": f"http://127.0.0.2:{inside.port}/"}),
            "/b.js": Reply(b"document.title = 'Lantern ' + document.title", "text/javascript"),
        }
        rounds: list[Answers] = [["127.0.0.2", OWN], ["127.0.0.2"]]
        with NameServer({"mixed.example": rounds, "inside.example": [["127.0.0.2"]]}).running() as names:
            limits = CaptureLimits(navigation_s=60, total_s=PATIENCE_S)
            policy = make_policy(site.port, inside.port, allowed=OPEN, resolver=names.where, limits=limits)
            seen = ChromiumCapturer().capture(outer, policy)
    assert seen.title == "Lantern Quay"
    assert {exchange.peer_address for exchange in seen.exchanges} == {OWN}
    assert {refusal.rule for refusal in seen.refusals if refusal.rule != "media"} == {"network"}
    assert inside.asked == []
    told = {rule for fact in seen.dns for rule in fact.left_out if fact.name == "mixed.example"}
    assert told == {"127.0.0.2 is in 127.0.0.0/8 (loopback)"}


def test_a_look_tells_what_it_left_out_and_asks_what_is_left(origin: Origin, tries: list[str]) -> None:
    answers: dict[str, list[Answers]] = {
        "quay.example": [[OWN]],
        "mixed.example": [["10.0.0.7", OWN, "fd00::7"]],
        "inside.example": [["10.0.0.7", "::1"]],
    }
    quay, mixed, inside = glance(origin, answers)
    assert quay.page is not None
    assert mixed.page is not None
    assert (quay.left_out, mixed.left_out) == ((), ("10.0.0.7", "fd00::7"))
    assert (mixed.addresses, [(fact.kind, fact.value) for fact in mixed.page.facts]) == ((OWN,), [("address", OWN)])
    assert (inside.silence, inside.rule, inside.left_out) == (Silence.REFUSED, "network", ("10.0.0.7", "::1"))
    assert "inside.example has no public address: 10.0.0.7 is in 10.0.0.0/8 (private use); ::1 is" in inside.problem
    assert set(tries) == {OWN}
