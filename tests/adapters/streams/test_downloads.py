"""Zone files and lists behind a login, from a real HTTP server that breaks off, forgets tokens, and keeps count."""

import base64
import gzip
import hashlib
import itertools
import json
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import NamedTuple

import httpx
import pytest

from rempart.adapters.streams.download import LEAST_FREE, PACE_OVER_S, Download
from rempart.adapters.streams.fetching import Budget
from rempart.adapters.streams.logins import BearerToken, TokenLogin
from rempart.adapters.streams.zone_list import read_zone_list
from rempart.config import Config
from rempart.config_streams import StreamConfig
from rempart.ports.streams import HostnameStream, StreamBusyError, StreamUnreadableError
from rempart.wiring_streams import open_streams
from tests.serving import serving

OLD = [hashlib.sha256(b"%d" % number).hexdigest()[:16] for number in range(2000)]
WORDS = {"username": "office", "password": "correct horse"}


def zone_of(names: list[str], zone: str = "test") -> bytes:
    soa = f"{zone}.\t60\tin\tsoa\tns.test. hostmaster.test. 1 60 10 86400 5\n"
    rows = "".join(f"{name}.{zone}.\t60\tin\tns\tns.test.\n" for name in names)
    return gzip.compress((soa + rows).encode(), mtime=0)


@dataclass
class Service:
    """A zone data service: ``/login``, ``/links``, ``/test.zone``. Tokens are worth `worth` requests each.

    `others` are further zone files by path; None is one that the account may not fetch after all.
    """

    content: bytes = zone_of(OLD)
    version: int = 1
    worth: int = 1000
    breaks_after: list[int] = field(default_factory=list)
    let_in: Callable[[str], bool] | None = None
    requests: list[tuple[str, str, dict[str, str]]] = field(default_factory=list)
    logins: int = 0
    left: int = 0
    url: str = ""
    others: dict[str, bytes | None] = field(default_factory=dict)
    under_way: int = 0
    most_under_way: int = 0

    def opens(self, asked: str) -> bool:
        if self.let_in:
            return self.let_in(asked)
        self.left -= 1
        return asked == f"Bearer token{self.logins}" and self.left >= 0


counting = threading.Lock()


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    state: Service

    def do_POST(self) -> None:
        state = self.state
        said = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        state.requests.append(("POST", self.path, dict(self.headers)))
        if said != WORDS:
            return self._say(401, b'{"message": "no"}')
        state.logins += 1
        state.left = state.worth
        return self._say(200, json.dumps({"accessToken": f"token{state.logins}", "message": "ok"}).encode())

    def do_GET(self) -> None:
        state = self.state
        state.requests.append(("GET", self.path, dict(self.headers)))
        if not state.opens(self.headers.get("Authorization", "")):
            return self._say(401, b"")
        if self.path == "/links":
            paths = ("/test.zone", *state.others)
            return self._say(200, json.dumps([f"{state.url}{path}" for path in paths]).encode())
        content = state.others.get(self.path, b"") if self.path != "/test.zone" else state.content
        return self._say(403, b"") if content is None else self._file(f'"v{state.version}"', content)

    def _file(self, tag: str, content: bytes) -> None:
        if self.headers.get("If-None-Match") == tag:
            return self._say(304, b"")
        if not self.headers.get("Range") or self.headers.get("If-Range") != tag:
            return self._say(200, content, ETag=tag)
        first = int(self.headers["Range"].removeprefix("bytes=").rstrip("-"))
        if first >= len(content):
            return self._say(416, b"")
        span = {"Content-Range": f"bytes {first}-{len(content) - 1}/{len(content)}"}
        return self._say(206, content[first:], ETag=tag, **span)

    def _say(self, status: int, body: bytes, **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if status in (200, 206) and self.path == "/test.zone" and self.state.breaks_after:
            body = body[: self.state.breaks_after.pop(0)]
            self.close_connection = True
        if not body or not self.path.endswith(".zone"):  # without a body the other end has it all by now
            self.wfile.write(body)
            return
        with counting:
            self.state.under_way += 1
            self.state.most_under_way = max(self.state.most_under_way, self.state.under_way)
        self.wfile.write(body[:-1])
        time.sleep(0.1)
        with counting:
            self.state.under_way -= 1
        self.wfile.write(body[-1:])

    def log_message(self, *_words: object) -> None:
        """Say nothing."""


@pytest.fixture
def service() -> Iterator[Service]:
    state = Service()
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Bound", (Handler,), {"state": state}))
    state.url = f"http://127.0.0.1:{server.server_port}"
    with serving(server):
        yield state


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    path = tmp_path / "secret"
    path.write_text("correct horse\n")
    return path


def settings(service: Service, secret: Path, **changes: object) -> StreamConfig:
    given = {
        "label": "registry",
        "kind": "zone-file",
        "address": f"{service.url}/test.zone",
        "zone": "test",
        "user": "office",
        "secret_file": secret,
        "login": f"{service.url}/login",
        "requests_per_s": 10_000.0,
    }
    return StreamConfig(**(given | changes))  # type: ignore[arg-type]


def opened(config: StreamConfig, folder: Path) -> HostnameStream:
    ((_, stream),) = open_streams(config, Config(data_folder=folder)).streams
    return stream


def names_in(stream: HostnameStream, cursor: str | None) -> tuple[list[str], str | None]:
    batches = list(stream.read(cursor))
    return [name for each in batches for name in each.lines.decode().split()], batches[-1].cursor if batches else cursor


def test_a_zone_file_behind_a_login_is_fetched_when_it_changed_only(
    service: Service, secret: Path, tmp_path: Path
) -> None:
    stream = opened(settings(service, secret), tmp_path)
    learned, cursor = names_in(stream, None)
    assert learned == []
    assert names_in(stream, cursor) == ([], cursor)
    service.version, service.content = 2, zone_of([*OLD, "fresh"])
    assert names_in(stream, cursor)[0] == ["fresh.test"]
    assert service.logins == 1
    assert [path for _, path, _ in service.requests] == ["/login", *["/test.zone"] * 3]


def test_a_file_that_breaks_off_is_gone_on_with(service: Service, secret: Path, tmp_path: Path) -> None:
    service.breaks_after = [3000, 2000]
    names_in(opened(settings(service, secret), tmp_path), None)
    assert [headers.get("Range") for _, path, headers in service.requests if path == "/test.zone"] == [
        None,
        "bytes=3000-",
        "bytes=5000-",
    ]
    assert (tmp_path / "zones" / "test.download").read_bytes() == service.content


def test_a_file_that_changed_while_it_was_away_is_begun_anew(service: Service, secret: Path, tmp_path: Path) -> None:
    service.breaks_after = [3000] * 4
    stream = opened(settings(service, secret), tmp_path)
    with pytest.raises(StreamBusyError, match="RemoteProtocolError"):
        names_in(stream, None)
    service.version, service.content = 2, zone_of([*OLD, "fresh"])
    names_in(opened(settings(service, secret), tmp_path), None)
    assert (tmp_path / "zones" / "test.download").read_bytes() == service.content


def test_what_was_begun_and_is_longer_than_the_file_is_thrown_away(service: Service, tmp_path: Path) -> None:
    service.let_in = lambda _asked: True
    path = tmp_path / "file"
    path.with_name("file.part").write_bytes(b"x" * (len(service.content) + 5))
    path.with_name("file.part.json").write_text('{"etag": "\\"v1\\""}')
    Download("file", f"{service.url}/test.zone", path, Budget(1e6)).update()
    assert path.read_bytes() == service.content


def test_a_token_that_has_run_out_is_asked_for_anew(service: Service, secret: Path, tmp_path: Path) -> None:
    service.worth = 1
    stream = opened(settings(service, secret), tmp_path)
    _, cursor = names_in(stream, None)
    service.version, service.content = 2, zone_of([*OLD, "fresh"])
    assert names_in(stream, cursor)[0] == ["fresh.test"]
    assert service.logins == 2


def test_a_login_that_is_refused_is_said_and_not_tried_again(service: Service, secret: Path, tmp_path: Path) -> None:
    secret.write_text("wrong\n")
    with pytest.raises(StreamUnreadableError, match="refuses user and secret"):
        names_in(opened(settings(service, secret), tmp_path), None)
    assert len(service.requests) == 1


@pytest.mark.parametrize(
    ("user", "asked"),
    [(None, "Bearer correct horse"), ("office", "Basic " + base64.b64encode(b"office:correct horse").decode())],
)
@pytest.mark.parametrize("kind", ["zone-file", "names"])
def test_a_token_and_a_password_let_in_without_a_login(
    service: Service, secret: Path, tmp_path: Path, kind: str, user: str | None, asked: str
) -> None:
    service.let_in = lambda given: given == asked
    stream = opened(settings(service, secret, kind=kind, user=user, login=None), tmp_path)
    names_in(stream, None)
    stream.close()
    assert [path for _, path, _ in service.requests] == ["/test.zone"]


def test_every_zone_of_an_account_is_followed_with_one_login(service: Service, secret: Path, tmp_path: Path) -> None:
    listed = settings(service, secret, kind="zone-list", address=f"{service.url}/links", zone=None)
    ((found, stream),) = open_streams(listed, Config(data_folder=tmp_path)).streams
    assert (found.label, found.kind, found.zone) == ("registry: test", "zone-file", "test")
    assert names_in(stream, None)[0] == []
    assert service.logins == 1


def test_each_zone_of_an_account_keeps_to_itself_and_one_file_comes_at_a_time(
    service: Service, secret: Path, tmp_path: Path
) -> None:
    service.others = {f"/{zone}.zone": zone_of(OLD, zone) for zone in ("example", "xn--p1ai")} | {"/closed.zone": None}
    listed = settings(service, secret, kind="zone-list", address=f"{service.url}/links", zone=None)
    streams = [stream for _, stream in open_streams(listed, Config(data_folder=tmp_path)).streams]
    labels = [stream.label for stream in streams]
    assert labels == ["registry: test", "registry: example", "registry: xn--p1ai", "registry: closed"]

    def read(cursors: list[str | None]) -> list[tuple[list[str], str | None] | str]:
        def one(stream: HostnameStream, cursor: str | None) -> tuple[list[str], str | None] | str:
            try:
                return names_in(stream, cursor)
            except StreamBusyError as error:
                return error.message

        with ThreadPoolExecutor(len(streams)) as pool:
            return list(pool.map(one, streams, cursors))

    first = read([None] * len(streams))
    assert [found[0] for found in first[:3]] == [[], [], []]
    assert "HTTP 403" in first[3]
    service.version, service.others["/example.zone"] = 2, zone_of([*OLD, "orchidroom3"], "example")
    second = read([each[1] if isinstance(each, tuple) else None for each in first])
    assert [found[0] for found in second[:3]] == [[], ["orchidroom3.example"], []]
    assert (service.logins, service.most_under_way) == (1, 1)


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"<html>", "no JSON list"),
        (b'{"a": 1}', "lies outside"),
        (b"[1]", "no JSON list"),
        (b'["https://elsewhere.example/test.zone"]', "lies outside service.test"),
        (b'["https://files.service.test/"]', "lies outside"),
    ],
)
def test_what_is_no_list_of_zones_is_said(content: bytes, problem: str) -> None:
    with pytest.raises(StreamUnreadableError, match=problem):
        read_zone_list("registry", "https://api.service.test/links", content)


def test_a_zone_is_called_by_what_every_database_takes() -> None:
    url = "https://files.service.test/"
    content = json.dumps([f"{url}te\ud800\x00.zone", f"{url}{'x' * 1000}.zone"]).encode()
    found = read_zone_list("registry", "https://api.service.test/links", content)
    assert [each.zone for each in found] == ["te", "x" * 63]


def test_a_secret_never_travels_in_the_clear_and_is_one_line(service: Service, secret: Path, tmp_path: Path) -> None:
    with pytest.raises(StreamUnreadableError, match="in the clear"):
        opened(settings(service, secret, address="http://files.example/test.zone"), tmp_path)
    with pytest.raises(StreamUnreadableError, match="in the clear"):
        opened(settings(service, secret, login="http://files.example/login"), tmp_path)
    with pytest.raises(StreamUnreadableError, match="needs a user"):
        opened(settings(service, secret, user=None), tmp_path)
    for text in ("", "one\ntwo\n"):
        secret.write_text(text)
        with pytest.raises(StreamUnreadableError, match="one line"):
            opened(settings(service, secret), tmp_path)
    with pytest.raises(StreamUnreadableError, match="cannot be read"):
        opened(settings(service, secret, secret_file=tmp_path / "none"), tmp_path)


@pytest.mark.parametrize("answer", [b"{}", b"[]", b"<p>Welcome</p>"])
def test_a_login_without_a_token_is_said(answer: bytes) -> None:
    def handle(request: httpx.Request) -> httpx.Response:
        return httpx.Response(200, content=answer if request.method == "POST" else b"")

    login = TokenLogin("registry", "https://service.test/login", "office", "secret")
    with httpx.Client(transport=httpx.MockTransport(handle), auth=login) as client:
        with pytest.raises(StreamUnreadableError, match="hands out no token"):
            client.get("https://service.test/file")
        assert (
            client.get("https://service.test/file", auth=BearerToken("t")).request.headers["Authorization"]
            == "Bearer t"
        )


class Endless(BaseHTTPRequestHandler):
    """A file that never ends."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self.send_response(200)
        self.end_headers()
        try:
            while True:
                self.wfile.write(b"\0" * 65_536)
        except OSError:
            self.close_connection = True

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def endless() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Endless)
    with serving(server):
        yield f"http://127.0.0.1:{server.server_address[1]}/test.zone"


def test_a_file_without_an_end_leaves_room_for_database_and_exhibits(
    endless: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Disk(NamedTuple):
        free: int

    rooms = iter((LEAST_FREE + 1, LEAST_FREE, LEAST_FREE - 1))
    monkeypatch.setattr("rempart.adapters.streams.download.shutil.disk_usage", lambda _: Disk(next(rooms)))
    monkeypatch.setattr("rempart.adapters.streams.download.LOOKED_AFTER", 2**20)
    with pytest.raises(StreamBusyError, match="the disk has 2,147,483,647 bytes left"):
        Download("zone", endless, tmp_path / "test.zone", Budget(1000.0)).update()
    assert [path.name for path in tmp_path.iterdir()] == ["test.zone.part.json"]


def test_a_file_that_comes_drop_by_drop_does_not_hold_the_turn_of_all(endless: str, tmp_path: Path) -> None:
    clock = itertools.count(0.0, PACE_OVER_S)  # so long from one piece to the next
    download = Download("zone", endless, tmp_path / "test.zone", Budget(1000.0), tries=1, monotonic=lambda: next(clock))
    with pytest.raises(StreamBusyError, match="ReadTimeout"):
        download.update()
    assert not download.turn.locked()  # type: ignore[attr-defined]
    assert (tmp_path / "test.zone.part").stat().st_size > 0, "what came is gone on with"
