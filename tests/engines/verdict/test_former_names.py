"""A site that says what it was called: it may be that one, or whoever takes over its visitors."""

import pytest

from rempart.engines.pages import PageFeatures, PageInput
from rempart.engines.verdict import Verdict, VerdictKind, judge, portrait_of
from tests.engines.verdict.test_renaming import ASKED, BACKGROUND, first
from tests.factories.pages import OTHER_RULES as OTHERS

GATE = "<p>Whoever rows to the old mill finds {}: the same rooms and the same people as every evening.</p>"


def renamed(title: str, more: str = "", asked: tuple[str, ...] = ASKED, rooms: str = "Kettle,Market") -> PageFeatures:
    """Another site on one program, whose title and texts say what is given."""
    fields = "".join(f"<input type=text name={field}>" for field in asked)
    listed = "".join(f"<option>{room}" for room in (*rooms.split(","), "Bell tower"))
    fields += f"<select name=room>{listed}</select>"
    form = f"<form action=/join class=pl-form>{fields}<button>Enter</button></form>" if asked else ""
    rules = "".join(f"<li>{rule}" for rule in OTHERS)
    return portrait_of(
        PageInput(
            html=f"<html lang=en><title>{title}</title><meta property=og:site_name content=Kolvara><body class=pl-page>"
            f"<header class=pl-top><a class=logo href=/>Kolvara</a></header><main><h1>Talk to people tonight</h1>{more}"
            f"{form}<ol>{rules}</ol></main></body></html>"
        )
    )


def against_velmora(page: PageFeatures, version: str = "19") -> Verdict:
    return judge(first(), page, BACKGROUND, version=version)


@pytest.mark.parametrize(
    "page",
    [
        renamed("Kolvara, formerly Velmora"),
        renamed("Kolvara", "<h2>ehemals Velmora</h2>"),
        renamed("Kolvara", GATE.format("Kolvara (anciennement Velmora)")),
        renamed("Kolvara (бывший Velmora)"),
        renamed("Kolvara", "<h2>Ex-Velmora</h2>"),
    ],
    ids=["title", "heading", "text", "Cyrillic", "ex"],
)
def test_a_page_that_says_what_it_was_called_is_not_different(page: PageFeatures) -> None:
    verdict = against_velmora(page)

    assert verdict.kind is VerdictKind.UNCLEAR, verdict.measures
    assert [reason.values["side"] for reason in verdict.reasons if reason.code == "verdict.former_name"] == ["second"]
    assert judge(page, first(), BACKGROUND).probability == verdict.probability
    assert against_velmora(page, "18").kind is VerdictKind.DIFFERENT


@pytest.mark.parametrize(
    "page",
    [
        renamed("Kolvara"),
        renamed("Kolvara, formerly Ostravel"),
        renamed("Kolvara", GATE.format("Velmora")),
        renamed("Kolvara, formerly Velmora", asked=()),
    ],
    ids=["nothing", "another", "no-word", "no-form"],
)
def test_without_the_word_the_name_and_the_form_it_tells_nothing(page: PageFeatures) -> None:
    assert "verdict.former_name" not in {reason.code for reason in against_velmora(page).reasons}
