"""A program's gate of age is no second reason beside an everyday name: it stands before all sites that run it."""

import pytest

from rempart.adapters.page_files import PageFiles
from rempart.engines.pages import PageFeatures, PageInput
from rempart.engines.verdict import VerdictKind, judge, portrait_of
from tests.engines.pages.comparing.test_age_gates import GATES

BACKGROUND = PageFiles().read_background()


def gate(name: str, host: str, text: str, prefix: str, more: str = "") -> PageFeatures:
    lines = "".join(f"<p class={prefix}-line>{line}</p>" for line in text.split(". "))
    logo = f"<a class='{prefix}-top logo' href=/>{name}</a>"
    html = f"<title>{name}</title><body class={prefix}-page>{logo}<div class={prefix}-box>{lines}</div>{more}"
    return portrait_of(PageInput(html=html, url=f"https://{host}/"))


@pytest.mark.parametrize("language", GATES)
@pytest.mark.parametrize("prefix", ["gt", "hz"], ids=["one theme", "two themes"])
def test_two_owners_of_an_everyday_name_are_not_one_by_their_programs_gate(language: str, prefix: str) -> None:
    one = gate("Comet", "comet.example", GATES[language], "gt")
    other = gate("Comet", "comet-radio.test", GATES[language], prefix)

    verdict = judge(one, other, BACKGROUND)

    assert verdict.kind is VerdictKind.UNCLEAR


def test_before_they_were() -> None:
    one = gate("Comet", "comet.example", GATES["en"], "gt")
    other = gate("Comet", "comet-radio.test", GATES["en"], "hz")

    assert judge(one, other, BACKGROUND, version="21").kind is VerdictKind.SAME


def test_a_gate_under_a_made_up_name_or_beside_one_account_tells_as_before() -> None:
    one, other = (gate("Velmora", f"velmora.{end}", GATES["en"], "gt") for end in ("example", "test"))
    assert judge(one, other, BACKGROUND).kind is VerdictKind.SAME

    mail = "<a href='mailto:comet.crew7@posteo.test'>comet.crew7@posteo.test</a>"
    one, other = (gate("Comet", f"comet.{end}", GATES["en"], end[:2], mail) for end in ("example", "test"))
    assert judge(one, other, BACKGROUND).kind is VerdictKind.SAME
