"""Rules, terms and error pages: which links lead to them, and what they tell."""

import pytest

from rempart.engines.pages import Kind, PageInput, SidePage
from rempart.engines.pages.beside import beside_signs, find_rules_links

BASE = "https://quay.example/"
NOWHERE = "https://quay.example/dorimal"
LOST = "<title>Lost</title><div><h1>Lost in the fog</h1><p>No jetty lies at this place, sailor of {}.</p></div>"
APACHE = (
    "<h1>Not Found</h1><p>The requested URL was not found on this server.</p><hr>"
    "<address>Apache/2.4.57 (Debian) Server at quay.example Port 443</address>"
)


def links(*anchors: str, most: int = 3) -> tuple[str, ...]:
    return find_rules_links("".join(anchors), BASE, most)


def error_signs(html: str, url: str = NOWHERE) -> list[str]:
    page = PageInput(html="", url=BASE, beside=(SidePage(url, html, is_error=True),))
    return [sign.value for sign in beside_signs(page, ()) if sign.kind is Kind.ERROR_PAGE]


def test_rules_come_before_terms_before_notices_before_contact() -> None:
    found = links(
        '<a href="/c">Contact</a>',
        '<a href="/n">Mentions légales</a>',
        '<a href="/t">Terms of use</a>',
        '<a href="/r">Règlement</a>',
        most=4,
    )
    assert found == (f"{BASE}r", f"{BASE}t", f"{BASE}n", f"{BASE}c")


def test_the_address_tells_where_the_text_does_not() -> None:
    assert links('<a href="info/terms-of-use.php?x=1#end">Here</a>') == (f"{BASE}info/terms-of-use.php?x=1",)


@pytest.mark.parametrize(
    "anchor",
    [
        '<a href="https://other.example/rules">Rules</a>',
        '<a href="/rules.pdf">Rules</a>',
        '<a href="javascript:rules()">Rules</a>',
        '<a href="mailto:keeper@quay.example">Contact</a>',
        '<a href="#rules">Rules</a>',
        '<a href="/boats">Boats</a>',
        '<a href="http://[broken/rules">Rules</a>',
    ],
)
def test_other_hosts_documents_scripts_and_the_page_itself_are_not_followed(anchor: str) -> None:
    assert links(anchor) == ()


def test_sentences_of_the_rules_are_signs_that_cite_their_own_record() -> None:
    rules = "<h1>Rules</h1><p>The keeper of the gangway may lift the plank without a reason.</p>"
    page = PageInput(html="", url=BASE, beside=(SidePage(f"{BASE}r", rules, "<urn:uuid:rules>"),))
    (sign,) = beside_signs(page, ())
    assert (sign.kind, sign.part) == (Kind.SENTENCE, "<urn:uuid:rules>")


def test_an_error_page_of_its_own_is_one_sign_whatever_host_and_address_it_repeats() -> None:
    one = error_signs(LOST.format("quay"))
    other = error_signs(LOST.format("pier"), "https://pier.example/sabetun")
    assert one[0] == other[0]
    assert not set(error_signs(LOST.replace("<h1>", "<h2>").format("quay"))) & {*one, *other}
    assert len(error_signs(LOST.format("nobody"))) == 1


@pytest.mark.parametrize(
    "html",
    [
        "<title>404 Not Found</title><center><h1>404 Not Found</h1></center><hr><center>nginx/1.22.1</center>",
        APACHE,
        "<h1>404</h1><p>Page not found</p>",
        "",
    ],
)
def test_the_error_page_of_a_server_program_tells_nothing(html: str) -> None:
    assert error_signs(html) == []


@pytest.mark.parametrize(
    "words",
    [
        "Oops! That page can’t be found. It looks like nothing was found at this location. Maybe try a search?",
        "The page you were looking for doesn't exist. You may have mistyped the address or the page may have moved.",
        "404 This page could not be found. Try again or go back to the start.",
        "Not Found The requested URL was not found on the server. Please check your spelling and try again.",
        "Oops! An Error Occurred The server returned a 404 Not Found. Something is broken.",
        "Whitelabel Error Page This application has no explicit mapping for /error, so you see this.",
        "Looks like you've followed a broken link or entered a URL that doesn't exist on this site.",
        "Server Error in '/' Application. The resource cannot be found. Description: HTTP 404.",
    ],
)
def test_what_a_program_says_until_somebody_writes_other_words_tells_nothing(words: str) -> None:
    html = f"<title>404</title><h1>404</h1><p>{words}</p>"
    assert error_signs(html) == []
    own = "<nav>" + " ".join(f"<a href=/{n}>Pontoon {n} of the quay</a>" for n in "abcdefgh") + "</nav>"
    assert error_signs(own + html)  # a site's own menu around them makes the page its own


TERMS = "<h1>Terms</h1><p>Whoever writes on pagewright keeps the rights in what they write here.</p>"


@pytest.mark.parametrize(
    ("url", "marks", "is_theirs"),
    [
        *(("https://pagewright.example/anna", ("Anna's Bread",), False), ("https://pagewright.example/", (), True)),
        *(
            ("https://anna.pagewright.example/", ("Anna's Bread",), False),
            ("https://www.pagewright.example/", (), True),
        ),
        *(("https://pagewright.example/en/", ("Page Wright",), True), ("https://anna.example/shop", ("Shop",), True)),
    ],
)
def test_what_a_service_says_beside_its_customers_pages_is_none_of_theirs(
    url: str, marks: tuple[str, ...], is_theirs: bool
) -> None:
    page = PageInput(html="", url=url, beside=(SidePage(f"{url.split('/')[2]}/terms", TERMS),))
    assert bool(list(beside_signs(page, marks))) is is_theirs


def test_an_error_page_that_says_its_host_is_the_same_under_another() -> None:
    said = LOST.replace("{}", "Velmora, back to <a href=/>{}</a>")
    here, there = (error_signs(said.format(host), f"https://{host}/x") for host in ("velmora.example", "kolvara.test"))
    assert set(here) & set(there)
