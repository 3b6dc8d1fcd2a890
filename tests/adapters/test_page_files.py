import gzip
import io
import os
import zipfile
from dataclasses import replace
from pathlib import Path
from time import process_time
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from rempart.adapters.exhibit import WaczExhibits
from rempart.adapters.html_encoding import decode_html
from rempart.adapters.networks import NetworkTable
from rempart.adapters.page_exhibits import MAX_TITLE
from rempart.adapters.page_files import PageFiles
from rempart.adapters.page_index import SqlitePageIndex
from rempart.adapters.signer import FileSigner
from rempart.engines.pages import Kind, PageInput
from rempart.engines.verdict import portrait_of
from rempart.ports.capturing import DnsFact
from rempart.ports.pages import (
    BackgroundUnreadableError,
    DatabaseNoPageError,
    PageMissingError,
    PageUnreadableError,
    ParquetColumnsError,
    ParquetUnreadableError,
)
from tests.factories.captures import make_capture

TEXTS = {
    "utf-8": "Règles du quai, écrites à la main",
    "cp1252": "Règles du quai, écrites à la main",
    "cp1251": "Правила набережной написаны от руки",
    "utf-16-le": "Règles du quai",
    "koi8-r": "Правила набережной",
    "shift_jis": "波止場のきまり",
}


@pytest.mark.parametrize("encoding", TEXTS)
def test_a_declared_encoding_is_followed(encoding: str) -> None:
    html = f'<meta charset="{encoding}"><p>{TEXTS[encoding]}</p>'

    assert TEXTS[encoding] in decode_html(html.encode(encoding))


@pytest.mark.parametrize(
    ("name", "codec", "text"),
    [
        ("x-sjis", "cp932", "波止場"),
        ("x-euc-jp", "euc_jp", "波止場"),
        ("windows-949", "cp949", "부두의 규칙"),
        ("iso-8859-8-i", "iso8859-8", "כללי הרציף"),
        ("x-cp1251", "cp1251", "Правила"),
        ("x-mac-cyrillic", "mac-cyrillic", "Правила"),
        ("koi8-ru", "koi8-u", "Правила"),
        ("l1", "cp1252", "Règles"),
    ],
)
def test_names_of_encodings_that_only_browsers_know_are_followed(name: str, codec: str, text: str) -> None:
    assert text in decode_html(f'<meta charset="{name}"><p>{text}</p>'.encode(codec))


@pytest.mark.parametrize("name", ["punycode", "utf-7", "cp037", "unicode_escape", "utf-16le", "utf-16be"])
def test_a_page_is_not_hidden_by_an_encoding_that_no_browser_follows(name: str) -> None:
    html = f'<meta charset="{name}"><p>Rules of the quay - \\u0041 +ADw-b+AD4-</p>'

    assert decode_html(html.encode()) == html
    assert name.startswith("utf-16") or decode_html(html.encode(), name) == html


def test_an_encoding_whose_reading_takes_the_square_of_the_length_is_not_read() -> None:
    content = b'<meta charset="punycode"><p>' + b"x" * 400_000 + b"-" + b"a" * 400_000

    began = process_time()
    decode_html(content, "punycode")

    assert process_time() - began < 2  # it took minutes


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "cp1251"])
def test_an_undeclared_encoding_is_guessed(encoding: str) -> None:
    assert TEXTS[encoding] in decode_html(f"<p>{TEXTS[encoding]}</p>".encode(encoding))


def test_a_wrong_declaration_is_overruled_by_what_fits() -> None:
    assert TEXTS["cp1252"] in decode_html(f'<meta charset="utf-8"><p>{TEXTS["cp1252"]}</p>'.encode("cp1252"))
    assert "quai" in decode_html(b'<meta charset="no-such-thing"><p>quai</p>')


@pytest.mark.parametrize("encoding", ["windows-1251", "iso-8859-1", "gb2312", "shift_jis"])
def test_a_declaration_that_a_page_kept_when_it_was_turned_into_utf8_is_overruled(encoding: str) -> None:
    html = f'<meta charset="{encoding}"><p>{TEXTS["cp1251"]}</p>'

    assert TEXTS["cp1251"] in decode_html(html.encode())
    assert TEXTS["cp1251"] not in decode_html(html.encode(), declared=encoding)  # what the server says stands


def test_a_page_in_utf8_that_was_cut_within_a_letter_is_still_utf8() -> None:
    cut = f'<meta charset="windows-1251"><p>{TEXTS["cp1251"]}ы'.encode()[:-1]

    assert TEXTS["cp1251"] in decode_html(cut)
    assert TEXTS["cp1251"] not in decode_html(cut + b" ")  # within the text it is a slip


def test_byte_order_marks_and_gzip_are_undone() -> None:
    assert decode_html("\ufeff<p>quai</p>".encode("utf-16-be")) == "<p>quai</p>"
    assert decode_html(gzip.compress(b"<p>quai</p>")) == "<p>quai</p>"


def test_an_exhibit_gives_the_page_with_the_records_it_comes_from(tmp_path: Path) -> None:
    dom = "<title>Quay</title><link rel=stylesheet href=style.css><p>as the browser saw it</p>"
    capture = replace(make_capture(), dom=dom, text="as the browser saw it")
    package = WaczExhibits(FileSigner(tmp_path / "keys")).package(capture)

    page = PageFiles().read_exhibit(package.content)
    assert [sheet.text for sheet in page.styles] == ["body{color:#123}"]

    assert page.url == "https://forum.example/"
    assert "as the browser saw it" in page.html
    assert page.text == "as the browser saw it"
    assert page.records["html"] != page.records["headers"]
    assert all(record.startswith("<urn:uuid:") for part, record in page.records.items() if part != "storage")
    assert [asset.url for asset in page.scripts] == ["https://forum.example/app.js"]
    assert ("address", "127.0.0.7") in {(fact.kind, fact.value) for fact in page.facts}


def test_of_a_title_that_a_script_made_endless_the_beginning_is_read(tmp_path: Path) -> None:
    package = WaczExhibits(FileSigner(tmp_path / "keys")).package(replace(make_capture(), title="Quay " * 100_000))

    assert PageFiles().read_exhibit(package.content).title == "Quay " * (MAX_TITLE // 5)


def test_servers_of_the_own_name_count_and_those_of_suppliers_do_not(tmp_path: Path) -> None:
    capture = make_capture()
    (known, *_) = capture.dns

    def asked(name: str, record_type: str, answer: str) -> DnsFact:
        return replace(known, name=name, record_type=record_type, answers=(f"{name}. 60 IN {record_type} {answer}",))

    lookups = (
        asked("forum.example", "NS", "ns1.quay-names.example."),
        asked("forum.example", "MX", "10 post.quay-names.example."),
        asked("assets.supplier.example", "A", "198.51.100.9"),
    )
    package = WaczExhibits(FileSigner(tmp_path / "keys")).package(replace(capture, dns=(*capture.dns, *lookups)))

    facts = {(fact.kind, fact.value) for fact in PageFiles().read_exhibit(package.content).facts}

    assert {("name-server", "ns1.quay-names.example"), ("mail-server", "post.quay-names.example")} <= facts
    assert {("address", "127.0.0.7"), ("prefix", "127.0.0.0/24")} <= facts
    assert "198.51.100.9" not in {value for _, value in facts}


def test_an_address_that_was_left_out_is_no_sign_that_two_sites_share(tmp_path: Path) -> None:
    capture = make_capture()
    (known, *_) = capture.dns
    refused = "10.0.0.7 is in 10.0.0.0/8 (private use); 10.0.0.8 is in 10.0.0.0/8 (private use)"
    beside = tuple(f"forum.example. 60 IN A 10.0.0.{number}" for number in (7, 8))
    mixed = replace(known, answers=(*beside, *known.answers), refused=refused)
    package = WaczExhibits(FileSigner(tmp_path / "keys")).package(replace(capture, dns=(mixed,)))

    facts = {(fact.kind, fact.value) for fact in PageFiles().read_exhibit(package.content).facts}

    assert {value for kind, value in facts if kind in {"address", "prefix"}} == {"127.0.0.7", "127.0.0.0/24"}


def test_a_table_of_networks_says_whose_the_addresses_are(tmp_path: Path) -> None:
    table = tmp_path / "networks.txt"
    table.write_text("127.0.0.0/8 64500\n", encoding="ascii")
    package = WaczExhibits(FileSigner(tmp_path / "keys")).package(make_capture())

    facts = PageFiles(NetworkTable(table)).read_exhibit(package.content).facts

    assert ("autonomous-system", "AS64500") in {(fact.kind, fact.value) for fact in facts}


def test_every_registry_that_answered_is_read(tmp_path: Path) -> None:
    rdap = {
        "domain:forum.example": '{"objectClassName": "domain", "status": ["active"]}',
        "ip:127.0.0.7": '{"objectClassName": "ip network", "startAddress": "127.0.0.0", "endAddress": "127.0.0.255"}',
    }
    package = WaczExhibits(FileSigner(tmp_path / "keys")).package(replace(make_capture(), rdap=rdap))

    facts = {(fact.kind, fact.value) for fact in PageFiles().read_exhibit(package.content).facts}

    assert {("registry-status", "active"), ("network", "127.0.0.0-127.0.0.255")} <= facts


def test_names_of_cookies_and_storage_that_the_browser_saw_come_with_the_page(tmp_path: Path) -> None:
    capture = replace(make_capture(), cookies=("set_by_a_script",), storage_keys=("quay_theme",))
    package = WaczExhibits(FileSigner(tmp_path / "keys")).package(capture)

    page = PageFiles().read_exhibit(package.content)

    assert "set_by_a_script" in page.cookies
    assert page.storage_keys == ("quay_theme",)
    assert page.records["storage"] == "evidence/facts.json"


def test_icons_that_were_hashed_on_their_way_are_facts(tmp_path: Path) -> None:
    capture = make_capture()
    picture = next(exchange for exchange in capture.exchanges if exchange.media is not None)
    assert picture.media is not None
    url = "https://forum.example/favicon.ico"
    icon = replace(picture, url=url, media=replace(picture.media, url=url, hashes={"sha256": "ab" * 32}))
    package = WaczExhibits(FileSigner(tmp_path / "keys")).package(
        replace(capture, exchanges=(*capture.exchanges, icon))
    )

    facts = {(fact.kind, fact.value) for fact in PageFiles().read_exhibit(package.content).facts}

    assert ("favicon", "ab" * 32) in facts
    assert sum(kind == "favicon" for kind, _ in facts) == 1


def test_an_icon_is_known_by_where_the_page_says_that_it_lies_on_its_own_host(tmp_path: Path) -> None:
    capture = make_capture()
    picture = next(exchange for exchange in capture.exchanges if exchange.media is not None)
    assert picture.media is not None
    urls = {
        "https://forum.example/brand/mark-16.png": "ab" * 32,
        "https://www.forum.example/favicon.ico": "ab" * 32,
        "https://maker.example/everybodys.png": "cd" * 32,
        "https://forum.example/pictures/quay.png": "ef" * 32,
    }
    hashed = (
        replace(picture, url=url, media=replace(picture.media, url=url, hashes={"sha256": value}))
        for url, value in urls.items()
    )
    links = "".join(f'<link rel="Shortcut ICON" href="{href}">' for href in ("/brand/mark-16.png#x", [*urls][2], "//["))
    dom = f"<html><head>{links}</head><body><img src=/pictures/quay.png>Words of the forum</body></html>"
    package = WaczExhibits(FileSigner(tmp_path / "keys")).package(
        replace(capture, dom=dom, exchanges=(*capture.exchanges, *hashed))
    )

    page = PageFiles().read_exhibit(package.content)

    icons = [(fact.value, fact.shown) for fact in page.facts if fact.kind == "favicon"]
    assert icons == [("ab" * 32, "https://forum.example/brand/mark-16.png")]
    assert [sign.text for sign in portrait_of(page).signs if sign.kind is Kind.FAVICON] == [icons[0][1]]


def _foreign_wacz(body: bytes, page_information: bytes = b"", further: tuple[tuple[str, str], ...] = ()) -> bytes:
    """What another tool writes: responses only, no text; page information if any is given."""
    warc = io.BytesIO()
    writer = WARCWriter(warc, gzip=True)
    headers = [("Content-Type", "text/html; charset=utf-8"), *further]
    head = StatusAndHeaders("200 OK", headers, protocol="HTTP/1.1")
    if page_information:
        name = "urn:pageinfo:https://quay.example/"
        told = io.BytesIO(page_information)
        record = writer.create_warc_record(name, "resource", told, length=len(page_information))
        writer.write_record(record)
    writer.write_record(
        writer.create_warc_record(
            "https://quay.example/", "response", io.BytesIO(body), length=len(body), http_headers=head
        )
    )
    package = io.BytesIO()
    with zipfile.ZipFile(package, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("archive/rec.warc.gz", warc.getvalue())
    return package.getvalue()


def test_an_archive_of_another_tool_is_read_too(tmp_path: Path) -> None:
    path = tmp_path / "page.wacz"
    path.write_bytes(_foreign_wacz(b"<p>From elsewhere</p>"))

    page = PageFiles().read_file(str(path))

    assert (page.url, page.html) == ("https://quay.example/", "<p>From elsewhere</p>")


@pytest.mark.parametrize(
    "told",
    [
        *(b'{"links": null}', b'{"links": 5}', b'{"url": "https://pier.example/"}', b'{"url": "http://["}', b"[]"),
        b"[" * 200_000,
    ],
)
def test_what_another_tool_says_of_its_page_in_other_words_is_passed_over(told: bytes) -> None:
    page = PageFiles().read_exhibit(_foreign_wacz(b"<p>From elsewhere</p>", told))

    assert (page.url, page.html, page.links) == ("https://quay.example/", "<p>From elsewhere</p>", ())


@pytest.mark.parametrize("target", ["http://[", "//[lamp]/", "http://quay.example]/"])
def test_a_site_does_not_escape_comparison_by_a_header_that_leads_to_no_address(target: str) -> None:
    page = PageFiles().read_exhibit(_foreign_wacz(b"<p>From elsewhere</p>", further=(("Location", target),)))

    assert page.html == "<p>From elsewhere</p>"


@pytest.mark.parametrize("content", [b"PK\x03\x04 broken", b""])
def test_an_archive_without_a_page_is_refused_in_words(content: bytes) -> None:
    empty = io.BytesIO()
    zipfile.ZipFile(empty, "w").close()
    with pytest.raises(PageUnreadableError, match="rempart verify"):
        PageFiles().read_exhibit(content or empty.getvalue())


def _damaged(before: bytes, after: bytes) -> bytes:
    """An archive of another tool in which a part of the records is another; its own sums are right."""
    package = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(_foreign_wacz(b"<p>From elsewhere</p>"))) as whole:
        records = gzip.decompress(whole.read("archive/rec.warc.gz"))
    assert before in records
    with zipfile.ZipFile(package, "w") as archive:
        archive.writestr("archive/rec.warc", records.replace(before, after, 1))
    return package.getvalue()


DAMAGED = {
    "cut at its beginning": _foreign_wacz(b"<p>From elsewhere</p>")[40:],
    "with bytes cut out": (cut := _foreign_wacz(b"<p>From elsewhere</p>"))[:60] + cut[100:],
    "records of no kind": _damaged(b"WARC-Type: response\r\n", b""),
    "a length of letters": _damaged(b"Content-Length: ", b"Content-Length: x"),
}


@pytest.mark.parametrize("name", DAMAGED)
def test_a_damaged_archive_is_one_that_cannot_be_read_and_ends_no_collection(name: str, tmp_path: Path) -> None:
    (tmp_path / "a.wacz").write_bytes(b"PK\x03\x04" + DAMAGED[name].removeprefix(b"PK\x03\x04"))
    (tmp_path / "b.html").write_text("<p>A quay.</p>")
    assert [(label, page is None) for label, page in collected(str(tmp_path))] == [("a.wacz", True), ("b.html", False)]


def test_a_status_in_digits_of_another_kind_is_none() -> None:
    page = PageFiles().read_exhibit(_damaged(b"200 OK", b"2\xb20 OK"))
    assert (page.status, page.html) == (200, "<p>From elsewhere</p>")


def test_files_whose_names_are_no_utf_8_are_read_under_names_that_an_index_keeps(tmp_path: Path) -> None:
    for name in (b"caf\xe9.html", b"caf\xe8.html"):
        (Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + name))).write_text("<p>A quay.</p>")
    found = collected(str(tmp_path))
    assert sorted(label for label, page in found if page) == [r"caf\xe8.html", r"caf\xe9.html"]


def test_an_index_is_no_page_to_compare(tmp_path: Path) -> None:
    path = tmp_path / "pages.index"
    SqlitePageIndex(str(path), create=True).close()

    with pytest.raises(DatabaseNoPageError, match=r"pages\.index is a database.*Give a \.wacz or an \.html file"):
        PageFiles().read_file(str(path))


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(PageMissingError, match="none"):
        PageFiles().read_file(str(tmp_path / "none.html"))
    (tmp_path / "b").write_bytes(b"?")
    with pytest.raises(BackgroundUnreadableError):
        PageFiles().read_background(str(tmp_path / "b"))


def test_the_default_background_says_what_it_was_counted_from() -> None:
    background = PageFiles().read_background()

    assert background.hosts > 500
    assert "scripts/build_background.py" in background.provenance


def collected(path: str) -> list[tuple[str, PageInput | None]]:
    reader = PageFiles()
    return [page for part in reader.split_collection(path) for page in reader.read_part(part)]


def test_a_page_alone_is_a_collection_of_one(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("<p>A lamp.</p>")
    (tmp_path / "b.html").write_text("<p>A quay.</p>")
    ((label, page),) = collected(str(tmp_path / "b.html"))
    assert (label, page.html if page else "") == ("b.html", "<p>A quay.</p>")


@pytest.mark.parametrize(
    ("columns", "told"),
    [
        ({"a": [1], "b": ["x"]}, r"a column url \(text\) is needed, and its columns are a \(int64\), b \(string\)"),
        ({"url": ["https://one.example/"], "html": [5]}, r"a column html \(text or bytes\) is needed"),
        ({"url": [b"https://one.example/"], "html": ["<p>x"]}, r"a column url \(text\)"),
    ],
)
def test_parquet_with_other_columns_says_which_are_needed(tmp_path: Path, columns: dict[str, Any], told: str) -> None:
    pq.write_table(pa.table(columns), tmp_path / "p.parquet")
    with pytest.raises(ParquetColumnsError, match=told):
        collected(str(tmp_path / "p.parquet"))


def test_a_damaged_parquet_is_no_exhibit_to_be_verified(tmp_path: Path) -> None:
    (tmp_path / "p.parquet").write_bytes(b"PAR1 and no more")
    with pytest.raises(ParquetUnreadableError, match=r"p.parquet is no Parquet file .* anew, then try again\.$"):
        collected(str(tmp_path / "p.parquet"))


def test_parquet_takes_text_that_was_written_as_a_dictionary_and_an_address_that_is_missing(tmp_path: Path) -> None:
    pages = pa.array(["<title>One</title>", "<title>One</title>"]).dictionary_encode()
    pq.write_table(pa.table({"url": ["https://one.example/", None], "html": pages}), tmp_path / "p.parquet")
    found = collected(str(tmp_path / "p.parquet"))
    assert [(label, page.html) for label, page in found if page] == [
        ("https://one.example/", "<title>One</title>"),
        ("", "<title>One</title>"),
    ]


def test_a_background_that_is_missing_or_none_says_how_to_build_one(tmp_path: Path) -> None:
    other = tmp_path / "other.bin"
    other.write_text("hosts", encoding="utf-8")
    for path, problem in ((tmp_path / "gone.bin", "no such file or directory"), (other, "it does not begin as one")):
        with pytest.raises(BackgroundUnreadableError) as told:
            PageFiles().read_background(str(path))
        assert (
            told.value.message
            == f"{path} is no background model: {problem}. Build one with `rempart background build`."
        )
