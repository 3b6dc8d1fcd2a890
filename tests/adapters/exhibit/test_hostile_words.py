"""The attack: words on a page, in its headers, its address or its certificate that a verifier takes for a medium.

They cost the page's owner four bytes, and would have every exhibit of the page thrown out as one that holds a picture.
"""

import base64
from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from rempart.adapters.exhibit.reading import read_page
from rempart.adapters.exhibit.records import chain_id
from rempart.adapters.page_exhibits import read_exhibit
from rempart.lab.certificates import Authority
from rempart.ports.capturing import Exchange, FrameDom, PageCapture
from rempart.verification import verify_exhibit
from tests.factories.exhibits import Workshop
from tests.security.capture_media_tricks import make_medium
from tests.security.capture_search import list_written

WORDS = "Plain words of a page, nothing else, again and again. "
BEGINS = {
    "zip": b"PK\3\4",
    "gzip": b"\x1f\x8b\x08\0",
    "sound": b"OggS\0",
    "letter shapes": b"wOFF\0",
    "film": b"\x1aE\xdf\xa3",
    "picture": b"II*\0",
    "photograph": b"\xff\xd8\xff\xe0\0",
    "animation": b"GIF89a\1\0",
    "mpeg": b"\0\0\1\xba",
    "print": b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n",
}
FIRST_WORDS = (
    "%PDF-1.4 is a form of print",
    "The ftyp box",
    "CWS News",
    "BZh91AY",
    "#!AMR\nfour letters",
    "fLaC",
    "MThd",
)
_, PICTURE = make_medium("png", 1)
WRITTEN = base64.b64encode(PICTURE).decode()


def _page(capture: PageCapture, **changes: object) -> tuple[Exchange, ...]:
    redirect, page, *others = capture.exchanges
    return (redirect, replace(page, **changes), *others)  # type: ignore[arg-type]


@pytest.mark.parametrize("name", BEGINS)
def test_the_begin_of_a_medium_in_a_page_spoils_no_exhibit(workshop: Workshop, name: str) -> None:
    body = WORDS.encode() + BEGINS[name] + WORDS.encode()
    text = body.decode("latin-1")
    capture = replace(workshop.capture, exchanges=_page(workshop.capture, body=body), text=text, dom=f"<p>{text}")
    report = verify_exhibit(workshop.sealed(capture), workshop.trust)
    assert report.list_failed() == ()
    assert any(written.count(WORDS.encode()) > 1 for written in list_written(capture)), "the words went too"


@pytest.mark.parametrize("words", FIRST_WORDS)
def test_first_words_that_are_a_signature_too_spoil_no_exhibit(workshop: Workshop, words: str) -> None:
    capture = replace(workshop.capture, text=f"{words} {WORDS}", exchanges=_page(workshop.capture, body=words.encode()))
    assert verify_exhibit(workshop.sealed(capture), workshop.trust).list_failed() == ()


PLACES: dict[str, Callable[[PageCapture], PageCapture]] = {
    "the last address": lambda c: replace(c, final_url=f"{c.final_url}#{WRITTEN}"),
    "the address": lambda c: replace(c, url=f"{c.url}#{WRITTEN}"),
    "the title": lambda c: replace(c, title=WRITTEN),
    "the text": lambda c: replace(c, text=f"words {WRITTEN}"),
    "the page": lambda c: replace(c, dom=f"<p>{WRITTEN}"),
    "a body": lambda c: replace(c, exchanges=_page(c, body=f"<p>{WRITTEN}".encode())),
    "a cookie": lambda c: replace(c, cookies=(WRITTEN,)),
    "what is stored": lambda c: replace(c, storage_keys=(WRITTEN,)),
    "a link": lambda c: replace(c, links=(f"https://x.example/?{WRITTEN}",)),
    "a frame's address": lambda c: replace(c, frames=(replace(c.frames[0], url=f"https://x.example/#{WRITTEN}"),)),
    "a refusal": lambda c: replace(c, refusals=(replace(c.refusals[0], detail=WRITTEN),)),
    "the log": lambda c: replace(c, log=(WRITTEN,)),
    "a registry's answer": lambda c: replace(c, rdap={"domain:x.example": f'{{"photo": "{WRITTEN}"}}'}),
    "an alias": lambda c: replace(c, dns=(replace(c.dns[0], answers=(f"x. 60 IN CNAME {PICTURE.hex()}.",)),)),
    "a header": lambda c: replace(c, exchanges=_page(c, response_headers=(("X-A", WRITTEN),))),
    "a header's name": lambda c: replace(c, exchanges=_page(c, response_headers=((PICTURE.hex(), "1"),))),
    "the words of a status": lambda c: replace(c, exchanges=_page(c, status_line=f"HTTP/1.1 200 {WRITTEN}")),
    "why it was cut": lambda c: replace(c, exchanges=_page(c, truncated=WRITTEN)),
}


@pytest.mark.parametrize("place", PLACES)
def test_a_written_picture_is_in_no_word_of_an_exhibit_and_spoils_none(workshop: Workshop, place: str) -> None:
    capture = PLACES[place](workshop.capture)
    assert verify_exhibit(workshop.sealed(capture), workshop.trust).list_failed() == ()
    written = b"".join(list_written(capture))
    assert WRITTEN[40:80].encode() not in written
    assert PICTURE.hex()[40:80].encode() not in written


def _certificate_of(der: bytes) -> str:
    return f"-----BEGIN CERTIFICATE-----\n{base64.encodebytes(der).decode()}-----END CERTIFICATE-----\n"


def test_a_certificate_that_holds_a_picture_is_withheld_with_its_digest(workshop: Workshop) -> None:
    """RFC 3709 has a field for logotypes, and any extension can be as long as it likes."""
    pem = _certificate_of(bytes(48) + PICTURE)
    page = workshop.capture.exchanges[1]
    assert page.tls is not None
    tls = replace(page.tls, chain=(pem, *page.tls.chain))
    capture = replace(workshop.capture, exchanges=_page(workshop.capture, tls=tls))
    assert verify_exhibit(workshop.sealed(capture), workshop.trust).list_failed() == ()
    written = b"".join(list_written(capture))
    assert b"A certificate that holds a medium was withheld; SHA-256 " in written
    assert base64.b64encode(PICTURE)[8:40] not in written.replace(b"\n", b"")
    assert chain_id(tls).encode() not in written


HOSTS = {
    "a photograph": "ffd8ffe000104a46494600010100000100010000.hostile.example",
    "a print of pixels": "89504e470d0a1a0a0000000d4948445200000010.hostile.example",
    "a longest label": f"{'ffd8ffe000104a464946':0<63}.example",
    "an animation": f"{'474946383961':0<48}.example",
}


def _moved(value: Any, host: str) -> Any:
    """`value` with `host` wherever it says the host of the capture."""
    if isinstance(value, str):
        return value.replace("forum.example", host)
    if isinstance(value, tuple):
        return tuple(_moved(one, host) for one in value)
    if isinstance(value, dict):
        return {_moved(key, host): _moved(one, host) for key, one in value.items()}
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{one.name: _moved(getattr(value, one.name), host) for one in fields(value)})
    return value


@pytest.mark.parametrize("name", HOSTS)
@pytest.mark.parametrize("marker", ["", "rempart-removed"])
def test_a_host_whose_name_is_a_written_picture_spoils_no_exhibit(workshop: Workshop, name: str, marker: str) -> None:
    """In all addresses, lookups, registries, redirects, handshakes; with `marker` as the proxy hands it on."""
    label, _, rest = HOSTS[name].partition(".")
    capture = _moved(workshop.capture, f"{marker or label}.{rest}")
    assert verify_exhibit(workshop.sealed(capture), workshop.trust).list_failed() == ()
    assert label[:40].encode() not in b"".join(list_written(capture))


@pytest.mark.parametrize("path", [f"/9j/4{WRITTEN}", f"?{WRITTEN}", f"/{WRITTEN}", f"#/9j/4{WRITTEN}"])
def test_a_written_picture_behind_a_host_takes_nothing_of_the_host(workshop: Workshop, path: str) -> None:
    capture = replace(workshop.capture, exchanges=_page(workshop.capture, url=f"https://forum.example{path}"))
    assert verify_exhibit(workshop.sealed(capture), workshop.trust).list_failed() == ()
    written = b"".join(list_written(capture))
    assert path[8:40].encode() not in written
    assert b"forum.exampleremoved" not in written


def test_signs_that_become_letters_in_an_address_make_no_picture_of_it(workshop: Workshop) -> None:
    behind = "/@data:image/png;base64,iVBORw0KGgo" + "{" * 9  # %7B%7B%7B … as it is written
    capture = replace(
        workshop.capture,
        frames=(FrameDom(f"https://forum.example{behind}", "<p>Plain words.</p>"),),
        final_url=f"https://forum.example/#{behind}",
    )
    assert verify_exhibit(workshop.sealed(capture), workshop.trust).list_failed() == ()


def test_an_exhibit_sealed_when_only_the_address_was_cleaned_is_no_contradiction(workshop: Workshop) -> None:
    page = workshop.capture.exchanges[1]
    assert page.tls is not None
    for marker in ("removed-by-rempart", "rempart-removed"):
        url, tls = f"https://{marker}.hostile.example/", replace(page.tls, server_name="ffd8ff00.hostile.example")
        capture = replace(workshop.capture, exchanges=_page(workshop.capture, url=url, tls=tls))
        assert verify_exhibit(workshop.sealed(capture), workshop.trust).list_failed() == ()


def test_a_withheld_certificate_makes_no_stranger_s_the_page_s(workshop: Workshop, tmp_path: Path) -> None:
    """The attack: a certificate of one's own that holds a picture, and behind it that of whom one wants to be."""
    stranger = Authority(tmp_path).issue("hub").certificate.read_text()
    host, page = "hub.rempart.test", workshop.capture.exchanges[1]
    assert page.tls is not None
    own = _certificate_of(bytes(48) + PICTURE)
    found = {}
    for shown, chain in {"withheld": (own, stranger), "plain": (stranger, own)}.items():
        tls = replace(page.tls, server_name=host, chain=chain)
        url = f"https://{host}/"
        capture = replace(workshop.capture, url=url, final_url=url, exchanges=_page(workshop.capture, url=url, tls=tls))
        exhibit = workshop.sealed(capture)
        facts = {fact.kind for fact in read_exhibit(exhibit, "").facts}
        found[shown] = (read_page(exhibit).certificate_names, facts & {"certificate", "certificate-key"})
    assert found["plain"] == ((host,), {"certificate", "certificate-key"})  # the attack's aim
    assert found["withheld"] == ((), set())
