"""Many light looks at a time, in a thread of their own: implements `rempart.ports.glancing.Glancer`.

Looks go on while the caller judges the last one; when it is slow, they wait: never more than `at_once` are held, nor
many that are long.
"""

import asyncio
import queue
import secrets
import threading
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

from rempart.adapters.egress.addresses import parse_networks
from rempart.adapters.egress.lookups import PinnedResolver
from rempart.adapters.egress.upstream import UpstreamError
from rempart.adapters.glances.fetching import (
    Fetched,
    NameUnresolvedError,
    NoSuchNameError,
    NotAllowedToLookError,
    PageFetcher,
)
from rempart.adapters.glances.pace import Pace
from rempart.engines.pages import Fact, PageInput, SidePage
from rempart.kernel.clock import Clock
from rempart.ports.capturing import NoAddressError, list_addresses
from rempart.ports.glancing import ANSWERS_ALL, NOBODY, UNREADABLE, Glance, GlanceAsk, GlancePolicy, Silence

_RANDOM_BYTES = 10
_SLOW_CALLER_S = 0.02  # between two looks at whether the caller has caught up
MOST_HELD = 8_000_000  # characters that wait for the caller, of hosts that answer with as much as is read
_LAST_S = 0.02  # dropped connections are let go of in later rounds of the loop
_WILDCARDS_REMEMBERED = 5_000
_SILENCES = {NoSuchNameError: Silence.GONE, NameUnresolvedError: Silence.UNRESOLVED}


class PoliteGlancer:
    """One pace for all looks that it is asked for, one call after the other."""

    def __init__(self, policy: GlancePolicy, clock: Clock) -> None:
        self._policy = policy
        self._clock = clock
        self._pace = Pace(
            requests_per_s=policy.requests_per_s,
            network_requests_per_s=policy.network_requests_per_s,
            host_pause_s=policy.host_pause_s,
        )

    def glance(self, asks: Iterable[GlanceAsk]) -> Iterator[Glance]:
        """See the port."""
        done: queue.Queue[Glance | None] = queue.Queue()
        over = threading.Event()
        crew = _Crew(self._policy, self._pace, self._clock, done, over)
        with ThreadPoolExecutor(1, thread_name_prefix="glances") as thread:
            work = thread.submit(lambda: asyncio.run(crew.work(iter(asks))))
            work.add_done_callback(lambda _: done.put(None))
            try:
                while (glance := done.get()) is not None:
                    yield glance
                work.result()  # raises what went wrong in the other thread
            finally:
                over.set()


class _Crew:
    """The looks that are open at a time, and where their results go."""

    def __init__(
        self, policy: GlancePolicy, pace: Pace, clock: Clock, done: "queue.Queue[Glance | None]", over: threading.Event
    ) -> None:
        self._policy = policy
        self._pace = pace
        self._clock = clock
        self._done = done
        self._over = over
        self._wildcards: dict[str, asyncio.Task[tuple[str, ...]]] = {}

    async def work(self, asks: Iterator[GlanceAsk]) -> None:
        """`at_once` workers that share one iterator: as one look ends, the next begins."""

        async def worker() -> None:
            for ask in asks:
                while self._is_full() and not self._over.is_set():  # noqa: ASYNC110
                    await asyncio.sleep(_SLOW_CALLER_S)
                if self._over.is_set():
                    return
                self._done.put(await self._look(ask))

        workers = [asyncio.create_task(worker()) for _ in range(self._policy.at_once)]
        watcher = asyncio.create_task(self._end_early(workers))
        try:
            await asyncio.gather(*workers)
        except asyncio.CancelledError:
            if not self._over.is_set():
                raise
        finally:
            watcher.cancel()
            for wildcard in self._wildcards.values():
                wildcard.cancel()
            await asyncio.sleep(_LAST_S)

    def _is_full(self) -> bool:
        """Whether so much waits for the caller that no further look may begin."""
        with self._done.mutex:
            waiting = [glance for glance in self._done.queue if glance is not None]
        return len(waiting) >= self._policy.at_once or sum(map(_length, waiting)) >= MOST_HELD

    async def _end_early(self, workers: "list[asyncio.Task[None]]") -> None:
        while not self._over.is_set():  # noqa: ASYNC110 (the event is another thread's)
            await asyncio.sleep(0.1)
        for one in workers:
            one.cancel()

    async def _look(self, ask: GlanceAsk) -> Glance:
        glance = Glance(ask=ask, at=self._clock.now())
        if ask.hostname == NOBODY:
            await asyncio.sleep(0)  # however many there are, the looks that are open go on
            return glance
        resolver = self._resolver()
        fetcher = PageFetcher(self._policy, self._pace, resolver, self._clock)
        try:
            glance = replace(glance, addresses=await fetcher.addresses(ask.hostname))
            wildcard = await self._wildcard(ask, fetcher)
            if wildcard and set(glance.addresses) <= set(wildcard):
                problem = ANSWERS_ALL.format(below=ask.wildcard_below)
                return _with_tallies(replace(glance, silence=Silence.WILDCARD, problem=problem), fetcher)
            fetched = await _first_page(list_addresses(ask.hostname, self._policy.capture), fetcher)
            # A host that cannot show its page, or shows a picture or the way to another, has no error page to compare.
            shows = fetched.status < 300 and bool(fetched.html)
            beside = await fetcher.fetch_nowhere(fetched) if ask.error_page and shows else ()
            name_servers = await self._name_servers(ask.hostname, resolver, fetcher)
            glance = replace(glance, page=_page(fetched, name_servers, beside), hops=fetched.hops)
        except NotAllowedToLookError as error:
            rule = str(error.fields["rule"])
            glance = replace(glance, silence=Silence.REFUSED, rule=rule, problem=error.message)
        except NoAddressError as error:
            glance = replace(glance, silence=Silence.REFUSED, rule="port", problem=error.message)
        except UpstreamError as error:
            glance = replace(glance, silence=_SILENCES.get(type(error), Silence.UNREACHABLE), problem=error.message)
        except Exception as error:  # noqa: BLE001 (one hostile host must not end the look at all others)
            said = f"{type(error).__name__}: {error}"[:200]
            problem = UNREADABLE.format(host=ask.hostname, problem=said)
            glance = replace(glance, silence=Silence.UNREACHABLE, problem=problem)
        return _with_tallies(glance, fetcher)

    def _resolver(self) -> PinnedResolver:
        capture = self._policy.capture
        allowed = parse_networks(capture.allowed_networks)
        return PinnedResolver(server=capture.resolver, allowed=allowed, clock=self._clock)

    async def _wildcard(self, ask: GlanceAsk, fetcher: PageFetcher) -> tuple[str, ...]:
        """The addresses of a random label below the name asked for; looked up once a name, with whoever asks first."""
        below = ask.wildcard_below
        if not below:
            return ()
        if below not in self._wildcards:
            if len(self._wildcards) >= _WILDCARDS_REMEMBERED:
                self._wildcards.clear()
            fetcher.requests += 1
            self._wildcards[below] = asyncio.create_task(self._look_up_random(below))
        return await asyncio.shield(self._wildcards[below])

    async def _look_up_random(self, below: str) -> tuple[str, ...]:
        await self._pace.before_lookup()
        pin = await self._resolver().pin(f"{secrets.token_hex(_RANDOM_BYTES)}.{below}")
        return pin.addresses

    async def _name_servers(self, hostname: str, resolver: PinnedResolver, fetcher: PageFetcher) -> tuple[str, ...]:
        """Those of the nearest name above that has some, two labels at least."""
        name = hostname
        while name.count("."):
            fetcher.requests += 1
            await self._pace.before_lookup()
            if found := await resolver.name_servers(name):
                return found
            name = name.partition(".")[2]
        return ()


async def _first_page(addresses: tuple[str, ...], fetcher: PageFetcher) -> Fetched:
    """The page at the first address that answers. Raises NotAllowedToLookError, or the last UpstreamError."""
    problem: UpstreamError | None = None
    for url in addresses:
        try:
            return await fetcher.fetch(url)
        except UpstreamError as error:
            problem = error
    raise problem or UpstreamError(host=addresses[0], problem="no address answers")


def _length(glance: Glance) -> int:
    """Characters of all that a look brought."""
    return len(glance.page.html) + sum(len(side.html) for side in glance.page.beside) if glance.page else 0


def _with_tallies(glance: Glance, fetcher: PageFetcher) -> Glance:
    """What the fetcher noted on its way, whatever the look ended in."""
    left_out = fetcher.left_out.get(glance.ask.hostname, ())
    return replace(glance, left_out=left_out, requests=fetcher.requests)


def _page(fetched: Fetched, name_servers: tuple[str, ...], beside: tuple[SidePage, ...]) -> PageInput:
    return PageInput(
        html=fetched.html,
        url=fetched.url,
        headers=fetched.headers,
        status=fetched.status,
        facts=(*fetched.facts, *(Fact("name-server", name) for name in name_servers)),
        beside=beside,
        truncated=fetched.truncated,
    )
