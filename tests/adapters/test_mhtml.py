"""A page as a browser saved it in one file is read as the page, not as the mail that it is written as."""

import quopri
from base64 import encodebytes
from pathlib import Path

import pytest

from rempart.adapters.mhtml import html_in, is_mhtml
from rempart.adapters.page_files import PageFiles
from rempart.engines.verdict import VerdictKind, judge, portrait_of
from rempart.ports.pages import PageUnreadableError
from tests.factories import pages

PICTURE = "--q\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=\r\n"


def saved(html: bytes, *, before: str = "", coding: str = "quoted-printable", charset: str = "") -> bytes:
    """As browsers write it."""
    head = (
        "From: <Saved by a browser>\r\nSnapshot-Content-Location: https://quay.example/\r\nSubject: Lamps\r\n"
        'MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="q"\r\n\r\n\r\n'
    )
    part = f"--q\r\nContent-Type: text/html{charset}\r\nContent-Transfer-Encoding: {coding}\r\n\r\n"
    bodies = {"quoted-printable": quopri.encodestring(html), "base64": encodebytes(html), "binary": html}
    return (head + before + part).encode() + bodies[coding] + f"\r\n{PICTURE}--q--\r\n".encode()


@pytest.mark.parametrize("coding", ["quoted-printable", "base64", "binary"])
@pytest.mark.parametrize("before", ["", PICTURE])
def test_the_page_is_read_whatever_it_is_coded_in(tmp_path: Path, coding: str, before: str) -> None:
    (tmp_path / "a.mhtml").write_bytes(saved(pages.CLOSED.encode(), coding=coding, before=before))
    (tmp_path / "a.html").write_text(pages.CLOSED)
    one, other = (PageFiles().read_file(str(tmp_path / name)) for name in ("a.mhtml", "a.html"))
    assert one.html.split() == other.html.split()
    assert judge(portrait_of(one), portrait_of(other), PageFiles().read_background()).kind is VerdictKind.SAME


def test_neither_a_picture_nor_the_address_that_anybody_can_write_is_taken(tmp_path: Path) -> None:
    (tmp_path / "a.mhtml").write_bytes(saved(b"<title>Lamps</title>"))
    page = PageFiles().read_file(str(tmp_path / "a.mhtml"))
    assert (page.url, page.records, "iVBORw" in page.html) == ("", {"html": "file:a.mhtml"}, False)


def test_the_charset_of_the_part_is_taken(tmp_path: Path) -> None:
    text = "<title>Пристань</title><p>Правила набережной написаны от руки.</p>"
    (tmp_path / "a.mht").write_bytes(saved(text.encode("koi8-r"), charset='; charset="koi8-r"'))
    assert "Правила набережной" in PageFiles().read_file(str(tmp_path / "a.mht")).html


def test_a_part_within_a_part_is_found() -> None:
    inner = b'--q\nContent-Type: multipart/alternative; boundary="r"\n\n--r\nContent-Type: text/plain\n\nno\n--r\n'
    head = b'MIME-Version: 1.0\nContent-Type: multipart/related; boundary="q"\n\n'
    assert html_in(head + inner + b"Content-Type: text/html\n\n<p>quay</p>\n--r--\n--q--\n")[0].startswith(b"<p>quay")


def test_what_is_no_such_file_is_read_as_it_is() -> None:
    for content in (b"", b"<p>Content-Type: multipart/related</p>", b"Content-Type: text/html\n\n<p>quay</p>", b"a: b"):
        assert not is_mhtml(content)


@pytest.mark.parametrize(
    "content",
    [
        b'Content-Type: multipart/related; boundary="q"\n\nno part',
        b"Content-Type: multipart/related\n\n--\n\nContent-Type: text/html\n\n",
        b'Content-Type: multipart/related; boundary="q"\n\n' + PICTURE.encode() * 20_000,
        b"".join(b'Content-Type: multipart/related; boundary="%d"\n\n--%d\n' % (n, n) for n in range(3_000)),
    ],
    ids=["no part", "no boundary", "many parts", "nested"],
)
def test_a_file_without_a_page_is_told(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.mhtml").write_bytes(content)
    with pytest.raises(PageUnreadableError, match="no HTML is in what a browser saved"):
        PageFiles().read_file(str(tmp_path / "a.mhtml"))
