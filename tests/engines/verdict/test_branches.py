"""Branches of one body: sections, houses, clubs and offices under its name, each run by its own people."""

import pytest

from rempart.adapters.page_files import PageFiles
from rempart.engines.pages import PageInput
from rempart.engines.verdict import VERDICT_VERSION, Verdict, VerdictKind, judge, portrait_of

BACKGROUND = PageFiles().read_background()
TEXT = (
    "The counter welcomes visitors beside the fountain and every first Thursday in the market yard.",
    "The committee prepares the fair early in the autumn and hands out the leaflet before the holidays.",
    "The library keeps the papers since the renovation and answers questions by appointment only.",
    "The team helps families with volunteers and shows what is new for every age.",
)
NATIONAL = "<a href='mailto:contact@vorlim-national.test'>contact@vorlim-national.test</a> +33 1 99 88 77 66"
ASKED = "<form action=/ask><label>Your town<input name=town></label><label>Subject<input name=subject></label></form>"


def page(title: str, mark: str, contact: str, url: str = "", *, said: str = "") -> PageInput:
    """A page of `title` under `mark` with the body's text, form and `NATIONAL` contact points, besides its own."""
    text = "".join(f"<div class=kt-card><i></i><p>{sentence}</p></div>" for sentence in TEXT)
    html = (
        f"<html lang=en><title>{title}</title><header class=kt-top><a class=logo href=/>{mark}</a></header>"
        f"<main class=kt-main>{text}<p>{said}</p>{ASKED}</main>"
        f"<footer class=kt-foot>{contact} {NATIONAL}</footer></html>"
    )
    return PageInput(html=html, url=url)


def compare(a: PageInput, b: PageInput, version: str = VERDICT_VERSION) -> Verdict:
    return judge(portrait_of(a), portrait_of(b), BACKGROUND, version=version)


EACH = ("We mend the boats at the old mill in spring.", "Our choir sings the evening songs of the valley.")
OWN = ("+33 1 40 11 22 33", "+33 4 70 55 31 21")
PAIRS = {
    "a telephone each, towns in titles": (
        page("Vorlim – Tarnelle", "Vorlim", OWN[0]),
        page("Vorlim – Ronvaux", "Vorlim", OWN[1]),
    ),
    "towns in hosts": (
        page("Vorlim", "Vorlim", "", "https://vorlim-tarnelle.example/", said="Welcome to Tarnelle."),
        page("Vorlim", "Vorlim", "", "https://vorlim-ronvaux.test/", said="Welcome to Ronvaux."),
    ),
    "towns in paths of one host, a telephone each": (
        page("Vorlim – Tarnelle", "Vorlim", OWN[0], "https://vorlim.example/tarnelle/"),
        page("Vorlim – Ronvaux", "Vorlim", OWN[1], "https://vorlim.example/ronvaux/"),
    ),
    "titles that are else one": (
        page("Vorlim Section Tarnelle", "Vorlim", "", said=EACH[0]),
        page("Vorlim Section Ronvaux", "Vorlim", "", said=EACH[1]),
    ),
    "in Japanese": (
        page("Vorlim 論田", "Vorlim", OWN[0]),
        page("Vorlim 古瀬", "Vorlim", OWN[1]),
    ),
}


@pytest.mark.parametrize("pair", PAIRS)
def test_branches_of_one_body_are_not_called_the_same(pair: str) -> None:
    verdict = compare(*PAIRS[pair])

    assert verdict.kind is VerdictKind.UNCLEAR
    assert [reason.code for reason in verdict.reasons if reason.code == "verdict.branches"]
    assert [wish.code for wish in verdict.would_change] == ["verdict.wish_customers"]
    assert compare(*PAIRS[pair], "22").kind is VerdictKind.SAME


def test_the_reason_says_by_which_word_each_is_called() -> None:
    verdict = compare(*PAIRS["a telephone each, towns in titles"])
    said = next(reason for reason in verdict.reasons if reason.code == "verdict.branches")

    assert said.values == {"first": "tarnelle", "second": "ronvaux"}


COUNTED = "<script>gtag('config', 'G-TARNQUAY77');</script>" + " ".join(
    f"On evening {n} the keeper of hall {n + 3} reads {n + 9} pages aloud, and who likes may stay." for n in range(20)
)
SAME = {
    "one text under two titles, counted under one account": (
        page("Vorlim – Tarnelle", "Vorlim", OWN[0], said=COUNTED),
        page("Vorlim – Ronvaux", "Vorlim", OWN[1], said=COUNTED),
    ),
    "a site that comes back, with another telephone": (
        page("Vorlim", "Vorlim", OWN[0]),
        page("Vorlim", "Vorlim", OWN[1]),
    ),
    "words that who comes back adds": (
        page("Vorlim Chat", "Vorlim Chat", OWN[0]),
        page("Vorlim Live", "Vorlim Live", OWN[1]),
    ),
    "a town on one page alone": (page("Vorlim", "Vorlim", OWN[0]), page("Vorlim – Ronvaux", "Vorlim", OWN[1])),
    "another slogan of everyday words": (
        page("Vorlim | Tonight with friends", "Vorlim", OWN[0]),
        page("Vorlim | Quiet evening talk", "Vorlim", OWN[1]),
    ),
    "further pages of one host": (
        page("Vorlim – Tarnelle", "Vorlim", "", "https://vorlim.example/tarnelle/"),
        page("Vorlim – Ronvaux", "Vorlim", "", "https://vorlim.example/ronvaux/"),
    ),
    "one text under two titles": (
        page("Tarnelle - Vorlim rewards", "Vorlim", ""),
        page("Ronvaux - Vorlim rewards", "Vorlim", ""),
    ),
    "reports of one paper": (
        page("The mill of Tarnelle is open again since Sunday | Vorlim", "Vorlim", OWN[0]),
        page("Who paints the bridge at Ronvaux this year? | Vorlim", "Vorlim", OWN[1]),
    ),
    "hosts that the pages do not speak of": (
        page("Vorlim", "Vorlim", OWN[0], "https://vorlim-xoltar.example/"),
        page("Vorlim", "Vorlim", OWN[1], "https://vorlimbrezna.test/"),
    ),
}


@pytest.mark.parametrize("pair", SAME)
def test_a_site_that_comes_back_is_no_branch(pair: str) -> None:
    assert compare(*SAME[pair]).kind is VerdictKind.SAME
