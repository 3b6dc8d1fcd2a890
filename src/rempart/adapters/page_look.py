"""One plain HTTP request to an address that a resolver gave: the `PageLooker` port.

Only status and length are kept. Nothing but text is read: a body of another type is not fetched at all.
"""

import contextlib
import http.client

from rempart.ports.probing import PageSeen

_MOST_BYTES = 65_536
_HEADERS = {"Accept": "text/html", "User-Agent": "Rempart"}
_TEXT = ("text/", "application/xhtml")


class HttpPageLooker:
    """Asks at `port`, and waits `timeout_s` at most for each step."""

    def __init__(self, *, port: int = 80, timeout_s: float = 5.0) -> None:
        self._port = port
        self._timeout_s = timeout_s

    def look(self, hostname: str, address: str) -> PageSeen:
        """One GET of ``/``, no redirect followed; the body is counted and thrown away. Raises nothing."""
        connection = http.client.HTTPConnection(address, self._port, timeout=self._timeout_s)
        with contextlib.closing(connection):
            try:
                connection.request("GET", "/", headers=_HEADERS | {"Host": hostname})
                answer = connection.getresponse()
                is_text = (answer.headers.get("Content-Type") or "").startswith(_TEXT)
                return PageSeen(answer.status, len(answer.read(_MOST_BYTES)) if is_text else 0)
            except TimeoutError:
                return PageSeen(None, 0, "generic_timeout_error")
            except ConnectionRefusedError:
                return PageSeen(None, 0, "connection_refused")
            except ConnectionResetError:
                return PageSeen(None, 0, "connection_reset")
            except (OSError, http.client.HTTPException) as error:
                return PageSeen(None, 0, f"unknown_failure: {type(error).__name__}")
