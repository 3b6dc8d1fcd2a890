"""Rules and contact in a box: another's on a page of a paste service, an archive or a forum; else a site's own."""

import pytest

from rempart.adapters.page_files import PageFiles
from rempart.engines.pages import PageInput
from rempart.engines.pages.reading.markup import read_markup
from rempart.engines.verdict import Verdict, VerdictKind, judge, portrait_of
from tests.factories import pages

BACKGROUND = PageFiles().read_background()
SAID = (
    "Lantern Quay, the rules. Every nickname lasts one day and is gone at midnight with the rest of the quay. The "
    "keeper of the gangway may lift the plank without giving a reason. Two conversations at a time on the same "
    "pontoon, never more than that. Write to keeper@lantern-quay.example"
)
BOXES = ("pre", "textarea readonly", "code", "xmp")
PASTE = """<html lang=en><head><title>{title}</title>{head}</head><body><div class="{mark}">{name}</div>
<nav><a href=/new>New note</a> <a href=/recent>Recent notes</a></nav><h1>{heading}</h1>{box}
<footer>Notes are kept for thirty days, then they are gone. Raw, print, download</footer></body></html>"""
OWN = """<html lang=en><head><title>{title}</title></head><body><div class="{mark}">{name}</div>
<p>Four lines and the gangway comes down.</p>{form}{box}</body></html>"""


def boxed(box: str, said: str = SAID) -> str:
    return f"<{box}>{said}</{box.partition(' ')[0]}>"


def against_the_closed_site(html: str, url: str = "", text: str = "") -> Verdict:
    closed = portrait_of(PageInput(html=pages.CLOSED, url="https://lantern-quay.example/"))
    return judge(closed, portrait_of(PageInput(html=html, url=url, text=text)), BACKGROUND)


@pytest.mark.parametrize("box", BOXES)
@pytest.mark.parametrize(
    ("title", "mark", "heading", "url"),
    [
        ("Lantern Quay rules - Scribblet", "top", "Lantern Quay rules", "https://scribblet.example/n/81"),
        ("Lantern Quay rules and contact", "site-logo", "Lantern Quay rules and contact", ""),
        ("Lantern Quay | Scribblet", "top", "Lantern Quay", ""),
        ("Untitled note", "top", "Untitled note", "https://scribblet.example/n/81"),
        ("Scribblet", "brand", "Note 81", "https://www.scribblet.example/81"),
        ("Untitled note", "top", "Untitled note", "https://write.example/81"),
        ("Untitled note", "top", "Untitled note", "https://midnight.example/81"),
        ("Untitled note", "top", "Untitled note", "https://keeperscribblet.example/81"),
        ("Lantern Quay", "top", "Lantern Quay", "https://scribblet.example/n/81"),
        ("Lantern Quay", "top", "Welcome", "https://scribblet.example/n/81"),
    ],
)
def test_a_paste_of_rules_and_contact_is_not_the_site(box: str, title: str, mark: str, heading: str, url: str) -> None:
    known = {"title": title, "head": "", "mark": mark, "name": "Scribblet", "heading": heading}
    paste = PASTE.format(box=boxed(box), **known)

    verdict = against_the_closed_site(paste, url)

    assert verdict.kind is not VerdictKind.SAME, verdict.measures
    assert not {"verdict.email", "verdict.sentence"} & {reason.code for reason in verdict.reasons}


def test_a_paste_without_anything_around_it_is_told_by_its_host() -> None:
    raw = f"<html><head></head><body><pre>{SAID}</pre></body></html>"
    seen = SAID.replace(". ", ".\n")

    for text in ("", seen):
        assert against_the_closed_site(raw, "https://scribblet.example/raw/81", text).kind is not VerdictKind.SAME
    own = against_the_closed_site(raw, "https://lanternquay-chat.test/", seen)
    assert "verdict.email" in {reason.code for reason in own.reasons}


@pytest.mark.parametrize("box", BOXES)
@pytest.mark.parametrize(
    ("title", "mark", "name", "url"),
    [
        ("Lantern Quay", "top", "", ""),
        ("Lantern Quay", "site-logo", "Lantern Quay", "https://pier-nine.example/"),
        ("Lantern Quay – chat without an account", "top", "Lantern Quay", "https://lantern-quay2.example/"),
        ("Welcome", "logo", "", "https://lantern-quay2.example/"),
        ("Welcome", "logo", "", "https://lantern-quay-discussions.example/"),
        ("Lantern Quay: free chat rooms", "top", "", "https://www.lanternquay.test/rules"),
    ],
)
def test_a_site_that_shows_its_own_rules_in_a_box_stays_the_same(
    box: str, title: str, mark: str, name: str, url: str
) -> None:
    own = OWN.format(title=title, mark=mark, name=name, form=pages.entry(), box=boxed(box))

    verdict = against_the_closed_site(own, url)

    assert verdict.kind is VerdictKind.SAME, verdict.measures
    assert {"verdict.email", "verdict.sentence"} <= {reason.code for reason in verdict.reasons}


@pytest.mark.parametrize(
    "around",
    [
        "<nav><a>Lantern Quay</a><a>Home</a></nav><h1>Lantern Quay</h1><p>Four lines.</p>",
        "<h1>Lantern Quay</h1><p>Four lines and the gangway comes down.</p><div>Lantern Quay</div><div>Home</div>",
        "<h1>Lantern Quay</h1><p>Welcome to Lantern Quay, four lines.</p>",
    ],
)
def test_whether_there_is_room_between_tags_makes_no_other_of_a_site(around: str) -> None:
    for html in (around, around.replace("><", "> <")):
        own = f"<html lang=en><head><title>Lantern Quay</title></head><body>{html}{pages.entry()}{boxed('pre')}</body>"
        verdict = against_the_closed_site(own, "https://lantern-quay2.example/")
        assert verdict.kind is VerdictKind.SAME, html
        assert {"verdict.email", "verdict.sentence"} <= {reason.code for reason in verdict.reasons}


def test_rules_in_a_box_that_speak_for_nobody_are_the_pages() -> None:
    rules = SAID.removeprefix("Lantern Quay, the rules. ").partition(" Write to")[0]
    own = OWN.format(title="Night Harbour", mark="logo", name="Night Harbour", form="", box=boxed("textarea", rules))

    assert "verdict.sentence" in {reason.code for reason in against_the_closed_site(own).reasons}


def test_a_forms_prefilled_field_stays_a_field_of_it() -> None:
    form = "<form action=/go><input name=nick><textarea name=message>Call me back tonight at +44 20 7946 0123"
    html = f"<html lang=en><title>Night Harbour</title><h1>Night Harbour</h1>{form}</textarea></form></html>"

    found = read_markup(html, host="pier-nine.example")

    assert [field.name for field in found.forms[0].fields] == ["nick", "message"]
    assert found.others == ("Call me back tonight at +44 20 7946 0123",)
    assert "Call me" not in " ".join(found.blocks)


@pytest.mark.parametrize(
    ("heading", "rules", "is_own"),
    [
        ("Welcome", "Four lines of rules hold at vorlimo for all who write to host@pier.test", False),
        ("Vorlimo", "Four lines of rules hold at vorlimo for all who write to host@pier.test", True),
        ("Welcome", "Four lines of rules hold at Vorlimo for all who write to host@pier.test", True),
        ("Welcome", "Vorlimo is shut. Who comes to vorlimo may write to host@pier.test", True),
        ("Welcome", "Four lines. Vorlimo is shut by now, and who asks may write to host@pier.test", False),
    ],
)
def test_a_word_of_the_host_is_a_name_if_the_page_or_the_box_uses_it_as_one(
    heading: str, rules: str, is_own: bool
) -> None:
    found = read_markup(f"<html><h1>{heading}</h1><pre>{rules}</pre></html>", host="vorlimo.example")

    assert found.others == (() if is_own else (rules,))


@pytest.mark.parametrize("box", ["pre", "code"])
def test_a_mark_or_a_heading_within_the_box_is_not_the_pages(box: str) -> None:
    said = f"<b class=brand>Lantern Quay</b> {SAID}"
    known = {"title": "Untitled note", "head": "", "mark": "top", "name": "Scribblet", "heading": "Untitled note"}

    verdict = against_the_closed_site(PASTE.format(box=boxed(box, said), **known), "https://scribblet.example/n/81")

    assert verdict.kind is not VerdictKind.SAME, verdict.measures
    inside = "<pre><h2>vorlimo</h2> Rules hold here for all who write to host@pier.test</pre>"
    assert read_markup(f"<html>{inside}</html>", host="vorlimo.example").others


def test_rules_of_a_name_of_the_title_are_anothers_without_contact_points_too() -> None:
    paste = PASTE.format(
        title="Lantern Quay rules - Scribblet",
        head="",
        mark="brand",
        name="Scribblet",
        heading="Lantern Quay rules",
        box=boxed("pre", SAID.partition(" Write to")[0]),
    )

    verdict = against_the_closed_site(paste, "https://scribblet.example/n/81")
    assert "verdict.sentence" not in {reason.code for reason in verdict.reasons}
