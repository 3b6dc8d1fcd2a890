"""Names that one page writes in one word and the other in two, or a host with a letter more."""

import pytest

from rempart.adapters.page_files import PageFiles
from rempart.engines.pages import Kind, PageFeatures, PageInput
from rempart.engines.pages.comparing.spellings import spelled_alike
from rempart.engines.pages.words.text import forms_in
from rempart.engines.verdict import VERDICT_VERSION, Verdict, VerdictKind, calibration_of, judge, portrait_of
from tests.factories.pages import HILLS, RIVER, parts_of_one_build

BACKGROUND = PageFiles().read_background()
TRADES = calibration_of().comparison.trades


def site(name: str, said: str, title: str = "{name} - open tonight", more: str = "") -> str:
    """A page that calls itself `name` in title, marks and text."""
    blocks = parts_of_one_build(name, said)
    head = f"<title>{title.format(name=name)}</title><meta property=og:site_name content='{name}'>"
    body = f"<a class=lq-top href=/>{name}</a><main>{blocks}</main>{more}"
    return f"<html lang=en>{head}<body class=lq-page>{body}</body></html>"


def portrait(html: str, host: str = "") -> PageFeatures:
    return portrait_of(PageInput(html=html, url=f"https://{host}/" if host else ""))


def compare(first: PageFeatures, second: PageFeatures, version: str = VERDICT_VERSION) -> Verdict:
    return judge(first, second, BACKGROUND, version=version)


def test_a_name_in_one_word_or_two_is_one_name() -> None:
    a, b = portrait(site("Night Quay", RIVER)), portrait(site("NightQuay", HILLS))

    assert compare(a, b).comparison.name.shared == "nightquay"
    assert compare(a, b).kind is VerdictKind.UNCLEAR
    assert compare(a, b, "14").comparison.name.shared != "nightquay"


@pytest.mark.parametrize("name", ["Tall Night Quay", "Tall Night Quay Pier"])
def test_a_name_in_one_word_or_several_is_one_name(name: str) -> None:
    a, b = portrait(site(name, RIVER)), portrait(site(name.replace(" ", ""), HILLS))

    assert compare(a, b).comparison.name.shared == name.lower().replace(" ", "")
    assert compare(a, b).kind is VerdictKind.UNCLEAR
    assert compare(a, b, "24").kind is VerdictKind.DIFFERENT


def test_a_made_up_name_and_its_plural_are_one_name() -> None:
    a, b = portrait(site("Velmorade", RIVER)), portrait(site("Velmorades", HILLS))

    assert compare(a, b).comparison.name.shared == "velmorade"
    assert compare(a, b, "24").comparison.name.differs
    assert not compare(portrait(site("Lantern", RIVER)), portrait(site("Lanterns", HILLS))).comparison.name.shared


@pytest.mark.parametrize("name", ["V E L M O R A", "V.e.l.m.o.r.a", "V-E-L-M-O-R-A"])
def test_letters_that_stand_apart_are_the_name(name: str) -> None:
    a, b = portrait(site("Velmora", RIVER)), portrait(site(name, HILLS))

    assert compare(a, b).comparison.name.shared == "velmora"


@pytest.mark.parametrize("name", ["U.S.A. today", "plan a b c"])
def test_few_letters_are_none(name: str) -> None:
    assert {len(word) for word in forms_in(name)} <= {1, 4, 5}


@pytest.mark.parametrize("name", ["聊天室", "チャット", "채팅방", "شات", "ห้องแชท"])
def test_a_word_for_a_chat_is_no_name_in_any_script(name: str) -> None:
    a, b = portrait(site(name, RIVER)), portrait(site(name, HILLS))

    assert compare(a, b).comparison.name.firmness < calibration_of().rules.firm_shared
    assert compare(a, b, "17").comparison.name.firmness >= calibration_of().rules.firm_shared


def test_a_host_says_it_in_one_word_too() -> None:
    """Whose maker gives each its own address: not so surely two customers' where both hosts are called so."""
    a, b = (
        portrait(site("Night Quay", said * 6, more=f"<a href='mailto:crew@{host}'>crew@{host}</a>"), host)
        for said, host in ((RIVER, "nightquay.example"), (HILLS, "night-quay24.test"))
    )

    assert compare(a, b).comparison.name.shared == "nightquay"
    assert "strangers" not in compare(a, b).measures
    assert compare(a, b).kind is VerdictKind.UNCLEAR
    assert compare(a, b, "14").kind is VerdictKind.DIFFERENT


def test_a_name_of_which_one_word_is_a_trades_is_as_firm_as_the_other() -> None:
    a, b = portrait(site("Spin Velmora", RIVER)), portrait(site("SpinVelmora", HILLS))

    assert compare(a, b).comparison.name.shared == "spinvelmora"
    assert compare(a, b).kind is VerdictKind.SAME
    assert compare(a, b, "14").kind is not VerdictKind.SAME


@pytest.mark.parametrize(
    ("first", "second"),
    [("Velmora Casino", "Velmora"), ("Velmora Hills", "Velmora"), ("Night Quay", "Night Harbour")],
    ids=["a trade's word", "one of the words", "another word"],
)
def test_two_words_that_the_other_page_never_has_stay_two(first: str, second: str) -> None:
    a, b = portrait(site(first, RIVER), "velmora.example"), portrait(site(second, HILLS), "hills.test")

    assert spelled_alike(a, b, TRADES) == (a, b)


def test_marks_say_it_so_and_keep_what_else_they_say() -> None:
    a = portrait(site("Night Quay", RIVER).replace("content='Night Quay'", "content='Night Quay Reviews'"))
    first, second = spelled_alike(a, portrait(site("NightQuay", HILLS)), TRADES)
    texts = {sign.shown for sign in first.signs if sign.kind is Kind.SITE_MARK and sign.value == "nightquay"}

    assert texts <= {"nightquay", "nightquay reviews"}
    assert any("reviews" in sign.shown for sign in first.signs if sign.kind is Kind.SITE_MARK)
    assert dict(second.names)["nightquay"] == dict(portrait(site("NightQuay", HILLS)).names)["nightquay"]


def test_older_versions_leave_names_as_they_are_written() -> None:
    a, b = portrait(site("Night Quay", RIVER)), portrait(site("NightQuay", HILLS))

    assert spelled_alike(a, b, calibration_of("14").comparison.trades) == (a, b)


def test_a_country_beside_a_name_is_no_part_of_it() -> None:
    a, b = portrait(site("NightQuayAustralia", RIVER)), portrait(site("NightQuay", HILLS))

    assert compare(a, b).comparison.name.shared == "nightquay"
    assert compare(a, b, "14").comparison.name.differs


def test_a_mirror_for_one_country_is_a_mirror() -> None:
    a = portrait(site("VelmoraNorge", RIVER), "velmoranorge.example")
    b = portrait(site("Velmora", HILLS), "velmora.test")

    assert compare(a, b).kind is VerdictKind.SAME
    assert compare(a, b, "14").kind is VerdictKind.DIFFERENT


@pytest.mark.parametrize(
    ("title", "shared"),
    [("Velmora - Telegram", "velmora"), ("All about Velmora and its boats", "")],
    ids=["side", "part"],
)
def test_a_page_without_a_name_is_called_by_a_side_of_its_title(title: str, shared: str) -> None:
    """It writes the name small, so that it is a word there."""
    said = " ".join(HILLS.format(n=n, name="velmora") for n in range(8))
    a, b = portrait(site("Velmora", RIVER)), portrait(f"<html lang=en><title>{title}</title><p>{said}</p>")
    verdict = compare(a, b)

    assert verdict.comparison.name.of_b == ()
    assert verdict.comparison.name.shared == shared
    assert verdict.kind is (VerdictKind.UNCLEAR if shared else VerdictKind.DIFFERENT)
    assert compare(a, b, "14").kind is VerdictKind.DIFFERENT


def test_a_page_whose_title_reports_on_a_name_is_not_called_so() -> None:
    said = " ".join(HILLS.format(n=n, name="velmora") for n in range(8))
    a, b = portrait(site("Velmora", RIVER)), portrait(f"<html lang=en><title>Velmora - reviews</title><p>{said}</p>")

    assert compare(a, b).comparison.name.shared == ""


@pytest.mark.parametrize("name", ["Sun Ridge", "Oak Vale", "Dimitris Papadopoulos"])
def test_words_that_are_put_together_are_not_made_up(name: str) -> None:
    first, second = name, name.replace(" ", "")
    hosts = f"{name.lower().replace(' ', '-')}.example", f"{second.lower()}.test"
    for one, other in ((first, second), (first, first)):
        a, b = (
            portrait(site(said, text), host)
            for said, text, host in zip((one, other), (RIVER, HILLS), hosts, strict=True)
        )

        assert compare(a, b).kind is VerdictKind.UNCLEAR


def test_a_host_that_says_a_letter_twice_beside_marks_that_do_is_anothers() -> None:
    a = portrait(site("Velmora", RIVER), "velmora.example")
    copied, called = (portrait(site(name, HILLS), "velmorra.test") for name in ("Velmora", "Velmorra"))

    assert compare(a, copied).kind is VerdictKind.SAME
    assert compare(a, called).kind is not VerdictKind.SAME
    assert compare(called, portrait(site("Velmorra", RIVER), "velmora.test")).kind is not VerdictKind.SAME
