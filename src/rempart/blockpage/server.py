"""The server: every request, to whatever path, gets the page with status 451; nothing is written down."""

import asyncio
import contextlib
from collections.abc import Callable
from typing import Any

import h11

from rempart.blockpage.page import Page, PageSettings, choose_language, render_page
from rempart.ports.naming import Endpoint

_IDLE_S = 10.0
_CHUNK = 16_384
_CONNECTIONS = 500


class BlockPageServer:
    """Serves one page at `listen`. Many visitors at once wait their turn; each is given up after ten idle seconds."""

    def __init__(self, listen: Endpoint, settings: PageSettings) -> None:
        self._listen = listen
        self._settings = settings
        self._free = asyncio.Semaphore(_CONNECTIONS)
        self._server: asyncio.Server | None = None
        self._connections: set[asyncio.Task[Any]] = set()

    async def start(self) -> None:
        """Listen."""
        self._server = await asyncio.start_server(self._serve, self._listen.address, self._listen.port)

    async def stop(self) -> None:
        """Stop listening, and hang up on visitors whose browser opened a connection and asked nothing yet."""
        if self._server is not None:
            self._server.close()
        for task in self._connections:
            task.cancel()
        await asyncio.gather(*self._connections, return_exceptions=True)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if task := asyncio.current_task():
            self._connections.add(task)
            task.add_done_callback(self._connections.discard)
        # A cancelled connection is one that the server hangs up on; asyncio would log it as an error.
        with contextlib.closing(writer), contextlib.suppress(asyncio.CancelledError):
            async with self._free:
                with contextlib.suppress(h11.RemoteProtocolError, ConnectionError, TimeoutError):
                    async with asyncio.timeout(_IDLE_S):
                        await answer(reader, writer, self._page)

    def _page(self, request: h11.Request) -> Page:
        headers = {name.decode(): value.decode("latin-1") for name, value in request.headers}
        _, _, query = request.target.decode("latin-1").partition("?")
        language = choose_language(headers.get("accept-language", ""), query)
        return render_page(self._settings, headers.get("host", ""), language)


async def answer(
    reader: asyncio.StreamReader, writer: asyncio.StreamWriter, page_for: Callable[[h11.Request], Page]
) -> None:
    """One request, one answer, one closed connection."""
    connection = h11.Connection(h11.SERVER)
    while not isinstance(event := connection.next_event(), h11.Request):
        if event is not h11.NEED_DATA:
            return
        connection.receive_data(await reader.read(_CHUNK))
    page = page_for(event)
    headers = [*page.headers, ("Content-Length", str(len(page.body))), ("Connection", "close")]
    head = h11.Response(status_code=451, reason="Unavailable For Legal Reasons", headers=headers)
    writer.write(connection.send(head) or b"")
    if event.method != b"HEAD":
        writer.write(connection.send(h11.Data(data=page.body)) or b"")
    await writer.drain()
