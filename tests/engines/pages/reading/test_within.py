"""What a page shows in frames and shadow roots is its own; what comes from elsewhere is where it shows nothing else."""

from base64 import b64encode
from dataclasses import replace
from pathlib import Path

import pytest

from rempart.adapters.exhibit import WaczExhibits
from rempart.adapters.page_files import PageFiles
from rempart.adapters.signer import FileSigner
from rempart.engines.pages import Kind, PageFeatures, PageInput, SidePage, read_markup
from rempart.engines.pages.reading.within import MAX_WITHIN, Framed
from rempart.engines.verdict import portrait_of
from rempart.ports.capturing import FrameDom
from tests.factories.captures import make_capture

INNER = (
    "<title>Velmora</title><a class=logo href=/>Velmora</a><h1>The gangway</h1><p>Comes down at night for all of us."
    "<form action=/in><input name=nick></form><a href='mailto:desk@velmora.test'>Write</a>"
)
TEXTS = ["Velmora", "The gangway", "Comes down at night for all of us.", "Write"]
MASK = "<title>Kettle</title><frameset rows=100%><frame src='https://velmora.test/'></frameset>"


def test_all_that_a_document_within_says_is_read() -> None:
    coded = b64encode(INNER.encode()).decode()
    for html in (
        f'<iframe srcdoc="{INNER}"></iframe>',
        f"<iframe src='data:text/html;base64,{coded}'></iframe>",
        f"<object width=600 height=300 data='data:text/html;charset=utf-8;base64,{coded}'></object>",
        f"<div><template shadowrootmode=open>{INNER}</template></div>",
    ):
        markup = read_markup(html)

        assert markup.blocks == TEXTS
        assert (markup.title, markup.logos, markup.headings) == ("Velmora", ["Velmora"], ["The gangway"])
        assert [form.target for form in markup.forms] == ["/in"]
        assert len(markup.links) == len(markup.link_lines) == 2


def test_a_page_that_says_more_keeps_its_own_title() -> None:
    around = "<title>Kettle</title><p>Lamps are blown by hand here, and whoever comes in may see how it is done.</p>"

    assert read_markup(f'{around}<iframe srcdoc="{INNER}"></iframe>').title == "Kettle"


def test_documents_within_each_other_end_somewhere() -> None:
    html = "<p>Lamps"
    for _ in range(6):
        html = f"<p>Kettle<div><template shadowrootmode=open>{html}</template></div>"

    assert read_markup(html).blocks == ["Kettle"] * 4
    many = "<iframe srcdoc='<p>Lamps'></iframe>" * (MAX_WITHIN + 5)
    assert read_markup(many).blocks == ["Lamps"] * MAX_WITHIN


@pytest.mark.parametrize(
    "html", ["<iframe srcdoc></iframe>", "<object data='data:image/png,x'></object>", "<iframe src='http://[q'>"]
)
def test_other_frames_hold_nothing(html: str) -> None:
    assert read_markup(html, framed=Framed("http://a.test/", (SidePage("http://b.test/", INNER),))).blocks == []


def portrait(html: str, url: str = "https://velmora.test/") -> PageFeatures:
    frames = (SidePage(url, INNER, "<urn:frame>"),)
    return portrait_of(PageInput(html=html, url="https://kettle.test/", frames=frames, records={"html": "<urn:dom>"}))


def test_a_page_that_shows_nothing_but_another_host_says_what_that_says() -> None:
    found = portrait(MASK)

    assert {sign.value for sign in found.signs if sign.kind is Kind.EMAIL} == {"desk@velmora.test"}
    assert (found.host, found.title) == ("kettle.test", "Kettle")
    assert found.parts["html"] == found.parts["text"] == "<urn:frame>"


def test_a_frame_from_elsewhere_beside_a_text_is_anothers() -> None:
    around = "<p>Lamps are blown by hand here, and whoever comes in may see how that is done in the long hall.</p>"
    found = portrait(f"{around}<iframe src='https://velmora.test/'></iframe>")

    assert not [sign for sign in found.signs if sign.kind is Kind.EMAIL]
    assert found.parts["html"] == "<urn:dom>"
    assert portrait("<iframe src='https://velmora.test/' width=1 height=1></iframe>").word_count == 0
    assert portrait(MASK, url="https://other.test/").word_count == 0


def test_an_exhibit_gives_what_its_frames_showed(tmp_path: Path) -> None:
    frame = FrameDom("https://velmora.test/", f"<html><body>{INNER}</body></html>")
    capture = replace(make_capture(), dom=f"<html>{MASK}</html>", text="", frames=(frame,))
    page = PageFiles().read_exhibit(WaczExhibits(FileSigner(tmp_path / "keys")).package(capture).content)

    (shown,) = page.frames
    assert (shown.url, INNER in shown.html) == ("https://velmora.test/", True)
    assert portrait_of(page).parts["html"] == shown.record != page.records["html"]
    full = replace(capture, text="lamps and more lamps " * 20)
    content = WaczExhibits(FileSigner(tmp_path / "keys")).package(full).content
    assert PageFiles().read_exhibit(content).frames == ()


@pytest.mark.parametrize(
    "html",
    [
        "<p>Lamps<noscript><p>the gangway</p></noscript>",
        "<noscript><p>the gangway</noscript><p>Lamps",
        "<div><NOSCRIPT ></div></body>the gangway</NoScript>Lamps</div>",
        "<table><noscript><tr><td>the gangway</noscript></table>Lamps",
    ],
)
def test_what_readers_without_scripts_alone_are_told_is_none_of_the_pages_words(html: str) -> None:
    markup = read_markup(html)

    assert markup.blocks == ["Lamps"]
    assert markup.unseen == ["the gangway"]
    assert markup.hidden == 0


def test_a_script_that_speaks_of_such_readers_is_read_as_it_is() -> None:
    assert read_markup("<script>var a = '<noscript>';</script><p>Lamps").script_texts == ["var a = '<noscript>';"]
