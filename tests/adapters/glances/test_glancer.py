import asyncio
import contextlib
import gzip
import time
from collections.abc import Iterator
from dataclasses import replace

import pytest

from rempart.adapters.egress.identity import make_identity
from rempart.adapters.egress.upstream import UpstreamError
from rempart.adapters.glances import PoliteGlancer
from rempart.adapters.glances.pace import Pace, network_of
from rempart.kernel.clock import SystemClock
from rempart.kernel.hostname import Hostname
from rempart.ports.capturing import CapturePolicy
from rempart.ports.glancing import GLANCE_LIMITS, SPACING, Glance, GlanceAsk, GlancePolicy, Silence
from tests.adapters.egress.names import Answers, NameServer
from tests.adapters.egress.origin import Origin, Reply
from tests.waiting import PATIENCE_S

HERE = ["127.0.0.1"]
PAGE = b"<title>Lantern Quay</title><p>Four lines and the gangway comes down.</p>"


class Everything(dict[str, list[Answers]]):
    """A registry that answers for every name below it."""

    def get(self, _name: str, _default: object = None) -> list[Answers]:
        return [HERE]


@pytest.fixture
def origin() -> Iterator[Origin]:
    with Origin({"/": PAGE}).running() as running:
        yield running


@pytest.fixture
def names() -> Iterator[NameServer]:
    known: dict[str, list[Answers]] = {f"{word}.example": [HERE] for word in ("quay", "harbour", "shop")}
    known |= {
        "inside.example": [["10.0.0.7"]],
        "mixed.example": [["127.0.0.1", "10.0.0.7"]],
        "mute.example": [["SERVFAIL"]],
    }
    with NameServer(known).running() as running:
        yield running


def make_policy(origin: Origin, names: NameServer, *ports: int, **changes: object) -> GlancePolicy:
    capture = CapturePolicy(
        ports=(origin.port, *ports),
        allowed_networks=("127.0.0.0/8",),
        resolver=names.where,
        limits=replace(GLANCE_LIMITS, navigation_s=PATIENCE_S),
    )
    fast = GlancePolicy(capture, requests_per_s=2000, network_requests_per_s=2000, host_pause_s=0.001, at_once=8)
    return replace(fast, **changes)  # type: ignore[arg-type]


def look(policy: GlancePolicy, *hostnames: str, below: str = "") -> list[Glance]:
    asks = [GlanceAsk(number, Hostname(name), below) for number, name in enumerate(hostnames)]
    return sorted(PoliteGlancer(policy, SystemClock()).glance(asks), key=lambda glance: glance.ask.number)


def test_a_look_brings_the_page_and_the_facts_of_its_connection(origin: Origin, names: NameServer) -> None:
    (glance,) = look(make_policy(origin, names), "quay.example")
    assert glance.page is not None
    assert "gangway" in glance.page.html
    assert [(fact.kind, fact.value) for fact in glance.page.facts] == [("address", "127.0.0.1")]
    assert origin.paths == ["/robots.txt", "/"]
    assert "cookie" not in origin.headers[0]


def test_a_dead_address_before_its_own_keeps_no_page_out_of_sight(origin: Origin) -> None:
    dead = [f"127.0.0.{number}" for number in range(7, 18)]  # a name server gives them in any order
    known: dict[str, list[Answers]] = {"quay.example": [[*dead, *HERE]], "harbour.example": [dead]}
    with NameServer(known).running() as names:
        found, other = look(make_policy(origin, names), "quay.example", "harbour.example")
    assert found.page is not None
    assert [(fact.kind, fact.value) for fact in found.page.facts] == [("address", "127.0.0.1")]
    assert other.silence is Silence.UNREACHABLE
    assert other.requests == 1 + len(dead), "the addresses, and each of them tried"
    assert found.requests <= 1 + len(dead) + 3, "once found, its own comes first"


def test_addresses_that_give_no_sign_end_a_look_in_time(
    origin: Origin, names: NameServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried: list[str] = []

    async def connect(*, addresses: tuple[str, ...], **_: object) -> None:
        tried.extend(addresses)
        await asyncio.sleep(0.1)
        raise UpstreamError(host="silent.example", problem="no sign")

    monkeypatch.setattr("rempart.adapters.glances.fetching.connect", connect)
    monkeypatch.setattr("rempart.adapters.glances.fetching.TRYING_S", 0.25)
    names.answers["silent.example"] = [[f"127.0.0.{number}" for number in range(7, 18)]]
    (glance,) = look(make_policy(origin, names), "silent.example")
    assert (glance.silence, len(tried)) == (Silence.UNREACHABLE, 3)


def look_for_errors(policy: GlancePolicy) -> Glance:
    (glance,) = PoliteGlancer(policy, SystemClock()).glance([GlanceAsk(1, Hostname("quay.example"), error_page=True)])
    return glance


def test_who_asks_for_the_error_page_gets_what_lies_where_nothing_is(origin: Origin, names: NameServer) -> None:
    origin.pages["*"] = Reply(b"<h1>This plank leads nowhere</h1>", status=404)
    glance = look_for_errors(make_policy(origin, names))
    assert glance.page is not None
    (lost,) = glance.page.beside
    assert (lost.is_error, "nowhere" in lost.html) == (True, True)
    assert origin.paths == ["/robots.txt", "/", f"/{lost.url.rpartition('/')[2]}"]
    assert glance.requests == 5  # the addresses, three requests, the name servers


def test_a_host_whose_robots_forbid_it_is_not_asked_for_an_error_page(origin: Origin, names: NameServer) -> None:
    origin.pages["/robots.txt"] = Reply(b"User-agent: *\nDisallow: /\nAllow: /$\n", "text/plain")
    glance = look_for_errors(make_policy(origin, names))
    assert glance.page is not None
    assert (glance.page.beside, origin.paths) == ((), ["/robots.txt", "/"])


@pytest.mark.parametrize(
    "lost", [Reply(PAGE), Reply(status=302, headers={"Location": "/"}), Reply(b"no", "text/plain", 404)]
)
def test_what_is_no_error_page_is_left_out(origin: Origin, names: NameServer, lost: Reply) -> None:
    origin.pages |= {"/robots.txt": Reply(status=404), "*": lost}
    glance = look_for_errors(make_policy(origin, names))
    assert glance.page is not None
    assert glance.page.beside == ()


@pytest.mark.parametrize(
    "shown",
    [
        Reply(b"<p>later</p>", status=503),
        Reply(b"\x89PNG\r\n\x1a\n" + bytes(100_000), content_type="image/png"),
        Reply(b"<p>on</p>", status=302, headers={"Location": "http://inside.example/"}),
    ],
)
def test_a_host_that_cannot_show_its_page_is_asked_for_no_other(
    origin: Origin, names: NameServer, shown: Reply
) -> None:
    origin.pages["/"] = shown
    assert look_for_errors(make_policy(origin, names)).page is not None
    assert origin.paths == ["/robots.txt", "/"]


def test_a_redirect_is_followed_and_the_key_of_its_end_is_known(origin: Origin, names: NameServer) -> None:
    with Origin({"/": PAGE}, tls=make_identity(SystemClock()).context).running() as end:
        target = f"https://harbour.example:{end.port}/"
        origin.pages["/"] = Reply(status=302, headers={"Location": target})
        (glance,) = look(make_policy(origin, names, end.port), "quay.example")
    assert glance.page is not None
    assert (glance.page.url, [hop.target for hop in glance.hops]) == (target, [target, ""])
    assert {fact.kind for fact in glance.page.facts} == {"server-key", "address"}  # the certificate names another host


def test_a_pages_own_refresh_is_followed_as_a_redirect(origin: Origin, names: NameServer) -> None:
    refresh = f'<meta http-equiv="refresh" content="0; url=http://harbour.example:{origin.port}/there">'
    origin.pages |= {"/": refresh.encode(), "/there": PAGE}
    (glance,) = look(make_policy(origin, names), "quay.example")
    assert glance.page is not None
    assert glance.page.host == "harbour.example"


def test_a_page_that_shows_something_is_kept_though_it_sends_on(origin: Origin, names: NameServer) -> None:
    """Who follows a refresh that visitors' scripts stop would see something else than they do."""
    target = f"http://harbour.example:{origin.port}/there"
    words = b"<p>The gangway is down and whoever wants to come aboard comes aboard.</p>" * 5
    refresh = f'<meta content="5;{target}" http-equiv="refresh">'.encode()
    origin.pages |= {"/": refresh + words, "/there": PAGE}
    (glance,) = look(make_policy(origin, names), "quay.example")
    assert glance.page is not None
    assert (glance.page.host, [hop.target for hop in glance.hops]) == ("quay.example", [target])


@pytest.mark.parametrize("target", ["http://[", "//[::1", "http://[x]/"])
def test_an_address_that_is_none_takes_no_page_out_of_sight(origin: Origin, names: NameServer, target: str) -> None:
    origin.pages["/"] = PAGE + f'<meta http-equiv="refresh" content="0;url={target}">'.encode()
    (glance,) = look(make_policy(origin, names), "quay.example")
    assert glance.page is not None
    assert "gangway" in glance.page.html


@pytest.mark.parametrize(
    "target", ["http://inside.example/", "http://10.0.0.7/", "ftp://harbour.example/", "http://0x7f.1/"]
)
def test_a_redirect_to_where_a_capture_may_not_go_is_named_and_not_followed(
    origin: Origin, names: NameServer, target: str
) -> None:
    origin.pages["/"] = Reply(b"<p>on</p>", status=302, headers={"Location": target})
    (glance,) = look(make_policy(origin, names), "quay.example")
    assert [hop.target for hop in glance.hops] == [target]
    assert glance.page is not None
    assert glance.page.host == "quay.example"


def test_redirects_without_end_end(origin: Origin, names: NameServer) -> None:
    origin.pages["*"] = lambda path: Reply(status=302, headers={"Location": f"{path}a"})
    origin.pages["/"] = origin.pages["*"]
    origin.pages["/robots.txt"] = Reply(status=404)
    (glance,) = look(make_policy(origin, names), "quay.example")
    assert len(glance.hops) == GLANCE_LIMITS.redirects + 1


def test_a_name_without_any_other_than_forbidden_addresses_is_never_asked(origin: Origin, names: NameServer) -> None:
    (glance,) = look(make_policy(origin, names), "inside.example")
    assert (glance.silence, glance.rule, origin.asked) == (Silence.REFUSED, "network", [])


def test_a_forbidden_address_beside_its_own_hides_no_page_and_is_told(origin: Origin, names: NameServer) -> None:
    glance, other = look(make_policy(origin, names), "mixed.example", "quay.example")
    assert glance.page is not None
    assert (glance.left_out, other.left_out) == (("10.0.0.7",), ())


def test_each_silence_is_told_from_the_others(origin: Origin, names: NameServer) -> None:
    found = look(make_policy(origin, names), "nobody.example", "mute.example")
    assert [glance.silence for glance in found] == [Silence.GONE, Silence.UNRESOLVED]
    closed = replace(make_policy(origin, names).capture, ports=(1,))
    (glance,) = look(make_policy(origin, names, capture=closed), "quay.example")
    assert glance.silence is Silence.UNREACHABLE


def test_a_name_that_is_answered_like_every_other_is_not_asked_for_a_page(origin: Origin) -> None:
    with NameServer(Everything()).running() as registry:
        (glance,) = look(make_policy(origin, registry), "quay.example", below="example")
    assert (glance.silence, origin.asked) == (Silence.WILDCARD, [])


def test_the_random_label_is_looked_up_once_a_registry(origin: Origin, names: NameServer) -> None:
    found = look(make_policy(origin, names), "quay.example", "harbour.example", "shop.example", below="example")
    assert all(glance.page for glance in found)
    random = {name for name, _ in names.asked if len(name.split(".")[0]) == 20}
    assert len(random) == 1


@pytest.mark.parametrize(
    ("status", "body", "allowed"),
    [
        (200, b"User-agent: *\nDisallow: /", False),
        (200, b"User-agent: *\nDisallow: /private", True),
        (200, b"\x89PNG\r\n\x1a\n", True),
        (404, b"", True),
        (403, b"", True),
        (429, b"", False),
        (503, b"", False),
    ],
)
def test_robots_is_obeyed_as_the_rfc_has_it(
    origin: Origin, names: NameServer, status: int, body: bytes, *, allowed: bool
) -> None:
    origin.pages["/robots.txt"] = Reply(body, status=status, content_type="text/plain")
    (glance,) = look(make_policy(origin, names), "quay.example")
    assert (glance.page is not None) is allowed
    assert allowed or (glance.silence, glance.rule) == (Silence.REFUSED, "robots")


def test_between_robots_page_and_error_page_lies_the_pause_that_robots_asks_for(
    origin: Origin, names: NameServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[str, float]] = []

    async def note(_pace: Pace, host: str, _address: str, pause_s: float) -> None:
        asked.append((host, pause_s))

    monkeypatch.setattr(Pace, "before_request", note)
    origin.pages["/robots.txt"] = b"User-agent: *\nCrawl-delay: 7\nDisallow: /private"
    asks = [GlanceAsk(1, Hostname("quay.example"), error_page=True)]
    (glance,) = PoliteGlancer(make_policy(origin, names), SystemClock()).glance(asks)
    assert glance.page is not None
    assert asked == [("quay.example", 0.0), *[("quay.example", 7.0)] * 2]


@pytest.mark.parametrize(
    ("beginning", "status", "allowed"),
    [
        (b"User-agent: *\nDisallow:", 200, False),
        (b"User-agent: *\n" + b"# of those who may\n" * 30_000, 200, True),
        (b"<h1>No", 404, True),
    ],
)
def test_a_robots_that_breaks_off_may_have_gone_on_to_say_no(
    origin: Origin, names: NameServer, beginning: bytes, status: int, *, allowed: bool
) -> None:
    whole = str(len(beginning) + 9)
    origin.pages["/robots.txt"] = Reply([beginning], "text/plain", status, {"Content-Length": whole})
    (glance,) = look(make_policy(origin, names), "quay.example")
    assert ((glance.page is not None), glance.rule) == (allowed, "" if allowed else "robots")


def test_robots_is_not_asked_where_a_reason_says_so(origin: Origin, names: NameServer) -> None:
    origin.pages["/robots.txt"] = b"User-agent: *\nDisallow: /"
    (glance,) = look(make_policy(origin, names, obey_robots=False), "quay.example")
    assert glance.page is not None
    assert origin.paths == ["/"]


@pytest.mark.parametrize(
    "changes",
    [
        {"opt_out": frozenset(["example"])},
        {"opt_out": frozenset(["www.quay.example"])},
        {"opt_out_networks": ("127.0.0.0/24",)},
    ],
)
def test_who_asked_to_be_left_out_is(origin: Origin, names: NameServer, changes: dict[str, object]) -> None:
    (glance,) = look(make_policy(origin, names, **changes), "quay.example")
    assert (glance.silence, glance.rule, origin.asked) == (Silence.REFUSED, "opt-out", [])


def test_a_medium_is_not_read_and_a_bomb_is_cut(origin: Origin, names: NameServer) -> None:
    origin.pages["/"] = Reply(b"\x89PNG\r\n\x1a\n" + bytes(100_000), content_type="image/png")
    (glance,) = look(make_policy(origin, names), "quay.example")
    assert glance.page is not None
    assert glance.page.html == ""
    bomb = gzip.compress(b"<p>words words words</p>" * 2_000_000)
    origin.pages["/"] = Reply(bomb, headers={"Content-Encoding": "gzip"})
    (glance,) = look(make_policy(origin, names), "quay.example")
    assert glance.page is not None
    assert glance.page.truncated
    assert len(glance.page.html) == GLANCE_LIMITS.decoded_bytes // 8 + 1, "what one piece gives beyond is dropped"


def test_one_host_that_breaks_our_reading_ends_no_other_look(
    origin: Origin, names: NameServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    def break_off(*_: object) -> str:
        raise RuntimeError("unforeseen")

    monkeypatch.setattr("rempart.adapters.glances.fetching.decode_html", break_off)
    found = look(make_policy(origin, names, obey_robots=False), "quay.example", "nobody.example")
    assert [glance.silence for glance in found] == [Silence.UNREACHABLE, Silence.GONE]
    assert "RuntimeError" in found[0].problem


def test_ending_early_ends_the_looks(origin: Origin, names: NameServer) -> None:
    endless = (GlanceAsk(number, Hostname("quay.example")) for number in range(10**9))
    looks = PoliteGlancer(make_policy(origin, names), SystemClock()).glance(endless)
    next(looks)
    looks.close()  # type: ignore[attr-defined]
    asked = len(origin.asked)
    time.sleep(0.5)
    assert len(origin.asked) <= asked + 8  # what was on its way to the server when the looks ended


def test_long_pages_that_wait_for_the_caller_keep_further_looks_waiting(
    origin: Origin, names: NameServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rempart.adapters.glances.glancer.MOST_HELD", len(PAGE))
    asks = (GlanceAsk(number, Hostname("quay.example")) for number in range(100))
    looks = PoliteGlancer(make_policy(origin, names, obey_robots=False, at_once=4), SystemClock()).glance(asks)
    with contextlib.closing(looks):  # type: ignore[type-var]
        next(looks)
        time.sleep(1.0)
        asked = len(origin.asked)
        assert asked <= 6, "four looks at a time, and none begins while one waits for a caller who takes none"
        assert sum(1 for _ in looks) == 99


def test_an_ask_for_nobody_is_answered_empty_and_asks_nothing(origin: Origin, names: NameServer) -> None:
    policy = make_policy(origin, names)
    found = list(PoliteGlancer(policy, SystemClock()).glance([GlanceAsk(7)]))
    assert [(one.ask.number, one.page, one.silence, one.requests) for one in found] == [(7, None, None, 0)]


def test_what_goes_wrong_in_the_list_is_raised_to_whoever_asked(origin: Origin, names: NameServer) -> None:
    def broken() -> Iterator[GlanceAsk]:
        yield GlanceAsk(1, Hostname("quay.example"))
        raise ValueError("the list broke off")

    with pytest.raises(ValueError, match="broke off"):
        list(PoliteGlancer(make_policy(origin, names), SystemClock()).glance(broken()))


async def _times(pace: Pace, *asked: tuple[str, str]) -> list[float]:
    loop = asyncio.get_running_loop()
    started = loop.time()

    async def one(host: str, address: str) -> float:
        await pace.before_request(host, address)
        return loop.time() - started

    return list(await asyncio.gather(*(one(host, address) for host, address in asked)))


class JumpingLoop(asyncio.SelectorEventLoop):
    """Its clock goes by what is waited for, and not by how busy the machine is."""

    _at = 0.0

    def time(self) -> float:
        return self._at

    def fall_behind(self, seconds: float) -> None:
        """As where the machine does something else for so long."""
        self._at += seconds

    def _run_once(self) -> None:
        if not self._ready and self._scheduled:  # type: ignore[attr-defined]
            self._at = max(self._at, self._scheduled[0].when())  # type: ignore[attr-defined]
        super()._run_once()  # type: ignore[misc]


def _run(pace: Pace, *asked: tuple[str, str]) -> list[float]:
    with asyncio.Runner(loop_factory=JumpingLoop) as runner:
        return runner.run(_times(pace, *asked))


def test_everything_together_keeps_to_the_budget() -> None:
    pace = Pace(requests_per_s=100, network_requests_per_s=10_000, host_pause_s=0.0)
    times = _run(pace, *((f"h{n}.example", f"192.0.{n}.1") for n in range(21)))
    assert max(times) >= 0.2 - 1e-9


def test_one_network_and_one_host_are_spared_while_others_are_asked() -> None:
    pace = Pace(requests_per_s=10_000, network_requests_per_s=20, host_pause_s=0.15)
    asked = [
        ("a.example", "192.0.2.1"),
        ("b.example", "192.0.2.2"),
        ("a.example", "198.51.100.1"),
        ("c.example", "203.0.113.1"),
    ]
    first, neighbour, again, stranger = _run(pace, *asked)
    assert first < 0.05
    assert neighbour >= 0.05
    assert again == pytest.approx(0.15)
    assert stranger < 0.05


def test_a_host_that_asks_for_a_longer_pause_is_given_it() -> None:
    async def run() -> list[float]:
        loop = asyncio.get_running_loop()
        pace, went = Pace(requests_per_s=10_000, network_requests_per_s=10_000, host_pause_s=0.5), []
        for pause_s in (0.0, 7.0, 7.0, 0.1):
            await pace.before_request("a.example", "192.0.2.1", pause_s)
            went.append(loop.time())
        return went

    with asyncio.Runner(loop_factory=JumpingLoop) as runner:
        assert runner.run(run()) == pytest.approx([0.0, 7.0, 14.0, 14.5], abs=0.01)


def test_a_pause_of_ours_does_not_end_in_a_burst() -> None:
    async def run() -> list[float]:
        loop, pace = asyncio.get_running_loop(), Pace(requests_per_s=20, network_requests_per_s=20, host_pause_s=0.0)
        went: list[float] = []

        async def ask() -> None:
            await pace.before_lookup()
            went.append(loop.time())

        asked = [asyncio.ensure_future(ask()) for _ in range(40)]
        await asyncio.sleep(0)
        loop.fall_behind(1.5)  # type: ignore[attr-defined]
        await asyncio.gather(*asked)
        return sorted(went)

    with asyncio.Runner(loop_factory=JumpingLoop) as runner:
        went = runner.run(run())
    assert max(sum(start <= at < start + 1 for at in went) for start in went) <= 20
    assert went[-1] == pytest.approx(1.5 + 38 * SPACING / 20)  # one before the pause, then each in its turn


def test_a_host_and_a_network_are_spared_however_long_the_common_budget_keeps_the_first_waiting() -> None:
    pace = Pace(requests_per_s=10, network_requests_per_s=2, host_pause_s=1.0)
    others = [(f"h{n}.example", f"198.51.{n}.1") for n in range(9)]
    asked = [("a.example", "192.0.2.1"), ("a.example", "192.0.2.1"), ("b.example", "192.0.2.2")]
    first, again, neighbour = _run(pace, *others, *asked)[9:]
    assert first >= 0.9
    assert again >= first + 1.0 - 1e-9
    assert abs(neighbour - again) >= 0.5 - 1e-9


@pytest.mark.parametrize(
    ("address", "network"), [("192.0.2.77", "192.0.2.0/24"), ("2001:db8:1:2::3", "2001:db8:1::/48")]
)
def test_a_network_is_as_near_to_one_operator_as_an_address_tells(address: str, network: str) -> None:
    assert network_of(address) == network
