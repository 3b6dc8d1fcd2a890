"""The pages as a server in this process: waitress, on a socket that is taken before anything else starts."""

import socket
import threading
from dataclasses import dataclass, field
from typing import Any

from waitress import wasyncore

from rempart.kernel.errors import OutsideUnavailableError


class PortTakenError(OutsideUnavailableError):
    """Another program listens there, or the address is not this machine's."""

    code = "web.port_taken"
    template = "{host}:{port} cannot be listened on: {problem}. Stop the other program, or set web.port or --port."


def take_port(host: str, port: int) -> socket.socket:
    """A bound socket; port 0 takes any free one. Raises PortTakenError."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    taken = socket.socket(family, socket.SOCK_STREAM)
    taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        taken.bind((host, port))
    except OSError as error:
        taken.close()
        raise PortTakenError(host=host, port=port, problem=error.strerror or error) from error
    return taken


@dataclass(slots=True)
class PageServer:
    """Serves the pages from `socket` with `threads`; Django must be set up. `run` blocks, `start` does not."""

    socket: socket.socket
    threads: int = 8
    _server: Any = None
    _thread: threading.Thread | None = field(default=None)

    @property
    def url(self) -> str:
        """Where it answers on this machine."""
        host, port = self.socket.getsockname()[:2]
        return f"http://{f'[{host}]' if ':' in host else host}:{port}"

    def run(self) -> None:
        """Answer requests until `stop`."""
        self._open()
        self._server.run()

    def start(self) -> None:
        """Answer requests in a thread of its own."""
        self._open()
        self._thread = threading.Thread(target=self._server.run, name="pages", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Take no more requests; those in hand are finished."""
        if self._thread is not None:
            # The loop owns its sockets: it is asked to close them itself, at its next turn.
            self._server.trigger.pull_trigger(lambda: wasyncore.close_all(self._server._map, ignore_all=True))  # noqa: SLF001
            self._thread.join(timeout=10)
            self._server.task_dispatcher.shutdown()
        elif self._server is not None:
            self._server.close()
        self.socket.close()

    def _open(self) -> None:
        from waitress.server import create_server  # noqa: PLC0415 (Django has to be set up before the application)

        from rempart.web.wsgi import application  # noqa: PLC0415

        # `ident` is the Server header: nobody needs to know what runs here.
        self._server = create_server(application, sockets=[self.socket], threads=self.threads, ident=None)
