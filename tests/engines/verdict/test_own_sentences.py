"""A name of five words, a copyright line and a template's filler are sentences that say nothing of who runs a page."""

import pytest

from rempart.adapters.page_files import PageFiles
from rempart.engines.pages import Kind, PageInput
from rempart.engines.verdict import VERDICT_VERSION, Verdict, VerdictKind, judge, portrait_of
from tests.factories.pages import HILLS, RIVER

BACKGROUND = PageFiles().read_background()
SCHOOL = "Primary School Number Three of Saint Amberley"
FILLER = "Lorem ipsum dolor sit amet, consectetur adipiscing elit. Praesent commodo cursus magna, vel scelerisque nisl."
COOKIES = "We use cookies to keep what you have put into the basket. Some cookies are set by partners who count visits."


def page(name: str, said: str, footer: str) -> str:
    head = f"<title>{name} | Welcome</title><meta property=og:site_name content='{name}'>"
    return (
        f"<html lang=en>{head}<body><p class=logo>{name}</p><main>{said}</main><footer>{footer}</footer></body></html>"
    )


def verdict_on(name: str, footers: tuple[str, str], version: str = VERDICT_VERSION) -> Verdict:
    hosts = ("ashby-school.example", "school-thornley.test")
    one, other = (
        portrait_of(PageInput(html=page(name, said, footer), url=f"https://{host}/"))
        for said, footer, host in zip((RIVER, HILLS), footers, hosts, strict=True)
    )
    return judge(one, other, BACKGROUND, version=version)


@pytest.mark.parametrize(
    "footers",
    [
        (f"&copy; 2026 {SCHOOL}", f"&copy; 2026 {SCHOOL}"),
        (f"Copyright 2025 {SCHOOL}. All rights reserved.", f"Copyright 2026 {SCHOOL}. All rights reserved."),
        (FILLER, FILLER),
        (COOKIES, COOKIES),
    ],
    ids=["copyright", "rights", "filler", "cookies"],
)
def test_a_long_name_is_not_a_text_beside_itself(footers: tuple[str, str]) -> None:
    found = verdict_on(SCHOOL, footers)

    assert found.kind is not VerdictKind.SAME
    assert not [item for item in found.comparison.shared if item.sign.kind is Kind.SENTENCE]
    assert [item for item in verdict_on(SCHOOL, footers, "15").comparison.shared if item.sign.kind is Kind.SENTENCE]


def test_a_sentence_that_says_more_than_the_name_is_text() -> None:
    told = f"{SCHOOL} keeps four boats at the lower bridge."

    found = verdict_on(SCHOOL, (told, told)).comparison

    assert [item.sign.value for item in found.shared if item.sign.kind is Kind.SENTENCE] == [told.rstrip(".").lower()]


def test_words_that_are_shared_beside_a_name_do_not_make_one_site_less_likely() -> None:
    """Unclear both, since anybody can copy words: but never the less likely for them."""
    told = "<p>Nobody leaves before the lamp is put out, and whoever comes late brings bread for two.</p>"
    hosts = ("velmora.example", "night-yard.test")
    pairs = {}
    for which, ends in (("words", (told, told)), ("name", ("", ""))):
        one, other = (
            portrait_of(
                PageInput(
                    html=f"<html lang=en><title>Velmora</title><body><h1>Velmora</h1>{said}{end}</body></html>",
                    url=f"https://{host}/",
                )
            )
            for said, end, host in zip((RIVER, HILLS), ends, hosts, strict=True)
        )
        pairs[which] = judge(one, other, BACKGROUND)

    assert {found.kind for found in pairs.values()} == {VerdictKind.UNCLEAR}
    assert "missing_marks" in pairs["words"].measures
    assert pairs["words"].probability > pairs["name"].probability


WALL = (
    "<html lang=en><title>{name}</title><a class=logo href=/>{name}</a><p>This site asks for consent to use your "
    "data.</p><p>Personalised advertising and content, audience research and services development.</p><p>Your "
    "personal data will be processed and may be shared with 141 vendors.</p><button>Consent</button></html>"
)


def walls(names: tuple[str, str], version: str = VERDICT_VERSION) -> Verdict:
    one, other = (
        portrait_of(PageInput(html=WALL.format(name=name), url=f"https://{host}/"))
        for name, host in zip(names, ("comet.example", "comet-radio.test"), strict=True)
    )
    return judge(one, other, BACKGROUND, version=version)


def test_what_a_consent_tool_says_is_no_reason_beside_a_name_nor_against_one_site() -> None:
    namesakes, others = walls(("Comet", "Comet")), walls(("Comet", "Kolvara"))

    assert walls(("Comet", "Comet"), "20").kind is VerdictKind.SAME
    assert namesakes.kind is VerdictKind.UNCLEAR
    assert "verdict.sentence" not in {reason.code for reason in namesakes.reasons}
    assert walls(("Comet", "Kolvara"), "20").kind is VerdictKind.DIFFERENT
    assert others.kind is VerdictKind.UNCLEAR
    assert namesakes.probability > others.probability
