"""The page behind a block: status 451, reasons, help; nothing kept, nobody accused, nothing injected."""

import asyncio
import re
from collections.abc import Awaitable, Callable

import pytest

from rempart.blockpage.page import PageSettings, PageSettingsError, choose_language, read_settings, render_page
from rempart.blockpage.server import BlockPageServer
from rempart.engines.pages import PageInput, PageKind, page_features
from rempart.lab.processes import free_port
from rempart.ports.naming import Endpoint

SETTINGS = PageSettings(
    authority="Authority A",
    legal_basis="LCEN, 6-1 <script>",
    operator="Operator O",
    operator_url="https://operator.example/",
    appeal_url="https://rempart.example/appeal/",
    oversight="Overseer V",
    victims=("Help line 116 000, free",),
    worried=("Help line 0 800 000 000",),
)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_page_says_who_why_and_how_to_contest_in_both_languages(language: str) -> None:
    text = render_page(SETTINGS, "forum.example:80", language).body.decode()
    for expected in (
        "Authority A",
        "LCEN",
        "Operator O",
        "Overseer V",
        "forum.example",
        "/appeal/",
        "116 000",
        "0 800",
    ):
        assert expected in text
    assert f'<html lang="{language}">' in text
    assert "48" in text


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_page_is_taken_for_no_site_where_a_resolver_shows_it_in_a_sites_place(language: str) -> None:
    kind = page_features(PageInput(html=render_page(SETTINGS, "forum.example", language).body.decode())).kind

    assert kind.kind is PageKind.ERROR
    assert kind.site_probability < 0.1


@pytest.mark.parametrize("host", ['"><script>alert(1)</script>', "", "192.0.2.1", "a" * 300, "forum.example\r\nX: y"])
def test_nothing_that_a_visitor_sends_gets_into_the_page(host: str) -> None:
    text = render_page(SETTINGS, host, "en").body.decode()
    assert "<script" not in text
    assert "This name does not lead" in text


def test_the_page_brings_no_script_cookie_or_third_party() -> None:
    page = render_page(SETTINGS, "forum.example", "en")
    headers = dict(page.headers)
    assert "Set-Cookie" not in headers
    assert headers["Cache-Control"] == "no-store"
    assert headers["Content-Security-Policy"].startswith("default-src 'none'")
    assert headers["Link"] == '<https://operator.example/>; rel="blocked-by"'
    sources = re.findall(rb'(?:src|href)="([^"]+)"', page.body)
    assert {source.split(b"/")[2] for source in sources if source.startswith(b"http")} == {
        b"operator.example",
        b"rempart.example",
    }


@pytest.mark.parametrize(
    ("accepted", "query", "language"),
    [
        ("", "", "fr"),
        ("en-GB,en;q=0.9,fr;q=0.8", "", "en"),
        ("de-DE,fr;q=0.5", "", "fr"),
        ("fr", "lang=en", "en"),
        ("de", "lang=xx", "fr"),
    ],
)
def test_the_language_is_the_visitor_s(accepted: str, query: str, language: str) -> None:
    assert choose_language(accepted, query) == language


@pytest.mark.parametrize("change", [{"appeal_url": "javascript:alert(1)"}, {"unknown": 1}, {"operator_url": "no"}])
def test_settings_that_would_mislead_are_refused(change: dict[str, object]) -> None:
    good = {
        "authority": "A",
        "legal_basis": "B",
        "operator": "O",
        "operator_url": "https://operator.example/",
        "appeal_url": "https://rempart.example/appeal/",
        "victims": ["line"],
    }
    assert read_settings(good).victims == ("line",)
    with pytest.raises(PageSettingsError):
        read_settings(good | change)


def with_server(work: Callable[[int], Awaitable[bytes]]) -> bytes:
    async def run() -> bytes:
        port = free_port("127.0.0.1")
        server = BlockPageServer(Endpoint("127.0.0.1", port), SETTINGS)
        await server.start()
        try:
            return await work(port)
        finally:
            await server.stop()

    return asyncio.run(run())


async def talk(port: int, request: bytes) -> bytes:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(request)
    writer.write_eof()
    answer = await reader.read()
    writer.close()
    return answer


def test_every_path_is_answered_with_451() -> None:
    request = b"GET /any/path?x HTTP/1.1\r\nHost: forum.example\r\nAccept-Language: en\r\n\r\n"
    answer = with_server(lambda port: talk(port, request))
    assert answer.startswith(b"HTTP/1.1 451 Unavailable For Legal Reasons\r\n")
    assert b"<strong>forum.example</strong>" in answer


def test_head_gets_the_headers_alone() -> None:
    answer = with_server(lambda port: talk(port, b"HEAD / HTTP/1.1\r\nHost: forum.example\r\n\r\n"))
    assert answer.startswith(b"HTTP/1.1 451")
    assert answer.endswith(b"\r\n\r\n")


@pytest.mark.parametrize("noise", [b"", b"\x16\x03\x01\x02\x00", b"GET / HTTP/1.1\r\nHost: " + b"a" * 70_000])
def test_noise_and_a_tls_hello_get_no_answer_and_do_no_harm(noise: bytes) -> None:
    async def work(port: int) -> bytes:
        await talk(port, noise)
        return await talk(port, b"GET / HTTP/1.1\r\nHost: forum.example\r\n\r\n")

    assert with_server(work).startswith(b"HTTP/1.1 451")
