"""A page that shows or speaks of a site is not that site; whoever runs it cannot make its page another's cheaply."""

import pytest

from rempart.adapters.page_files import PageFiles
from rempart.engines.pages import Kind, PageFeatures, PageInput
from rempart.engines.verdict import Verdict, VerdictKind, judge, portrait_of
from tests.factories import pages

BACKGROUND = PageFiles().read_background()
NAME = "Lantern Quay"
LOGO = f"<a class=logo href=/>{NAME}</a>"
SITE = pages.CLOSED.replace("<h1>", f"{LOGO}<h1>")
HOST = "lantern-quay.example"
WORDS = f"{pages.RULES}<p>{pages.CONTACT}</p>"
OWN = (
    "<p>Seven ferries were late this morning, and nobody on the northern shore could say when the fog would lift.</p>"
    "<p>Our readers sent letters about the price of rope, the new ticket hall and the goats on the roof of it.</p>"
)


def portrait(html: str, url: str = "") -> PageFeatures:
    return portrait_of(PageInput(html=html, url=url))


def page(title: str, body: str, head: str = "") -> str:
    return f"<html lang=en><head><title>{title}</title>{head}</head><body>{body}</body></html>"


def against_the_site(html: str, url: str = "", version: str = "13") -> Verdict:
    return judge(portrait(SITE, f"https://{HOST}/"), portrait(html, url), BACKGROUND, version=version)


def codes(verdict: Verdict) -> set[str]:
    return {reason.code for reason in verdict.reasons}


SPEAKING = [
    f"Everything about {NAME}, by its friends",
    f"Le dossier : comment {NAME} est revenu",
    f"{NAME} Erfahrungen: ist das sicher?",
    f"Opiniones de {NAME}: ¿es seguro?",
    f"{NAME} hakkında her şey",
    f"Отзывы о {NAME}: безопасно ли?",
    f"كل شيء عن {NAME} من أصدقائه",
    f"{NAME} 评测：安全吗？",
    f"{NAME} Status",
]


@pytest.mark.longer
@pytest.mark.parametrize("title", SPEAKING)
@pytest.mark.parametrize("url", ["", "https://lantern-quay.report.example/", "https://lantern-quay-reviews.test/"])
@pytest.mark.parametrize("shown", [WORDS, f"{NAME} {pages.CONTACT}"])
def test_a_page_whose_title_speaks_of_the_site_is_not_it_for_words_under_its_mark(
    title: str, url: str, shown: str
) -> None:
    verdict = against_the_site(page(title, f"{LOGO}<h1>{title}</h1>{OWN}{shown}"), url)

    assert verdict.kind is VerdictKind.UNCLEAR, verdict.measures
    (reason,) = (reason for reason in verdict.reasons if reason.code == "verdict.untitled")
    assert (reason.values["side"], NAME in reason.values["title"]) == ("second", True)
    assert [wish.code for wish in verdict.would_change] == ["verdict.wish_marks"]


def test_the_verdict_names_the_page_that_bears_the_name_in_no_mark() -> None:
    verdict = against_the_site(page(NAME, f"<h1>{NAME}</h1>{OWN}{WORDS}"))

    (reason,) = (reason for reason in verdict.reasons if reason.code == "verdict.unmarked")
    assert reason.text.startswith("Anybody can copy what both share, and no mark of the second page")


def test_it_is_not_said_that_no_mark_bears_a_name_that_one_bears() -> None:
    html = page(NAME, f"<a class=logo>{NAME} Reviews</a><h1>{NAME}</h1>{OWN}{WORDS}")
    told, before = (
        next(
            reason.text
            for reason in against_the_site(html, version=version).reasons
            if reason.code == "verdict.unmarked"
        )
        for version in ("20", "19")
    )

    assert told.startswith("Anybody can copy what both share, and the marks of the second page (logo, ")
    assert before.startswith("Anybody can copy what both share, and no mark of the second page")


@pytest.mark.parametrize("word", ["Lawsuit", "Testimonies", "Victimes", "Ofiary"])
@pytest.mark.parametrize(("logo", "host"), [("{1} {0}", ""), ("{0} {1}", "velmora-{1}.test"), ("", "velmora-{1}.test")])
def test_what_one_page_alone_is_called_is_no_name_of_both(word: str, logo: str, host: str) -> None:
    """Who speaks of a site says its name in a side of the title, and beside it who speaks."""
    mark, address = (said.format("Velmora", word) for said in (logo, host and f"https://{host.lower()}/"))
    rules = f"<html lang=en>{pages.RULES}"
    speaks = f"<title>Velmora | {word}</title><a class=logo href=/>{mark}</a><h1>{word} Velmora</h1>{OWN}{rules}"
    site = f"<title>Velmora</title><a class=logo href=/>Velmora</a><h1>Velmora</h1>{pages.entry()}{rules}"
    both = portrait(site, "https://velmora.example/"), portrait(speaks, address.lower())

    assert [judge(*both, BACKGROUND, version=of).kind for of in ("20", "19")] == [VerdictKind.UNCLEAR, VerdictKind.SAME]


@pytest.mark.parametrize("mark", [f"{NAME} Reviews", f"{NAME} Wiki", f"Avis {NAME}", f"{NAME} отзывы"])
@pytest.mark.parametrize("form", ["", pages.entry()])
def test_a_mark_that_says_that_it_speaks_of_the_site_is_none_of_it(mark: str, form: str) -> None:
    html = page(NAME, f"<a class=logo>{mark}</a><h1>{NAME}</h1>{OWN}{form}{WORDS}")

    assert against_the_site(html).kind is VerdictKind.UNCLEAR


@pytest.mark.parametrize("title", [NAME, f"{NAME} is back", f"Rules | {NAME}", f"{NAME} - chat", f"{NAME} 24"])
@pytest.mark.parametrize("url", ["", "https://pier-7.test/"])
def test_a_page_that_is_called_so_by_its_title_and_its_mark_stays_the_same(title: str, url: str) -> None:
    html = page(title, f"{LOGO}<h1>{title}</h1>{OWN}{WORDS}")

    assert against_the_site(html, url).kind is VerdictKind.SAME


@pytest.mark.parametrize("said", [f"This site, {NAME}, was seized by order of the court.", NAME])
def test_whoever_holds_the_old_host_now_is_not_called_so_by_it(said: str) -> None:
    html = page(said, f"<h1>{said}</h1><p>{NAME} {pages.CONTACT}</p>{OWN}")

    assert against_the_site(html, f"https://{HOST}/").kind is not VerdictKind.SAME


@pytest.mark.parametrize("contact", ["", pages.CONTACT])
def test_what_a_copied_head_says_is_no_name_that_a_reader_sees(contact: str) -> None:
    head = f"<link rel=canonical href=https://{HOST}/><meta property=og:site_name content='{NAME}'>{pages.MEASURE}"
    html = page("Oil lamps", f"<h1>Oil lamps</h1>{OWN}{contact}", head)

    assert against_the_site(html).kind is not VerdictKind.SAME


@pytest.mark.parametrize("top", ["<a class=logo>Scribblet</a><h1>Scribblet</h1>", "<h1>Scribblet</h1><p>Scribblet</p>"])
def test_a_form_built_into_a_page_that_is_called_otherwise_and_names_the_site_is_unclear(top: str) -> None:
    html = page("Scribblet", f"{top}{OWN}<h2>{NAME}</h2>{pages.entry()}{WORDS}")
    verdict = against_the_site(html, "https://scribblet.test/")

    assert verdict.kind is VerdictKind.UNCLEAR
    assert {"verdict.voice", "verdict.placed"} & codes(verdict)
    assert verdict.probability > 0.9
    assert against_the_site(html, "https://lantern-quay.scribblet.test/").kind is VerdictKind.SAME


def service_page(owner: str, contact: str) -> str:
    made = "<link rel=stylesheet href=/pagoda/pagoda-boards.css><script src=/pagoda/pagoda-runtime.js></script>"
    body = (
        f"<header class=pagoda-head><a class=logo href=/>Pagodent</a></header><main class=pagoda-main><h1>{owner}</h1>"
        f"<p>{owner} keeps a page here. {owner} says hello.</p><p>{contact}</p></main>"
        "<footer class=pagoda-foot>© Pagodent <a href=mailto:help@pagodent.test>help@pagodent.test</a></footer>"
    )
    return page(f"{owner} - Pagodent", body, f"{made}<meta property=og:site_name content=Pagodent>")


@pytest.mark.parametrize(
    ("contacts", "hosts"),
    [
        (("", ""), ("https://velmora.pagodent.test/", "https://tarnelix.pagodent.test/")),
        (("keeper@velmora.example", "crew@tarnelix.example"), ("https://pagodent.test/velmora", "")),
    ],
)
def test_customers_of_one_service_are_not_one_site(contacts: tuple[str, str], hosts: tuple[str, str]) -> None:
    one, other = (
        portrait(service_page(owner, contact), url)
        for owner, contact, url in zip(("Velmora", "Tarnelix"), contacts, hosts, strict=True)
    )
    verdict = judge(one, other, BACKGROUND)

    assert verdict.kind is VerdictKind.UNCLEAR
    assert "verdict.customers" in codes(verdict)
    assert [wish.code for wish in verdict.would_change] == ["verdict.wish_customers"]


@pytest.mark.parametrize(
    "url",
    [
        f"https://scribblet.test/web/20260512/https://{HOST}/",
        f"https://scribblet.test/cache?q={HOST}",
        "https://lantern--quay-example.scribblet.test/?language=fr",
    ],
)
def test_a_copy_at_an_address_that_names_the_site_is_whoever_shows_its(url: str) -> None:
    verdict = against_the_site(SITE, url)

    assert (verdict.kind, verdict.probability > 0.9) == (VerdictKind.UNCLEAR, True)
    assert f"names {HOST}" in next(reason.text for reason in verdict.reasons if reason.code == "verdict.shown_at")
    assert [wish.code for wish in verdict.would_change] == ["verdict.wish_shown"]
    assert against_the_site(SITE, url, version="12").kind is VerdictKind.SAME


@pytest.mark.parametrize("url", [f"https://lantern-quay2.test/?from={HOST}", "https://pier-7.test/from/nowhere"])
def test_an_address_of_the_name_or_that_names_nobody_is_its_own(url: str) -> None:
    assert against_the_site(SITE, url).kind is VerdictKind.SAME


def test_a_placeholder_without_a_mark_is_nobodys() -> None:
    soon = f"<h1>{NAME}</h1><p>Coming soon: this site is under construction.</p>{pages.CONTACT}"

    assert against_the_site(page(NAME, soon), "https://lantern-quay3.test/").kind is VerdictKind.UNCLEAR


def test_what_stands_where_scripts_are_off_asks_nobody() -> None:
    found = portrait(page("Oil lamps", f"<h1>Oil lamps</h1>{OWN}<noscript>{pages.entry()}</noscript>"))

    assert not {Kind.FORM_FIELDS, Kind.OPTIONS} & {sign.kind for sign in found.signs}


RENAMED = "<a class=logo>Night Harbour</a><h1>Night Harbour</h1>"


@pytest.mark.parametrize(
    "dodge",
    [
        f"{RENAMED}<article><blockquote>{pages.entry()}{WORDS}</blockquote></article>",
        f"{RENAMED}<pre>{pages.entry()}{WORDS}</pre>",
        f"{RENAMED}<pre>{WORDS}</pre>{pages.entry()}",
        f"{RENAMED}<pre>{WORDS}</pre>",
    ],
)
def test_whoever_sets_the_sites_own_words_in_a_box_or_a_quote_does_not_make_it_different(dodge: str) -> None:
    verdict = against_the_site(page("Night Harbour", dodge), "https://night-harbour.test/")

    assert verdict.kind is not VerdictKind.DIFFERENT, verdict.measures


def test_pages_of_one_make_need_no_title_that_says_the_name() -> None:
    body = f"<header class=mast>{LOGO}</header><main class=sheet><h1 class=head>{{}}</h1>{WORDS}{{}}</main>"
    first = page(f"{NAME}", body.format(NAME, OWN))
    later = page("What the desk keeps open tonight", body.format("Tonight", "<p class=note>Closed at nine.</p>"))
    other = later.replace(" class=mast", "").replace("class=sheet", "class=leaf").replace("class=head", "class=crest")
    made_otherwise = other.replace("<main", "<div><section><article><main").replace("class=note", "class=line")

    same, shown = (judge(portrait(first), portrait(html), BACKGROUND) for html in (later, made_otherwise))

    assert "verdict.untitled" not in codes(same)
    assert "verdict.untitled" in codes(shown)


@pytest.mark.longer
@pytest.mark.parametrize(
    ("more", "shown", "kind"),
    [
        *((more, f"{WORDS}", VerdictKind.UNCLEAR) for more in ("Help", "Aide", "Film", "Book", "Guide", "Users")),
        *((more, f"{WORDS}{pages.entry()}", VerdictKind.UNCLEAR) for more in ("Help", "Film")),
        *((more, pages.RULES, VerdictKind.UNCLEAR) for more in ("Help", "Forum", "Community", "Blog", "Info")),
        *((more, f"{WORDS}", VerdictKind.SAME) for more in ("Forum", "Community", "Support")),
        *((more, f"{pages.RULES}{pages.entry()}", VerdictKind.SAME) for more in ("Forum", "Community", "Support")),
        *((more, pages.RULES, VerdictKind.SAME) for more in ("Chat", "Live", "World")),
    ],
)
@pytest.mark.parametrize("url", ["", "https://velmora-{}.test/"])
def test_a_mark_with_a_word_of_who_speaks_of_a_site_is_none_of_it_beside_words(
    more: str, shown: str, kind: VerdictKind, url: str
) -> None:
    called = f"{NAME} {more}"
    html = page(called, f"<a class=logo href=/>{called}</a><h1>{called}</h1>{OWN}{shown}")
    one, other = (text.replace(NAME, "Velmora").replace("lantern-quay", "velmora") for text in (SITE, html))
    both = portrait(one, "https://velmora.example/"), portrait(other, url.format(more.lower()))

    assert judge(*both, BACKGROUND, version="19").kind is kind
    assert judge(*both, BACKGROUND, version="18").kind is VerdictKind.SAME


@pytest.mark.parametrize(("called", "kind"), [("No Velmora", VerdictKind.UNCLEAR), ("Velmora NO", VerdictKind.SAME)])
@pytest.mark.parametrize("shown", [pages.RULES, WORDS])
def test_a_mark_that_is_against_the_name_is_none_of_it(called: str, kind: VerdictKind, shown: str) -> None:
    html = page(called, f"<a class=logo href=/>{called}</a><h1>{called}</h1>{OWN}{shown}")
    one, other = (text.replace(NAME, "Velmora").replace("lantern-quay", "velmora") for text in (SITE, html))
    host = called.lower().replace(" ", "-")
    both = portrait(one, "https://velmora.example/"), portrait(other, f"https://{host}.test/")

    assert judge(*both, BACKGROUND, version="19").kind is kind
    assert judge(*both, BACKGROUND, version="18").kind is VerdictKind.SAME
