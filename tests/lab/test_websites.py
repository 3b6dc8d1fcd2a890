import contextlib
import os
import re
import socket
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from rempart.lab.processes import PartNotReadyError
from rempart.lab.sites import FORMER_NAMES, SITES, Site, SiteKind, site_of
from rempart.lab.websites import Websites

LAB = Path("src/rempart/lab")


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: object) -> None:
        return None


def get(websites: Websites, site: Site, path: str = "/", address: str = "") -> tuple[int, str, dict[str, str]]:
    request = urllib.request.Request(
        f"http://{address or site.address}:{websites.port}{path}", headers={"Host": f"{site.hostname}:{websites.port}"}
    )
    try:
        with urllib.request.build_opener(_NoRedirect).open(request) as answer:
            return answer.status, answer.read().decode(), dict(answer.headers)
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read().decode(), dict(error.headers)


def test_every_site_but_the_later_move_answers_on_its_own_address() -> None:
    with Websites() as websites:
        expected = {SiteKind.MOVED: 421, SiteKind.EXPIRED: 302}
        for site in SITES:
            status, text, _ = get(websites, site)
            assert status == expected.get(site.kind, 200), site.hostname
            assert "$" not in text


def test_the_site_closes_then_its_reopening_moves_and_redirects() -> None:
    with Websites() as websites:
        websites.close(SiteKind.CLOSED)
        assert get(websites, site_of(SiteKind.CLOSED))[0] == 410
        moved = websites.move()
        assert get(websites, moved)[0] == 200
        status, _, headers = get(websites, site_of(SiteKind.REOPENED))
        assert (status, headers["Location"]) == (302, websites.url(moved.hostname))


def test_an_unknown_path_is_a_404_and_a_shape_is_a_plain_drawing() -> None:
    with Websites() as websites:
        closed = site_of(SiteKind.CLOSED)
        assert get(websites, closed, "/nothing")[0] == 404
        status, text, headers = get(websites, closed, "/formes/losange.svg")
        assert (status, headers["Content-Type"]) == (200, "image/svg+xml")
        assert text.startswith("<svg")


def test_a_port_that_is_taken_is_named_and_nothing_is_left_listening() -> None:
    with Websites() as websites:
        second = Websites(port=websites.port)
        with pytest.raises(PartNotReadyError, match=str(websites.port)):
            second.start()
    with Websites(port=websites.port):
        pass


def test_a_port_can_be_taken_again_while_a_child_still_has_the_sockets_of_its_parent() -> None:
    with Websites() as websites, contextlib.ExitStack() as copies:
        for entry in list(Path("/proc/self/fd").iterdir()):
            if entry.is_symlink() and str(entry.readlink()).startswith("socket:"):
                copies.enter_context(socket.socket(fileno=os.dup(int(entry.name))))
        websites.stop()
        with Websites(port=websites.port):
            pass


def test_only_fictional_names_occur_in_the_table_and_the_pages() -> None:
    names = [site.hostname for site in SITES] + list(FORMER_NAMES)
    text = "".join(path.read_text() for path in (LAB / "pages").iterdir())
    names += re.findall(r"@([\w.-]+)", text) + re.findall(r"//([\w.-]+)", text)
    assert [name for name in names if not name.endswith((".example", ".test"))] == []


def test_the_pages_hold_no_picture_but_plain_shapes() -> None:
    assert {path.suffix for path in (LAB / "pages").iterdir()} == {".html", ".jsonl"}
