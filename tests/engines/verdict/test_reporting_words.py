"""Short words, and words of trades, by which a page says that it speaks of a site: it is no page of that site."""

import pytest

from rempart.adapters.page_files import PageFiles
from rempart.engines.pages import PageFeatures, PageInput
from rempart.engines.verdict import VerdictKind, judge, portrait_of

BACKGROUND = PageFiles().read_background()
RULES = "".join(
    f"<p>{line}</p>"
    for line in (
        "Every nickname lasts one day at Velmora and is gone at midnight with the rest.",
        "The keeper of the gangway may lift the plank without giving a reason.",
        "Two conversations at a time on the same pontoon, never more than that.",
        "Whoever asks for a meeting outside is shown the door by the first keeper awake.",
    )
)
MAIL = "<a href='mailto:keeper@velmora.example'>keeper@velmora.example</a>"
OWN = (
    "<p>We met there for years, and since the court closed it we talk here about what became of us.</p>"
    "<p>Stories are read by two of us before they stand here, and nobody is asked for a name.</p>"
)


def page(title: str, said: str, host: str, look: str) -> PageFeatures:
    head = f"<title>{title}</title><meta property=og:site_name content='{title}'>"
    html = f"<html lang=en>{head}<body class={look}-page><header class={look}-head>{title}</header>{said}</body></html>"
    return portrait_of(PageInput(html=html, url=f"https://{host}/" if host else ""))


SITE = page("Velmora", f"<p>Four lines and the gangway comes down.</p>{RULES}{MAIL}", "velmora.example", "hz")


@pytest.mark.parametrize("host", ["", "ex-velmora.test", "meeting-place.test"])
@pytest.mark.parametrize("title", ["Ex-Velmora", "Ex Velmora", "Anti-Velmora", "Как войти в Velmora"])
def test_who_speaks_of_a_site_with_its_rules_and_address_is_not_the_site(title: str, host: str) -> None:
    found = judge(SITE, page(title, OWN + RULES + MAIL, host, "wp"), BACKGROUND)

    assert found.kind is VerdictKind.UNCLEAR
    assert "missing_marks" in found.measures


@pytest.mark.parametrize("host", ["", "meeting-place.test"])
@pytest.mark.parametrize("word", ["Support Group", "Members List", "Directory", "Players", "Unblocked", "Mirrors"])
def test_words_that_trades_say_too_may_tell_of_a_site(word: str, host: str) -> None:
    title = f"Velmora {word}"
    other = page(title, OWN + RULES + MAIL, host, "wp")

    assert judge(SITE, other, BACKGROUND).kind is VerdictKind.UNCLEAR
    assert judge(SITE, other, BACKGROUND, version="25").kind is VerdictKind.SAME


def test_before_version_19_a_short_word_was_none() -> None:
    other = page("Ex-Velmora", OWN + RULES + MAIL, "ex-velmora.test", "wp")

    assert judge(SITE, other, BACKGROUND, version="18").kind is VerdictKind.SAME


@pytest.mark.parametrize("title", ["Velmora", "Velmora II", "Velmora Login", "New Velmora"])
def test_the_site_itself_with_its_rules_and_address_is(title: str) -> None:
    other = page(title, OWN + RULES + MAIL, "velmora-login.test", "wp")

    assert judge(SITE, other, BACKGROUND).kind is VerdictKind.SAME
