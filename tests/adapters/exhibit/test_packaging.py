import gzip
import hashlib
import json
import random
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from rempart.adapters.exhibit import WaczExhibits, build_exhibit, container
from rempart.adapters.exhibit.case_uco import write_case_bundle
from rempart.adapters.exhibit.packaging import write_package
from rempart.adapters.exhibit.records import list_records
from rempart.adapters.signer import FileSigner
from rempart.lab.certificates import Authority
from rempart.ports.capturing import MediaFact, Refusal
from rempart.ports.sealing import NotAnExhibitError
from rempart.verification import verify_exhibit
from tests.factories.captures import (
    AT,
    grey_png,
    make_capture,
    make_exchange,
    make_hashed_capture,
    make_media_exchange,
    make_varied_capture,
)

PICTURE = b"\xff\xd8\xff\xe0" + bytes(range(256)) * 8
INLINE = "data:image/png;base64," + "iVBORw0KGgoAAAANSUhEUgAAAAgAAAAIAQAAAADsdIMm" * 3


@pytest.fixture
def formats(tmp_path: Path) -> WaczExhibits:
    return WaczExhibits(FileSigner(tmp_path))


def archive_of(content: bytes) -> bytes:
    return gzip.decompress(container.read_zip(content)["archive/data.warc.gz"])


def test_the_same_capture_gives_the_same_bytes() -> None:
    assert write_package(make_capture()) == write_package(make_capture())


def test_a_capture_at_another_time_differs_in_its_times_alone() -> None:
    first = container.read_zip(write_package(make_capture()).content)
    later = container.read_zip(write_package(make_capture(finished_at=AT + timedelta(seconds=9))).content)
    same = {name for name in first if first[name] == later[name]}
    assert {"evidence/check.sh"} <= same
    assert first.keys() == later.keys()


def test_the_manifest_digest_is_what_the_package_states() -> None:
    package = write_package(make_capture())
    files = container.read_zip(package.content)
    assert package.manifest_sha256 == hashlib.sha256(files["datapackage.json"]).hexdigest()
    assert json.loads(files["datapackage-digest.json"])["hash"] == f"sha256:{package.manifest_sha256}"


def test_reading_an_exhibit_gives_back_page_text_facts_and_bodies(formats: WaczExhibits) -> None:
    capture = make_capture()
    for content in (write_package(capture).content, build_exhibit(capture, signer=formats.signer, now=AT)):
        page = formats.read(content)
        assert (page.url, page.final_url, page.title) == (capture.url, capture.final_url, capture.title)
        assert (page.text, page.dom, page.screenshot) == (capture.text, capture.dom, capture.screenshot)
        assert page.bodies["https://forum.example/app.js"] == "console.log(1)"
        assert page.facts["cookies"] == ["session"]


@pytest.mark.parametrize(
    ("url", "names"), [("https://hub.rempart.test/", ("hub.rempart.test",)), ("https://elsewhere.example/", ())]
)
def test_the_names_of_the_page_s_own_certificate_are_read(
    formats: WaczExhibits, tmp_path: Path, url: str, names: tuple[str, ...]
) -> None:
    certificate = Authority(tmp_path).issue("hub").certificate.read_text()
    exchange = make_exchange(url)
    assert exchange.tls is not None
    shown = replace(exchange, tls=replace(exchange.tls, chain=(certificate,)))
    capture = replace(make_capture(exchanges=(shown,)), url=url, final_url=url)
    assert formats.read(write_package(capture).content).certificate_names == names


@pytest.mark.parametrize("seed", range(10))
def test_any_page_can_be_written_and_read_back(formats: WaczExhibits, seed: int) -> None:
    capture = make_varied_capture(random.Random(seed), AT)
    page = formats.read(write_package(capture).content)
    assert page.title == capture.title
    assert page.dom == capture.dom


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"no zip", b"PK\x03\x04" + bytes(26)])
def test_what_is_no_exhibit_cannot_be_read_or_sealed(formats: WaczExhibits, content: bytes) -> None:
    with pytest.raises(NotAnExhibitError):
        formats.read(content)
    with pytest.raises(NotAnExhibitError):
        formats.seal(content, log_proof=None, now=AT)


def test_a_sealed_exhibit_is_not_sealed_again(formats: WaczExhibits) -> None:
    sealed = formats.seal(formats.package(make_capture()).content, log_proof=None, now=AT)
    with pytest.raises(NotAnExhibitError, match="sealed already"):
        formats.seal(sealed.content, log_proof=None, now=AT)


@pytest.mark.parametrize("coding", ["", "gzip"])
def test_a_medium_that_came_through_the_proxy_is_not_written(coding: str) -> None:
    body = gzip.compress(PICTURE, mtime=0) if coding else PICTURE
    exchange = make_exchange("https://forum.example/x.js", body, "text/javascript")
    if coding:
        exchange = replace(exchange, response_headers=(*exchange.response_headers, ("Content-Encoding", coding)))
    content = write_package(make_capture(exchanges=(exchange,))).content
    assert PICTURE[4:60] not in archive_of(content)
    assert body[:40] not in archive_of(content)
    fact = json.loads(container.read_zip(content)["evidence/facts.json"])["exchanges"][0]
    assert fact["media"]["sniffed_type"] == "image/jpeg"


@pytest.mark.parametrize("charset", ["undefined", "idna", "punycode", "rot13", "utf-7", "a" * 300])
def test_a_charset_that_no_browser_knows_keeps_nobody_from_reading_the_exhibit(
    formats: WaczExhibits, charset: str
) -> None:
    """One header would else keep the page from being looked at, and its certificate from any order."""
    body = b"<p>Plain words.</p>-" + b"a9" * 20_000
    page = make_exchange(body=body, kind=f"text/html; charset={charset}")
    capture = make_capture(exchanges=(page,))
    assert formats.read(formats.package(capture).content).bodies[page.url] == body.decode()


def test_inline_media_are_cut_out_of_bodies_and_page() -> None:
    markup = f"<p>before</p><img src='{INLINE}'><p>after</p>"
    capture = make_capture(exchanges=(make_exchange(body=markup.encode()),), dom=markup)
    archive = archive_of(write_package(capture).content)
    assert b"iVBORw0KGgo" not in archive
    assert archive.count(b"<p>before</p>") == 2
    assert archive.count(b"<p>after</p>") == 2


def test_inline_media_are_cut_out_of_every_word_that_is_written(formats: WaczExhibits) -> None:
    exchange = make_exchange(f"https://forum.example/?picture={INLINE}")
    exchange = replace(exchange, response_headers=(("Link", f"<{INLINE}>"),), request_headers=(("Referer", INLINE),))
    address = f"https://forum.example/logo.png?{INLINE}"
    medium = replace(
        make_media_exchange(), url=address, media=MediaFact(address, "image/png", "image/png", 9, where=INLINE)
    )
    capture = make_capture(
        url=f"https://forum.example/#{INLINE}",
        title=INLINE,
        text=f"see {INLINE}",
        links=(INLINE,),
        cookies=(INLINE,),
        storage_keys=(INLINE,),
        truncations=(INLINE,),
        log=(INLINE,),
        rdap={"domain:forum.example": f'{{"x": "{INLINE}"}}'},
        exchanges=(exchange, medium),
        refusals=(Refusal(INLINE, "media", INLINE, AT),),
    )
    content = formats.seal(write_package(capture).content, log_proof=None, now=AT).content
    assert b"iVBORw0KGgo" not in archive_of(content)
    assert b"iVBORw0KGgo" not in content
    assert verify_exhibit(content).sound


def test_a_body_in_a_coding_that_nobody_can_undo_is_withheld() -> None:
    exchange = make_exchange(body=b"\x8b\x03\x80brotli?")
    exchange = replace(exchange, response_headers=(("Content-Type", "text/html"), ("Content-Encoding", "br")))
    archive = archive_of(write_package(make_capture(exchanges=(exchange,))).content)
    assert b"brotli?" not in archive
    assert b"withheld: the content coding br is unknown" in archive


def test_what_the_proxy_removed_is_told() -> None:
    removed = MediaFact("https://forum.example/", "image/png", "image/png", 900, where="data uri at byte 12")
    exchange = replace(make_exchange(), removed=(removed,), wire_sha256="ab" * 32, wire_length=4000)
    files = container.read_zip(write_package(make_capture(exchanges=(exchange,))).content)
    fact = json.loads(files["evidence/facts.json"])["exchanges"][0]
    assert fact["removed_inline"][0]["where"] == "data uri at byte 12"
    assert fact["length"] == 4000
    assert b'"kept": "not whole"' in gzip.decompress(files["archive/data.warc.gz"])


def test_forensic_tools_get_every_hash_of_a_medium_pdq_too() -> None:
    nodes = json.loads(write_case_bundle(make_hashed_capture(), b"archive"))["@graph"]
    pictures = [node for node in nodes if node["@type"] == "uco-observable:RasterPicture"]
    for picture in pictures:
        hashes = next(facet["uco-observable:hash"] for facet in picture["uco-core:hasFacet"] if len(facet) > 3)
        assert {one["uco-types:hashMethod"]: one["uco-types:hashValue"]["@value"] for one in hashes} == {
            "SHA256": "ab" * 32,
            "SHA1": "cd" * 20,
            "MD5": "ef" * 16,
            "PDQ": "0f" * 32,
        }
    assert len(pictures) == len({picture["@id"] for picture in pictures}) == 2


def test_a_header_value_with_a_line_break_adds_no_header() -> None:
    exchange = replace(make_exchange(), response_headers=(("X-Odd", "a\r\nSet-Cookie: b\r\n\r\n<h1>"),))
    archive = archive_of(write_package(make_capture(exchanges=(exchange,))).content)
    assert b"\r\nSet-Cookie" not in archive


def test_the_chain_of_each_connection_is_kept_once() -> None:
    archive = archive_of(write_package(make_capture()).content)
    assert archive.count(b"-----BEGIN CERTIFICATE-----") == 1
    assert archive.count(b'"chain": "urn:tls-chain:') == 4


def test_plain_words_are_in_both_languages_and_no_address_is_a_link() -> None:
    capture = make_capture(url="http://forum.example/?<script>")
    files = container.read_zip(write_package(capture).content)
    for language, word in (("en", "does not prove"), ("fr", "ne prouve pas")):
        page = files[f"evidence/README.{language}.html"].decode()
        assert word in page
        assert "seal/revocation-*" in page
        assert "<a " not in page
        assert "<script" not in page


def test_the_view_is_the_only_picture() -> None:
    archive = archive_of(write_package(make_capture(screenshot=grey_png(40, 30))).content)
    assert archive.count(b"\x89PNG") == 1


@pytest.mark.parametrize(
    ("coding", "body"), [("", b"run()"), ("gzip", gzip.compress(b"run()", mtime=0)), ("made-up", b"??")]
)
def test_a_script_is_known_by_the_digest_of_its_text_whatever_its_coding(coding: str, body: bytes) -> None:
    script = make_exchange("https://forum.example/a.js", body, "text/javascript")
    coded = replace(script, response_headers=(*script.response_headers, ("Content-Encoding", coding)))
    records = list_records(make_capture(exchanges=(coded,)))
    (info,) = (json.loads(record.block) for record in records if record.uri.startswith("urn:pageinfo:"))
    digest = hashlib.sha256(b"run()").hexdigest()
    assert info["scripts"] == ([] if coding == "made-up" else [{"url": script.url, "sha256": digest}])
