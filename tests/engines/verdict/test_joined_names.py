"""Names run together with words of trades, and names of such words alone."""

from dataclasses import replace

import pytest

from rempart.adapters.page_files import PageFiles
from rempart.engines.pages import Kind, PageFeatures, PageInput
from rempart.engines.pages.comparing.compounds import core_of
from rempart.engines.pages.reading.naming import is_called_wholly
from rempart.engines.pages.words.text import plain_names
from rempart.engines.verdict import VERDICT_VERSION, Verdict, VerdictKind, judge, portrait_of
from rempart.engines.verdict.calibration import calibration_of
from tests.factories.pages import HILLS, RIVER, parts_of_one_build

BACKGROUND = PageFiles().read_background()
TRADES = calibration_of().comparison.trades
BEFORE = calibration_of("13").comparison.trades
PAGE = "The {n}th table on this floor of {name} is set for guests who came by the evening boat and stay until it goes."


def site(name: str, said: str, mark: str, title: str = "{name} - open tonight") -> str:
    """A page that calls itself `name` in title and text, and `mark` in its marks."""
    blocks = parts_of_one_build(name, said)
    head = f"<title>{title.format(name=name)}</title><meta property=og:site_name content='{mark}'>"
    return (
        f"<html lang=en>{head}<body class=lq-page><a class=lq-top href=/>{mark}</a><main>{blocks}</main></body></html>"
    )


def portrait(html: str, host: str = "") -> PageFeatures:
    return portrait_of(PageInput(html=html, url=f"https://{host}/" if host else ""))


def compare(first: PageFeatures, second: PageFeatures, version: str = VERDICT_VERSION) -> Verdict:
    return judge(first, second, BACKGROUND, version=version)


@pytest.mark.parametrize(
    ("name", "core"),
    [
        ("velmoracasinoonline", "velmora"),
        ("casinovelmora", "velmora"),
        ("velmoraclub", "velmoraclub"),
        ("velmorareviews", "velmorareviews"),
        ("velmoraguide", "velmoraguide"),
        ("workshop", "workshop"),
        ("velmora", "velmora"),
        ("shopclub", "shopclub"),
        ("casinovelmoraonline", "velmora"),
        ("newmark", "newmark"),
        ("vanguard", "vanguard"),
        ("stewart", "stewart"),
        ("sandbar", "sandbar"),
        ("winstar", "winstar"),
        ("gamestop", "gamestop"),
        ("goldenshop", "goldenshop"),
        ("velmorabonuscode", "velmorabonuscode"),
    ],
)
def test_a_name_is_left_of_a_row_of_words_unless_they_say_that_one_speaks_of_it(name: str, core: str) -> None:
    assert core_of(name, TRADES) == core
    assert core_of(name, BEFORE) == name


@pytest.mark.parametrize(
    ("host", "called"),
    [
        ("velmoracasinologin.test", True),
        ("velmora-casino-login.test", True),
        ("velmoragamble.test", True),
        ("velmorareviews.test", False),
        ("velmoraguide.test", False),
        ("velmoraashby.test", False),
        ("velmorabonuscode.test", False),
        ("velmoraandthelaw.test", False),
        ("vel-mora.test", True),
        ("velmorraclub.test", True),
        ("velmoracasino.vel-mora-reviews.test", True),
        ("vel-mora-reviews.velmora.test", False),
        ("elmora.test", False),
    ],
)
def test_a_host_is_called_so_beside_words_of_trades_in_a_row(host: str, called: bool) -> None:
    names = frozenset({"velmora"})
    assert is_called_wholly(host, names, TRADES) is called
    assert not (is_called_wholly(host, names, BEFORE) and host.startswith(("vel-", "velmorr")))


def test_a_mark_that_is_the_name_and_words_of_trades_is_that_name() -> None:
    hosts = ("velmoracasinologin.example", "velmoracasinoonline.test")
    a, b = (
        portrait(site("Velmora", said, host.partition(".")[0]), host)
        for said, host in zip((RIVER, HILLS), hosts, strict=True)
    )
    verdict = compare(a, b)

    assert (verdict.kind, verdict.comparison.name.shared) == (VerdictKind.SAME, "velmora")
    assert compare(a, b, "13").kind is not VerdictKind.SAME


def test_two_words_or_one_are_one_name() -> None:
    a, b = portrait(site("Tarnivo Club", RIVER, "Tarnivo Club")), portrait(site("TarnivoClub", HILLS, "TarnivoClub"))

    assert compare(a, b).comparison.name.shared == "tarnivo"
    assert compare(a, b, "13").comparison.name.differs


@pytest.mark.parametrize("other", ["VelmoraReviews", "VelmoraAshby"])
def test_whoever_speaks_of_it_in_one_word_has_another_name(other: str) -> None:
    a, b = portrait(site("Velmora", RIVER, "Velmora")), portrait(site(other, HILLS, other))

    assert compare(a, b).kind is not VerdictKind.SAME


TITLE = "Gaming Floor | {name} New Zealand"


def test_brands_of_trades_words_alone_are_not_called_by_what_their_pages_are_about() -> None:
    a, b = (portrait(site(name, PAGE, name, TITLE)) for name in ("Spin Casino", "Jackpot City"))
    verdict = compare(a, b)

    assert [sign.value for sign in a.signs if sign.kind is Kind.SITE_PHRASE] == ["spin casino"]
    assert verdict.kind is VerdictKind.DIFFERENT
    assert (verdict.comparison.name.of_a, verdict.comparison.name.of_b) == (("spin casino",), ("jackpot city",))
    assert not compare(a, b, "13").comparison.name.differs


def test_one_phrase_of_trades_words_on_both_orders_them_and_is_no_reason() -> None:
    a = portrait(site("Spin Casino", RIVER, "Spin Casino", TITLE))
    b = portrait(site("Spin Casino", HILLS, "Spin Casino", "Dining | {name}"))
    other = portrait(site("Jackpot City", HILLS, "Jackpot City", TITLE))
    verdict = compare(a, b)

    assert verdict.kind is VerdictKind.UNCLEAR
    assert "missing_own_mark" in verdict.measures
    assert verdict.probability > compare(a, other).probability


@pytest.mark.parametrize(
    ("shared", "hosts", "kind"),
    [
        (40, ("spincasino.example", "spin-casino24.test"), VerdictKind.SAME),
        (40, ("spincasino.example", "river-teeth.test"), VerdictKind.UNCLEAR),
        (40, ("", ""), VerdictKind.UNCLEAR),
        (6, ("spincasino.example", "spin-casino24.test"), VerdictKind.UNCLEAR),
        (0, ("spincasino.example", "spin-casino24.test"), VerdictKind.UNCLEAR),
    ],
    ids=["with most of a text", "another host", "hosts unknown", "with a template's sentences", "with the make alone"],
)
def test_one_phrase_of_trades_words_is_a_name_beside_a_text_and_the_make(
    shared: int, hosts: tuple[str, str], kind: VerdictKind
) -> None:
    a, b = (
        site("Spin Casino", said, "Spin Casino", title) for said, title in ((RIVER, TITLE), (HILLS, "Dining | {name}"))
    )
    common = "".join(f"<p>Harbour lamp {chr(n)} burns all night beside the pier {n}." for n in range(97, 97 + shared))
    one, other = (
        portrait_of(PageInput(html=page.replace("</main>", f"{common}</main>"), url=f"https://{host}/" if host else ""))
        for page, host in zip((a, b), hosts, strict=True)
    )
    verdict = compare(one, other)

    assert verdict.kind is kind, verdict.measures
    assert verdict.comparison.name.shared == "spin casino"


@pytest.mark.parametrize(
    ("mark", "title"),
    [
        ("Online Casino", "{name} - open tonight"),
        ("Velmora", "{name} Online Casino"),
        ("Casino", "Gaming Floor | {name} Casino"),
    ],
    ids=["not in the title", "beside a name", "one word"],
)
def test_a_phrase_is_a_mark_alone_and_in_the_title(mark: str, title: str) -> None:
    page = portrait(site("Velmora", RIVER, mark, title))

    assert not [sign for sign in page.signs if sign.kind is Kind.SITE_PHRASE]


def test_a_strangers_own_mark_speaks_for_it_at_a_host_called_as_another() -> None:
    stranger = portrait(site("Velmora", RIVER, "Tarnivo"), "velmora24.example")
    found = compare(stranger, portrait(site("Velmora", HILLS, "Velmora"), "velmora.test"))

    assert "tarnivo" in found.comparison.name.of_a
    assert found.kind is not VerdictKind.SAME


def test_customers_of_one_holder_keep_their_marks() -> None:
    a, b = (
        portrait(site("Velmora", said, mark), "velmora.example")
        for said, mark in ((RIVER, "Ashby School"), (HILLS, "Thornley Clinic"))
    )

    assert "ashby" in compare(a, b).comparison.name.of_a
    assert compare(a, b).kind is not VerdictKind.SAME


@pytest.mark.parametrize("word", ["Terms", "Cookie", "Pytania", "Recensioni", "Zealand"])
def test_what_further_pages_are_called_everywhere_is_nobodys_name(word: str) -> None:
    a, b = (portrait(site(word, said, word, "{name}")) for said in (RIVER, HILLS))

    assert compare(a, b).comparison.name.of_a == ()
    assert compare(a, b, "13").comparison.name.of_a == (word.lower(),)


def long_site(name: str, said: str, at: str, host: str = "", mark: str = "") -> PageFeatures:
    """A page of many words with an address of its own `at` a host, its own or not."""
    more = " ".join(said.format(n=n, name=name) for n in range(20, 40))
    given = f"<p>{more}</p><a href='mailto:crew@{at}'>crew@{at}</a></main>"
    return portrait(site(name, said, mark or name).replace("</main>", given), host)


@pytest.mark.parametrize(("name", "share"), [("Lantern", 0.3), ("Weather", 1.0)])
def test_pages_of_one_make_whose_hosts_are_called_so_are_less_surely_two_customers(name: str, share: float) -> None:
    """Not so under an everyday word: unrelated owners are called so."""
    hosts = (f"{name.lower()}.example", f"{name.lower()}24.test")
    called = compare(long_site(name, RIVER, hosts[0], hosts[0]), long_site(name, HILLS, hosts[1], hosts[1]))
    away = ("boats.example", "hills.test")
    other = compare(long_site(name, RIVER, away[0], away[0]), long_site(name, HILLS, away[1], away[1]))

    assert (called.measures["strangers"], other.measures["strangers"]) == (share, 1.0)
    assert called.kind is (VerdictKind.UNCLEAR if share < 1 else VerdictKind.DIFFERENT)
    assert other.kind is VerdictKind.DIFFERENT


@pytest.mark.parametrize(("host", "share"), [("{}loginit.test", 0.3), ("{}-ashby.test", 1.0), ("casino-7.test", 1.0)])
def test_hosts_as_mirrors_have_them_are_called_so_there_too(host: str, share: float) -> None:
    first, second = "lantern.example", host.format("lantern")
    pages = long_site("Lantern", RIVER, first, first), long_site("Lantern", HILLS, second, second)

    assert compare(*pages).measures["strangers"] == share
    assert compare(*pages, "18").measures["strangers"] == 1.0


@pytest.mark.parametrize(
    ("name", "hosts", "marks", "share"),
    [
        ("Harborspin", ("", ""), ("", ""), 0.3),
        ("Velmora", ("", ""), ("", ""), 0.3),
        ("Harborspin", ("harborspin.example", ""), ("", ""), 0.3),
        ("Harborspin", ("boats.example", ""), ("", ""), 1.0),
        ("Lantern", ("", ""), ("", ""), 1.0),
        ("Electrical", ("", ""), ("Electrical Ashby", "Electrical Thornley"), 1.0),
        ("Harborspin", ("", ""), ("Boats and hills", ""), 1.0),
        ("Harborspin", ("", ""), ("Belzutan", "Tarnivo"), 1.0),
        ("Harborspin", ("", ""), ("Harborspin", "Harborspin Reviews Tarnivo"), 1.0),
    ],
    ids=[
        *("two words in one", "made up", "one host known", "one host called otherwise", "a word", "a trade"),
        *("one not marked", "other marks", "a reviewer's"),
    ],
)
def test_where_hosts_are_not_known_marks_say_it_by_a_name_that_no_language_has(
    name: str, hosts: tuple[str, str], marks: tuple[str, str], share: float
) -> None:
    a, b = (
        long_site(name, said, at, host, mark)
        for said, at, host, mark in zip((RIVER, HILLS), ("boats.example", "hills.test"), hosts, marks, strict=True)
    )
    verdict = compare(a, b)

    assert verdict.measures["strangers"] == share
    assert ("verdict.perhaps_strangers" in {reason.code for reason in verdict.reasons}) is (share < 1)
    assert verdict.kind is (VerdictKind.UNCLEAR if share < 1 else VerdictKind.DIFFERENT)
    assert compare(a, b, "15").kind is VerdictKind.DIFFERENT


FORM = (
    "<form action=/api/embark><input name=kq_mail><input name=kq_code><input name=kq_town><select name=kq_age>"
    "<option>18 to 26<option>27 to 38<option>39 to 53</select></form>"
)


def with_form(html: str) -> str:
    return html.replace("</main>", f"{FORM}</main>")


@pytest.mark.parametrize(
    ("first", "second"), [("Vanguard", "Guard"), ("Starbet", "Star"), ("Harborclub", "Harborshop")]
)
def test_two_owners_of_one_program_keep_names_that_only_look_put_together(first: str, second: str) -> None:
    a, b = (
        portrait(with_form(site(name, said, name)), f"{name.lower()}.example")
        for name, said in ((first, RIVER), (second, HILLS))
    )

    assert compare(a, b).comparison.name.differs
    assert compare(a, b).kind is not VerdictKind.SAME


def test_customers_of_one_service_have_subjects_of_which_the_other_says_a_part() -> None:
    said = (RIVER.replace("lamps", "star"), HILLS.replace("snow", "golden"))
    customers = (("Goldenshop", "goldenshop.velmora.test"), ("Starclub", "starclub.velmora.test"))
    a, b = (
        portrait(site("Velmora", text, "Velmora", f"{shop} | {{name}}"), host)
        for text, (shop, host) in zip(said, customers, strict=True)
    )

    assert compare(a, b).kind is not VerdictKind.SAME


@pytest.mark.parametrize(
    ("first", "second"),
    [("Free Chat", "Live Video Chat"), ("Velmora", "Free Chat"), ("Online Casino", "Casino en ligne")],
)
@pytest.mark.parametrize("name", ["Velmora", "Lantern9"])
def test_a_site_that_says_what_it_sells_in_its_marks_keeps_its_name(first: str, second: str, name: str) -> None:
    """Its operator may write anything there: that makes no reopening another site."""
    hosts = (f"{name.lower()}.test", f"{name.lower()}2.example")
    marks = (mark.replace("Velmora", name) for mark in (first, second))
    a, b = (
        portrait(with_form(site(name, said, mark, f"{{name}} | {mark}")), host)
        for said, mark, host in zip((RIVER, HILLS), marks, hosts, strict=True)
    )

    assert compare(a, b).comparison.name.shared == name.lower().rstrip("9")
    assert compare(a, b).kind is VerdictKind.SAME


def test_two_owners_under_one_phrase_of_their_template_have_names_of_their_own() -> None:
    a, b = (
        portrait(with_form(site(name, said, "Play Online", "{name} | Play Online")))
        for name, said in (("Velmora", RIVER), ("Tarnivo", HILLS))
    )

    assert compare(a, b).comparison.name.differs
    assert compare(a, b).kind is VerdictKind.DIFFERENT


@pytest.mark.parametrize("mark", ["Mr Q", "Go Up", "24 7"])
def test_short_words_and_numbers_are_no_words_of_trades(mark: str) -> None:
    page = portrait(site(mark, RIVER, mark, "Rules | {name}"))

    assert not [sign for sign in page.signs if sign.kind is Kind.SITE_PHRASE]


@pytest.mark.parametrize("word", ["Emirates", "Answers", "Terms"])
def test_what_further_pages_are_called_is_the_name_of_a_site_whose_host_and_marks_say_it(word: str) -> None:
    one, other = (f"{word.lower()}{host}" for host in (".test", "24.example"))
    pages = [with_form(site(word, said, word)) for said in (RIVER, HILLS)]
    reopened = compare(portrait(pages[0], one), portrait(pages[1], other))

    assert reopened.comparison.name.shared == word.lower()
    assert reopened.kind is VerdictKind.SAME
    for hosts in (("boats.example", "hills.test"), (f"{word.lower()}.boats.example", f"{word.lower()}.hills.test")):
        first, second = (portrait(page, host) for page, host in zip(pages, hosts, strict=True))
        found = compare(first, second)
        assert found.comparison.name.of_a == ()


@pytest.mark.parametrize("hosts", [("", ""), ("velmora.example", "vel-morabonus.test")], ids=["unknown", "known"])
def test_a_mark_run_together_is_the_name_and_no_reason_beside_the_make(hosts: tuple[str, str]) -> None:
    """A mirror is called so, and whoever speaks of the site."""
    a, b = (
        portrait(site("Velmora", said, mark), host)
        for said, mark, host in zip((RIVER, HILLS), ("Velmora", "vel-morabonus"), hosts, strict=True)
    )
    verdict = compare(a, b)

    assert (verdict.kind, verdict.comparison.name.shared) == (VerdictKind.UNCLEAR, "velmora")
    later = portrait(site("Velmora", HILLS, "Velmora"), f"{hosts[0]}/later" if hosts[0] else "")
    assert compare(a, later).kind is VerdictKind.SAME


def in_latin(mark: str) -> str:
    return " ".join(plain_names(mark.split(" ")))


@pytest.mark.parametrize(
    ("marks", "kind"),
    [
        (("Velmora Bank", "Velmora Casino"), VerdictKind.UNCLEAR),
        (("velmora-dental", "velmora-fitness"), VerdictKind.UNCLEAR),
        (("Velmorá Bank", "Velmorá Hotel"), VerdictKind.UNCLEAR),
        (("Велмора Bank", "Велмора Hotel"), VerdictKind.UNCLEAR),
        (("Velmora Hotel", "Velmora"), VerdictKind.SAME),
        (("Velmora Casino", "Velmora Slots"), VerdictKind.SAME),
    ],
)
def test_one_name_before_two_owners_trades_is_no_reason_beside_the_make(
    marks: tuple[str, str], kind: VerdictKind
) -> None:
    a, b = (portrait(site("Velmora", said, mark)) for said, mark in zip((RIVER, HILLS), marks, strict=True))

    assert compare(a, b).kind is kind
    hosts = [f"{mark.lower().replace(' ', '-')}.example" for mark in map(in_latin, marks)]
    a, b = (portrait(site("Velmora", said, "Velmora"), host) for said, host in zip((RIVER, HILLS), hosts, strict=True))
    assert compare(a, b).kind is kind


def test_a_mark_that_was_read_by_older_rules_says_what_it_said_then() -> None:
    """Of a kept page: read today, "O'Velmora" is another word than "velmora"."""
    a, b = (of_version(portrait(site("Velmora", said, "Velmora")), 10) for said in (RIVER, HILLS))

    assert compare(a, b, "15").kind is VerdictKind.SAME
    assert compare(of_version(a, 14), of_version(b, 14), "15").kind is VerdictKind.UNCLEAR


def of_version(page: PageFeatures, version: int) -> PageFeatures:
    marked = (sign._replace(shown="O'Velmora") if sign.kind is Kind.SITE_MARK else sign for sign in page.signs)
    return replace(page, version=version, signs=tuple(marked))


@pytest.mark.parametrize("marks", [("Zenviahotel", "Zenviagames"), ("Velmorabank", "Velmoradental")])
def test_owners_who_run_one_word_together_with_their_trades_share_no_name(marks: tuple[str, str]) -> None:
    core = marks[0][:6]
    a, b = (portrait(site(core, said, mark)) for said, mark in zip((RIVER, HILLS), marks, strict=True))

    assert compare(a, b).kind is not VerdictKind.SAME
