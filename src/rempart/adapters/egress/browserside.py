"""The proxy's side towards the browser: HTTP/1.1 over a plain or an encrypted stream on one socket.

In: bytes from the browser. Out: requests with absolute addresses; answers written back. Never: a guess; what is
not HTTP ends the connection.
"""

import asyncio
import ssl

import h11

PIECE = 65_536
TLS_RECORD = 0x16


class BrowserStream:
    """Bytes from and to the browser; TLS can be put on top at any time, which `StreamWriter` cannot do safely."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader = reader
        self._writer = writer
        self._tls: ssl.SSLObject | None = None
        self._incoming = ssl.MemoryBIO()
        self._outgoing = ssl.MemoryBIO()

    async def read(self) -> bytes:
        """Some bytes, empty at the end. Raises OSError."""
        while self._tls is not None:
            try:
                return self._tls.read(PIECE)
            except ssl.SSLWantReadError:
                await self._fill()
            except ssl.SSLZeroReturnError:
                return b""
        return await self._reader.read(PIECE)

    async def write(self, data: bytes) -> None:
        """Send bytes. Raises OSError."""
        if self._tls is not None and data:
            self._tls.write(data)
            data = self._outgoing.read()
        self._writer.write(data)
        await self._writer.drain()

    async def encrypt(self, context: ssl.SSLContext, first: bytes) -> None:
        """Shake hands as the server; `first` was read already. Raises ssl.SSLError or OSError."""
        self._incoming.write(first)
        tls = context.wrap_bio(self._incoming, self._outgoing, server_side=True)
        while True:
            try:
                tls.do_handshake()
                break
            except ssl.SSLWantReadError:
                self._writer.write(self._outgoing.read())
                await self._fill()
        self._tls = tls
        self._writer.write(self._outgoing.read())
        await self._writer.drain()

    async def _fill(self) -> None:
        data = await self._reader.read(PIECE)
        if data:
            self._incoming.write(data)
        else:
            self._incoming.write_eof()

    def close(self) -> None:
        """End the connection."""
        self._writer.close()


class BrowserSide:
    """One connection of the browser: yields requests one by one, opens tunnels itself."""

    def __init__(self, stream: BrowserStream, context: ssl.SSLContext) -> None:
        self._stream = stream
        self._context = context
        self._http = h11.Connection(h11.SERVER)
        self._origin = ""

    async def next_request(self) -> tuple[h11.Request, str] | None:
        """The next request and its absolute address; None at the end. Raises h11 or OS errors."""
        while True:
            event = await self._next_event()
            if not isinstance(event, h11.Request):
                return None
            if event.method != b"CONNECT":
                target = event.target.decode("latin-1")
                return event, self._origin + target if target.startswith("/") else target
            await self._open_tunnel(event.target.decode("latin-1"))

    async def _next_event(self) -> object:
        while True:
            event = self._http.next_event()
            if event is not h11.NEED_DATA:
                return event
            self._http.receive_data(await self._stream.read())

    async def _open_tunnel(self, authority: str) -> None:
        """Answer CONNECT. What comes through says whether it is TLS (https, wss) or plain (ws)."""
        await self._next_event()  # the end of the CONNECT request
        await self._stream.write(self._http.send(h11.Response(status_code=200, headers=[], reason=b"OK")) or b"")
        first = self._http.trailing_data[0] or await self._stream.read()
        self._http = h11.Connection(h11.SERVER)
        if first[:1] == bytes([TLS_RECORD]):
            await self._stream.encrypt(self._context, first)
            self._origin = f"https://{authority}"
        else:
            self._origin = f"http://{authority}"
            self._http.receive_data(first)

    async def answer(self, status: int, headers: list[tuple[bytes, bytes]], body: bytes, *, head: bool) -> bool:
        """Send a whole answer. Returns whether the connection can carry another request."""
        headers = [*headers, (b"Content-Length", str(len(body)).encode())]
        unread = self._http.their_state is not h11.DONE and not await self._at_end_of_request()
        if unread:  # a request body that is not wanted: answer, then close
            headers.append((b"Connection", b"close"))
        data = self._http.send(h11.Response(status_code=status, headers=headers, reason=b"")) or b""
        data += b"" if head else self._http.send(h11.Data(data=body)) or b""
        data += self._http.send(h11.EndOfMessage()) or b""
        await self._stream.write(data)
        if unread or self._http.our_state is not h11.DONE or self._http.their_state is not h11.DONE:
            return False
        self._http.start_next_cycle()
        return True

    async def _at_end_of_request(self) -> bool:
        return isinstance(await self._next_event(), h11.EndOfMessage)
