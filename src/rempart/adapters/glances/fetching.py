"""One page of one host by the egress rules: the address judged, the name pinned, the body capped, media left alone.

In: an address. Out: a `Fetched`, following redirects within the policy. Never: a redirect to where a capture may not
go, or past the limits; a cookie sent back.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace
from ipaddress import ip_address
from urllib.parse import urljoin

import h11

from rempart.adapters.certificate_facts import certificate_facts
from rempart.adapters.egress.addresses import Network, parse_networks
from rempart.adapters.egress.bodies import Body, BodyReader
from rempart.adapters.egress.budget import Budget
from rempart.adapters.egress.coding import ACCEPTED
from rempart.adapters.egress.lookups import PinnedResolver
from rempart.adapters.egress.requests import Ask, Denial, read_ask
from rempart.adapters.egress.upstream import TRYING_S, Connection, TrustRoots, UpstreamError, connect
from rempart.adapters.glances.pace import Pace
from rempart.adapters.glances.robots import MAX_CHARACTERS, Rule, may_read, read_robots
from rempart.adapters.html_encoding import decode_html
from rempart.adapters.nowhere import nowhere_on
from rempart.engines.pages import Fact, SidePage, host_of
from rempart.engines.pages.reading.redirects import WayOn, way_on
from rempart.kernel.clock import Clock
from rempart.kernel.errors import InputRejectedError
from rempart.ports.glancing import NOT_LOOKED_AT, GlancePolicy, Hop


class NotAllowedToLookError(InputRejectedError):
    """A rule keeps the look from being taken. `rule` is opt-out, network, robots, address, port or scheme."""

    code = "glances.not_allowed"
    template = NOT_LOOKED_AT


class NoSuchNameError(UpstreamError):
    """The name has no address, and the name servers say so."""

    code = "glances.no_such_name"


class NameUnresolvedError(UpstreamError):
    """Nobody says what the name's address is."""

    code = "glances.name_unresolved"


@dataclass(frozen=True, slots=True)
class Fetched:
    """A page of text with the facts of the connection that carried it. `url` is that after redirects."""

    url: str
    status: int
    html: str
    headers: tuple[tuple[str, str], ...]
    facts: tuple[Fact, ...]
    hops: tuple[Hop, ...]
    truncated: bool


@dataclass(frozen=True, slots=True)
class _Answer:
    """`way` is where it sends the visitor, by header or by the page itself."""

    ask: Ask
    status: int
    headers: tuple[tuple[str, str], ...]
    text: str
    way: WayOn
    facts: tuple[Fact, ...]
    truncated: bool


class PageFetcher:
    """Fetches for one look: its names are pinned and its budget counts, over every host that it is sent on to."""

    def __init__(self, policy: GlancePolicy, pace: Pace, resolver: PinnedResolver, clock: Clock) -> None:
        self.requests = 0
        self.left_out: dict[str, tuple[str, ...]] = {}  # by host: addresses that no connection may go to
        self._policy = policy
        self._pace = pace
        self._resolver = resolver
        self._clock = clock
        self._closed = parse_networks(policy.opt_out_networks)
        self._budget = Budget(policy.capture.limits, asyncio.get_running_loop().time())
        self._rules: dict[str, Sequence[Rule]] = {}
        self._pauses: dict[str, float] = {}  # by host: what its robots.txt asks for between two requests
        self._answered: dict[str, str] = {}  # by host: the address that took the last connection

    async def addresses(self, host: str) -> tuple[str, ...]:
        """The pinned addresses of `host`. Raises NotAllowedToLookError or UpstreamError."""
        if is_listed(host, self._policy.opt_out):
            raise NotAllowedToLookError(host=host, rule="opt-out", detail="it or a name above it asked to be left out")
        self.requests += 1
        await self._pace.before_lookup()
        pin = await self._resolver.pin(host)
        self.left_out[host] = pin.left_out
        if pin.refused:
            raise NotAllowedToLookError(host=host, rule="network", detail=pin.refused)
        if pin.problem:
            raise (NameUnresolvedError if pin.exists else NoSuchNameError)(host=host, problem=pin.problem)
        for address in pin.addresses:
            if _lies_in(address, self._closed):
                raise NotAllowedToLookError(host=host, rule="opt-out", detail=f"{address} is in a network left out")
        return pin.addresses

    async def fetch(self, url: str) -> Fetched:
        """The page at `url`, after at most `redirects` redirects. Raises NotAllowedToLookError or UpstreamError."""
        hops: list[Hop] = []
        seen: set[str] = set()
        while True:
            answer = await self._get(url)
            target = answer.way.target if len(hops) < self._policy.capture.limits.redirects else ""
            target = "" if target in seen or target == url else target
            hops.append(Hop(url, answer.status, target))
            seen.add(url)
            if target and answer.way.is_all:
                try:
                    await self._admit_target(target)
                    url = target
                    continue
                except (NotAllowedToLookError, UpstreamError):
                    pass  # where it leads is known all the same: the last hop names it
            return Fetched(
                url=url,
                status=answer.status,
                html=answer.text,
                headers=answer.headers,
                facts=answer.facts,
                hops=tuple(hops),
                truncated=answer.truncated,
            )

    async def fetch_nowhere(self, fetched: Fetched) -> tuple[SidePage, ...]:
        """What the host of a page answers where nothing is; none where a rule or the host keeps that from being had."""
        url = nowhere_on(fetched.url)
        try:
            answer = await self._get(url)
        except (NotAllowedToLookError, UpstreamError):
            return ()
        is_page = "html" in _value_of(answer.headers, "content-type").lower()
        return (SidePage(url, answer.text, is_error=True),) if is_page and answer.status >= 400 else ()

    async def _admit_target(self, target: str) -> None:
        """Raises where a redirect must not, or cannot, be followed."""
        ask = self._read(target)
        await self.addresses(ask.host)
        if not await self._may_read(ask):
            raise NotAllowedToLookError(host=ask.host, rule="robots", detail="its robots.txt says no")

    def _read(self, url: str) -> Ask:
        ask = read_ask("GET", url, {"accept": "text/html"}, self._policy.capture)
        if isinstance(ask, Denial):
            raise NotAllowedToLookError(host=url[:80], rule=ask.rule, detail=ask.detail)
        return ask

    async def _may_read(self, ask: Ask) -> bool:
        """Whether the host's robots.txt, asked for once a look, allows the page."""
        if not self._policy.obey_robots:
            return True
        origin = ask.url[: -len(ask.target)]
        if origin not in self._rules:
            robots = read_robots(*await self._robots(f"{origin}/robots.txt"), self._policy.user_agent)
            self._rules[origin] = robots.rules
            self._pauses[ask.host] = max(robots.pause_s, self._pauses.get(ask.host, 0.0))
        return may_read(self._rules[origin], ask.url)

    async def _robots(self, url: str) -> tuple[int, str]:
        try:
            for _ in range(3):
                answer = await self._get(url, asking_robots=True)
                if not (300 <= answer.status < 400 and answer.way.target):
                    # One that breaks off may have gone on to say no: RFC 9309, 2.3.1.4 has it as unreachable.
                    broke_off = answer.truncated and answer.status < 300 and len(answer.text) <= MAX_CHARACTERS
                    return (0, "") if broke_off else (answer.status, answer.text)
                url = answer.way.target
                await self.addresses(self._read(url).host)
        except NotAllowedToLookError:
            pass
        return 404, ""  # sent on and on, or to where we do not go: RFC 9309, 2.3.1.2 has it as missing

    async def _get(self, url: str, *, asking_robots: bool = False) -> _Answer:
        ask = self._read(url)
        addresses = await self._resolver_addresses(ask.host)
        if not asking_robots and not await self._may_read(ask):
            raise NotAllowedToLookError(host=ask.host, rule="robots", detail="its robots.txt says no")
        if limit := self._budget.admit(ask.url, ask.host, asyncio.get_running_loop().time()):
            raise UpstreamError(host=ask.host, problem=f"the limit of a look was reached: {limit}")
        return await self._exchange(ask, addresses)

    async def _resolver_addresses(self, host: str) -> tuple[str, ...]:
        """The addresses, where they were asked for already without a further place in the budget."""
        pin = await self._resolver.pin(host) if self._resolver.knows(host) else None
        return pin.addresses if pin is not None and pin.addresses else await self.addresses(host)

    async def _connect(self, ask: Ask, addresses: tuple[str, ...]) -> Connection:
        """To the first address that takes the connection, or that took one before, as `upstream.connect` finds it; each
        is asked for in the pace. Raises UpstreamError."""
        loop = asyncio.get_running_loop()
        tried = sorted(addresses, key=lambda address: address != self._answered.get(ask.host))
        spent_s = 0.0
        for place, address in enumerate(tried, 1):
            self.requests += 1
            await self._pace.before_request(ask.host, address, self._pauses.get(ask.host, 0.0))
            begun_s = loop.time()
            try:
                connection = await connect(
                    scheme=ask.scheme,
                    host=ask.host,
                    port=ask.port,
                    addresses=(address,),
                    roots=TrustRoots(),
                    clock=self._clock,
                )
            except UpstreamError:
                spent_s += loop.time() - begun_s
                if place == len(tried) or spent_s >= TRYING_S:
                    raise
            else:
                self._answered[ask.host] = address
                return connection
        raise UpstreamError(host=ask.host, problem="no address")

    async def _exchange(self, ask: Ask, addresses: tuple[str, ...]) -> _Answer:
        connection = await self._connect(ask, addresses)
        try:
            return await self._read_answer(ask, connection)
        except TimeoutError as error:
            raise UpstreamError(host=ask.host, problem="no answer in time") from error
        except (OSError, h11.ProtocolError) as error:
            raise UpstreamError(host=ask.host, problem=str(error)[:200]) from error
        finally:
            connection.close()

    async def _read_answer(self, ask: Ask, connection: Connection) -> _Answer:
        seconds = self._budget.seconds_left(asyncio.get_running_loop().time())
        async with asyncio.timeout(seconds):
            response = await connection.ask(
                h11.Request(method="GET", target=ask.target, headers=self._headers(ask)),
            )
        headers = tuple((key.decode("latin-1"), value.decode("latin-1")) for key, value in response.headers.raw_items())
        coding = _value_of(headers, "content-encoding")
        body = await BodyReader(budget=self._budget, url=ask.url, coding=coding, keep_media=False).read(
            connection, seconds
        )
        text = _decode(body, _value_of(headers, "content-type"))
        chain = "".join(connection.tls.chain[:1]).encode() if connection.tls else b""
        facts = certificate_facts(chain, host=host_of(ask.url))
        return _Answer(
            ask=ask,
            status=response.status_code,
            headers=headers,
            text=text,
            way=_way_on(ask.url, response.status_code, _value_of(headers, "location"), text),
            facts=(*facts, Fact("address", connection.peer)),
            truncated=bool(body.truncated),
        )

    def _headers(self, ask: Ask) -> list[tuple[bytes, bytes]]:
        return [
            (b"Host", ask.url.split("/", 3)[2].encode()),
            (b"User-Agent", self._policy.user_agent.encode("latin-1", "replace")),
            (b"Accept", b"text/html,application/xhtml+xml"),
            (b"Accept-Language", self._policy.capture.language.encode()),
            (b"Accept-Encoding", ACCEPTED.encode()),
            (b"Connection", b"close"),
        ]


def _value_of(headers: tuple[tuple[str, str], ...], name: str) -> str:
    return next((value for key, value in headers if key.lower() == name), "")


def _decode(body: Body, content_type: str) -> str:
    charset = content_type.lower().partition("charset=")[2].split(";")[0].strip("\"' ")
    return decode_html(body.shown, "utf-8" if body.recoded else charset)


def _way_on(url: str, status: int, location: str, text: str) -> WayOn:
    """By header or by the page itself, as a whole address."""
    way = WayOn(location) if 300 <= status < 400 and location else way_on(text)
    try:
        return replace(way, target=urljoin(url, way.target) if way.target else "")
    except ValueError:
        return WayOn()  # no browser goes there either: the page stays what it shows


def is_listed(host: str, names: frozenset[str]) -> bool:
    """Whether `host`, the same with ``www.`` before it, or a name above it is among `names`: whoever asks to leave out
    the address of a site means the site."""
    if f"www.{host}" in names:
        return True
    while host:
        if host in names:
            return True
        host = host.partition(".")[2]
    return False


def _lies_in(address: str, networks: tuple[Network, ...]) -> bool:
    parsed = ip_address(address)
    return any(parsed.version == network.version and parsed in network for network in networks)
