"""The egress proxy: every request of a capture passes here, and leaves only by these rules.

In: the browser's connections on one listening socket, and a `CapturePolicy`. Out: exchanges, refusals, lookups.
Never: two ways out; what the browser wants for itself, not for the page, is refused and kept out of the exhibit.
"""

import asyncio
import contextlib
import socket
import ssl
from collections.abc import Mapping
from dataclasses import replace
from urllib.parse import urljoin

import h11

from rempart.adapters.egress.addresses import parse_networks
from rempart.adapters.egress.answers import (
    Answer,
    make_medium_answer,
    make_refusal_answer,
    make_text_answer,
)
from rempart.adapters.egress.bodies import Body, BodyReader
from rempart.adapters.egress.browserside import BrowserSide, BrowserStream
from rempart.adapters.egress.budget import Budget
from rempart.adapters.egress.coding import ACCEPTED
from rempart.adapters.egress.hashing import Hashed, HashingError, HashingJail
from rempart.adapters.egress.identity import make_identity
from rempart.adapters.egress.inline import neutralise
from rempart.adapters.egress.lookups import PinnedResolver
from rempart.adapters.egress.requests import Ask, Denial, read_ask
from rempart.adapters.egress.upstream import Connection, TrustRoots, UpstreamError, connect
from rempart.kernel.clock import Clock
from rempart.ports.capturing import CapturePolicy, Exchange, MediaFact, Refusal

MAX_REFUSALS = 2_000
HASH_BODY_S = 8.0  # for the inline media of one body; the browser waits for it
LONG_VALUE = 24
# Why a medium has no hash under ``hash-and-forget``.
NO_END = "not hashed: where it ends is not told"
NO_TIME = "not hashed: the time for hashing was over"
CUT = "not hashed: it was cut at a limit"
_HOP_BY_HOP = frozenset(
    b"connection keep-alive proxy-connection proxy-authorization te trailer transfer-encoding upgrade".split()
)
_REPLACED = frozenset(b"host accept-encoding accept-language range if-range content-length".split())
_MEDIA_WANTS = ("image", "video", "audio", "font")
# Hosts that Chromium calls for itself: updates, accounts, safe browsing, suggestions.
_BROWSER_SERVICES = (
    "clients2.google.com",
    "clients2.googleusercontent.com",
    "clientservices.googleapis.com",
    "accounts.google.com",
    "android.clients.google.com",
    "content-autofill.googleapis.com",
    "optimizationguide-pa.googleapis.com",
    "safebrowsing.googleapis.com",
    "update.googleapis.com",
    "edgedl.me.gvt1.com",
    "redirector.gvt1.com",
    "mtalk.google.com",
)


class EgressProxy:
    """One proxy for one capture. `exchanges` and `refusals` grow while it serves.

    Until `page_begun` is set, whatever asks is the browser itself, and is refused.
    """

    def __init__(self, *, policy: CapturePolicy, clock: Clock, roots: TrustRoots) -> None:
        self.policy = policy
        self.budget = Budget(policy.limits, asyncio.get_running_loop().time())
        self.identity = make_identity(clock)
        self.resolver = PinnedResolver(
            server=policy.resolver, allowed=parse_networks(policy.allowed_networks), clock=clock
        )
        self.exchanges: list[Exchange] = []
        self.refusals: list[Refusal] = []
        self.background: list[str] = []
        self.page_begun = False
        self._clock = clock
        self._roots = roots
        self._hashing = HashingJail()
        self._idle: dict[tuple[str, str, int], list[Connection]] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._server: asyncio.Server | None = None
        self._busy = 0
        self._last_end_s = 0.0

    async def serve(self, listener: socket.socket) -> None:
        """Start answering on a listening socket; returns at once."""
        self._server = await asyncio.start_server(self._accept, sock=listener)

    async def close(self) -> None:
        """Stop listening, drop every connection."""
        if self._server is not None:
            self._server.close()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self._hashing.close()
        for connections in self._idle.values():
            for connection in connections:
                connection.close()

    async def wait_until_quiet(self, seconds: float) -> None:
        """Return when no request has been under way for `seconds`."""
        loop = asyncio.get_running_loop()
        while (rest := seconds if self._busy else self._last_end_s + seconds - loop.time()) > 0:  # noqa: ASYNC110
            await asyncio.sleep(min(rest, seconds) + 0.001)

    async def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None  # noqa: S101 (asyncio runs callbacks of a server in a task)
        self._tasks.add(task)
        stream = BrowserStream(reader, writer)
        try:
            await self._serve_connection(BrowserSide(stream, self.identity.context))
        except (OSError, ssl.SSLError, h11.ProtocolError, asyncio.CancelledError):
            pass  # the browser went away, or spoke no HTTP: there is nobody to answer
        finally:
            self._tasks.discard(task)
            with contextlib.suppress(OSError):
                stream.close()

    async def _serve_connection(self, side: BrowserSide) -> None:
        while (received := await side.next_request()) is not None:
            request, url = received
            self._busy += 1
            try:
                answer = await self._answer(request, url)
            finally:
                self._busy -= 1
                self._last_end_s = asyncio.get_running_loop().time()
            head = request.method == b"HEAD"
            if not await side.answer(answer.status, answer.headers, answer.body, head=head):
                return

    async def _answer(self, request: h11.Request, url: str) -> Answer:
        headers = {name.decode().lower(): value.decode("latin-1") for name, value in request.headers}
        if not self.page_begun or _is_background(url, headers):
            self.background.append(url[:200])
            return make_refusal_answer(403)
        ask = read_ask(request.method.decode(), url, headers, self.policy)
        if isinstance(ask, Denial):
            return self._refuse(url, ask.rule, ask.detail)
        if self.policy.media == "never-fetch" and ask.wants in _MEDIA_WANTS:
            self._refuse(ask.url, "media", ask.wants)
            return make_medium_answer(ask.wants)
        return await self._answer_from_outside(ask, request)

    async def _answer_from_outside(self, ask: Ask, request: h11.Request) -> Answer:
        limit = self.budget.admit(ask.url, ask.host, asyncio.get_running_loop().time())
        if limit:
            return self._refuse(ask.url, "limit", limit)
        pin = await self.resolver.pin(ask.host)
        if pin.refused:
            return self._refuse(ask.url, "network", pin.refused)
        try:
            if pin.problem:
                raise UpstreamError(host=ask.host, problem=pin.problem)
            return await self._fetch(ask, request, pin.addresses)
        except UpstreamError as error:
            self._refuse(ask.url, "unreachable", error.message)
            return make_refusal_answer(502)

    def _refuse(self, url: str, rule: str, detail: str) -> Answer:
        self.note_refusal(Refusal(_clean(url)[:2000], rule, detail[:400], self._clock.now()))
        return make_refusal_answer(403)

    def note_refusal(self, refusal: Refusal) -> None:
        """Keep `refusal`, as long as there is room: that there was none for it is told as any other limit is."""
        if len(self.refusals) < MAX_REFUSALS:
            self.refusals.append(refusal)
        else:
            self.budget.hit("refusals")

    async def _fetch(self, ask: Ask, request: h11.Request, addresses: tuple[str, ...]) -> Answer:
        at = self._clock.now()
        outgoing = h11.Request(method=ask.method, target=ask.target, headers=self._make_headers(ask, request))
        seconds = self.budget.seconds_left(asyncio.get_running_loop().time())
        connection, response = await self._send(ask, outgoing, addresses, seconds)
        headers = list(response.headers.raw_items())
        lower = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in headers}
        url = _clean_url(ask)
        reader = BodyReader(
            budget=self.budget,
            url=url,
            coding=lower.get("content-encoding", ""),
            keep_media=self.policy.media == "hash-and-forget",
        )
        body = await reader.read(connection, seconds)
        self._keep_alive(ask, connection)
        media = await self._describe_medium(ask, body, lower)
        removed = await self._hash_inline(body)
        self.exchanges.append(
            Exchange(
                url=url,
                method=ask.method,
                at=at,
                request_line=f"{ask.method} {_clean(ask.target)} HTTP/1.1",
                request_headers=_present(outgoing),
                request_body=b"",
                status_line=_present_status(response),
                response_headers=_present(response),
                body=body.kept,
                peer_address=connection.peer,
                tls=connection.tls and replace(connection.tls, server_name=_clean(connection.tls.server_name)),
                media=media,
                truncated=body.truncated,
                removed=removed,
                wire_sha256=body.raw_sha256,
                wire_length=body.wire_length,
            )
        )
        if 300 <= response.status_code < 400 and "location" in lower:
            with contextlib.suppress(ValueError):  # an address that none is: no browser follows it
                self.budget.follow(ask.url, urljoin(ask.url, lower["location"]))
        if media is not None:
            return make_medium_answer(ask.wants, media.width, media.height)
        shown = [(_clean_name(name), _clean_unless_opaque(value)) for name, value in headers]
        return make_text_answer(max(response.status_code, 200), shown, body.shown, recoded=body.recoded)

    def _make_headers(self, ask: Ask, request: h11.Request) -> list[tuple[bytes, bytes]]:
        kept = [
            (name, value)
            for name, value in request.headers.raw_items()
            if name.lower() not in _HOP_BY_HOP and name.lower() not in _REPLACED
        ]
        host = ask.url.split("/", 3)[2].encode()
        added = [(b"Accept-Encoding", ACCEPTED.encode()), (b"Accept-Language", self.policy.language.encode())]
        return [(b"Host", host), *kept, *added, (b"Connection", b"keep-alive")]

    async def _send(
        self, ask: Ask, outgoing: h11.Request, addresses: tuple[str, ...], seconds: float
    ) -> tuple[Connection, h11.Response]:
        """Send on an idle connection where one is still good, else on a new one, and read the answer's head."""
        idle = self._idle.get((ask.scheme, ask.host, ask.port), [])
        while idle:
            connection = idle.pop()
            try:
                async with asyncio.timeout(seconds):
                    return connection, await connection.ask(outgoing)
            except (OSError, h11.ProtocolError, TimeoutError):
                connection.close()  # the site had closed it meanwhile; nothing of an answer was seen
        connection = await connect(
            scheme=ask.scheme, host=ask.host, port=ask.port, addresses=addresses, roots=self._roots, clock=self._clock
        )
        try:
            async with asyncio.timeout(seconds):
                return connection, await connection.ask(outgoing)
        except TimeoutError as error:
            connection.close()
            self.budget.hit("time for one answer")
            raise UpstreamError(host=ask.host, problem=f"no answer within {seconds:.0f} s") from error
        except (OSError, h11.ProtocolError) as error:
            connection.close()
            raise UpstreamError(host=ask.host, problem=str(error)[:200]) from error

    def _keep_alive(self, ask: Ask, connection: Connection) -> None:
        if connection.http.our_state is h11.DONE and connection.http.their_state is h11.DONE:
            connection.http.start_next_cycle()
            self._idle.setdefault((ask.scheme, ask.host, ask.port), []).append(connection)
        else:
            connection.close()

    async def _describe_medium(self, ask: Ask, body: Body, headers: Mapping[str, str]) -> MediaFact | None:
        if body.medium is None:
            return None
        cut = Hashed(problem=CUT) if body.secret else Hashed()
        hashed = await self._hash(body.secret) if body.secret and not body.truncated else cut
        body.secret = b""
        return MediaFact(
            url=_clean_url(ask),
            declared_type=_clean(headers.get("content-type", ""))[:100],
            sniffed_type=body.medium.media_type,
            wire_length=body.wire_length,
            width=body.medium.width or hashed.width,
            height=body.medium.height or hashed.height,
            hashes=hashed.hashes,
            where=ask.wants,
            pdq_quality=hashed.pdq_quality,
            frames=hashed.frames,
            decoder=hashed.decoder,
            problem=hashed.problem,
        )

    async def _hash_inline(self, body: Body) -> tuple[MediaFact, ...]:
        """The facts of inline media with their hashes, where their bytes are known; the bytes are forgotten.

        One without a hash says why.
        """
        facts = list(body.removed)
        loop = asyncio.get_running_loop()
        deadline_s = min(loop.time() + HASH_BODY_S, self.budget.deadline_s)
        for number, content in enumerate(body.inline):
            if not content:
                facts[number] = replace(facts[number], problem=NO_END)
            elif loop.time() > deadline_s:
                facts[number] = replace(facts[number], problem=NO_TIME)
            else:
                hashed = await self._hash(content)
                facts[number] = replace(
                    facts[number],
                    hashes=hashed.hashes,
                    pdq_quality=hashed.pdq_quality,
                    frames=hashed.frames,
                    decoder=hashed.decoder,
                    problem=hashed.problem,
                )
        body.inline = ()
        return tuple(facts)

    async def _hash(self, content: bytes) -> Hashed:
        try:
            return await self._hashing.hash_medium(content)
        except HashingError as error:  # no hash is a fact too: the record says why
            return Hashed(problem=error.message)


def _is_background(url: str, headers: Mapping[str, str]) -> bool:
    """Whether the browser asks for itself.

    Two signs: a request that no site made and that is no navigation; one of the browser's own services, without the
    language that every page's request has.
    """
    if headers.get("sec-fetch-site") == "none" and headers.get("sec-fetch-dest") != "document":
        return True
    return "accept-language" not in headers and any(f"//{host}" in url[:80] for host in _BROWSER_SERVICES)


def _clean(text: str) -> str:
    """`text` of an address or a header without the media that could be written into it."""
    if len(text) <= LONG_VALUE:
        return text
    return neutralise(text.encode("latin-1", "replace"), "").body.decode("latin-1")


def _clean_url(ask: Ask) -> str:
    """The address of `ask` without media. A long path takes nothing of the host: a slash is a letter of base64 too."""
    scheme, _, authority = ask.url.removesuffix(ask.target).partition("://")
    target = _clean(ask.target)
    slash = "" if target.startswith("/") else "/"
    return f"{scheme}://{authority.replace(ask.host, _clean(ask.host))}{slash}{target}"


def _clean_name(name: bytes) -> bytes:
    """The name of a header, or another one where a medium is written into it."""
    return name if len(name) <= LONG_VALUE else _clean(name.decode("latin-1")).encode("latin-1")


def _clean_unless_opaque(value: bytes) -> bytes:
    """The value of a header for the browser, where scripts can read it.

    What is long and no recognisable medium stays: a site's session or its test for robots would not work without it.
    """
    if len(value) <= LONG_VALUE:
        return value
    cleaned = neutralise(value, "")
    return cleaned.body if any(fact.sniffed_type != "application/octet-stream" for fact in cleaned.facts) else value


def _present(message: h11.Request | h11.Response) -> tuple[tuple[str, str], ...]:
    return tuple(
        (_clean(name.decode("latin-1")), _clean(value.decode("latin-1"))) for name, value in message.headers.raw_items()
    )


def _present_status(response: h11.Response) -> str:
    version, reason = bytes(response.http_version).decode(), bytes(response.reason).decode("latin-1")
    return f"HTTP/{version} {response.status_code} {_clean(reason)}".rstrip()
