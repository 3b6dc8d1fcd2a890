"""What lets a stream in where its source asks who we are: a password, a bearer token, or a token against a password.

The last is how central zone data services do it: user and password go to one address as JSON, a token comes back, lives
for some hours, and opens all others. A login that is refused is not tried again at once: such services lock accounts.
"""

import threading
from collections.abc import Generator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import httpx

from rempart.ports.streams import StreamBusyError, StreamUnreadableError

_TOKEN_FIELDS = ("accessToken", "access_token", "token")
_LOOPBACK = ("127.0.0.1", "::1", "localhost")


def read_secret(label: str, path: Path) -> str:
    """The one line that `path` holds. Raises StreamUnreadableError."""
    try:
        secret = path.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise StreamUnreadableError(stream=label, problem=f"its secret_file {path} cannot be read ({error})") from error
    if not secret or len(secret.splitlines()) != 1:
        raise StreamUnreadableError(stream=label, problem=f"its secret_file {path} does not hold one line")
    return secret


def check_sealed(label: str, url: str) -> None:
    """Raises StreamUnreadableError where a secret would travel to `url` in the clear."""
    parts = urlsplit(url)
    if parts.scheme != "https" and parts.hostname not in _LOOPBACK:
        raise StreamUnreadableError(stream=label, problem=f"its secret would travel in the clear to {url}; use https")


class BearerToken(httpx.Auth):
    """One token that does not change."""

    def __init__(self, token: str) -> None:
        self._token = token

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        """See httpx.Auth."""
        request.headers["Authorization"] = f"Bearer {self._token}"
        yield request


@dataclass(slots=True)
class TokenLogin(httpx.Auth):
    """A token from `url` against user and password, got when it is first needed and anew when it is refused."""

    label: str
    url: str
    user: str
    password: str
    _token: str = ""
    _lock: threading.Lock = field(default_factory=threading.Lock)

    requires_response_body = False

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        """See httpx.Auth."""
        used = self._token
        if not used:
            used = yield from self._renewed(request, used)
        request.headers["Authorization"] = f"Bearer {used}"
        response = yield request
        if response.status_code == 401:
            used = yield from self._renewed(request, used)
            request.headers["Authorization"] = f"Bearer {used}"
            yield request

    def _renewed(self, request: httpx.Request, refused: str) -> Generator[httpx.Request, httpx.Response, str]:
        with self._lock:
            if self._token and self._token != refused:
                return self._token  # another thread has got one meanwhile
            about = {"User-Agent": request.headers["User-Agent"], "Accept": "application/json"}
            said = {"username": self.user, "password": self.password}
            response = yield httpx.Request("POST", self.url, json=said, headers=about)
            response.read()
            self._token = self._read(response)
            return self._token

    def _read(self, response: httpx.Response) -> str:
        if response.status_code in (400, 401, 403):
            problem = f"the login refuses user and secret (HTTP {response.status_code})"
            raise StreamUnreadableError(stream=self.label, problem=problem)
        if response.status_code != 200:
            raise StreamBusyError(stream=self.label, problem=f"HTTP {response.status_code} for its login")
        try:
            value = response.json()
            return next(str(value[name]) for name in _TOKEN_FIELDS if value.get(name))
        except (ValueError, AttributeError, StopIteration) as error:
            raise StreamUnreadableError(stream=self.label, problem="its login hands out no token") from error
