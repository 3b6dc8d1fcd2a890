"""Forms that ask the same by other means do not speak against one site: a new theme renames and rebuilds its fields."""

import pytest

from rempart.adapters.page_files import PageFiles
from rempart.engines.pages import Kind, PageInput
from rempart.engines.verdict import Verdict, judge, portrait_of
from tests.factories.pages import HILLS, RIVER

BACKGROUND = PageFiles().read_background()
AROUND = (
    "<label>Nick<input name=username></label><label><b>Age</b> <select name=age><option>18<option>19</select></label>"
    "<label>Town<input name=zip></label>"
)
SHOWN_WITHIN = (
    "<input name=nick placeholder=Nick><input type=number name=years placeholder=Age maxlength=2>"
    "<input name=place placeholder=Town maxlength=9><input name=mood placeholder=Mood>"
)
OTHERS = "<input name=make placeholder=Make><input type=number name=km placeholder=Mileage><input type=date name=built>"
COMMENT = "<textarea name=comment></textarea><input name=author><input type=email name=email><input name=url>"
COMMENT_2 = (
    "<input name=author><input type=email name=email><textarea name=comment maxlength=9></textarea><input name=stars>"
)
ONE_ALIKE = "<input name=username><input type=tel name=call><input type=date name=day><input type=time name=hour>"


def compare(one: str, other: str, version: str = "21") -> Verdict:
    a, b = (
        portrait_of(PageInput(html=f"<html lang=en><title>Velmora</title><p>{said}</p><form>{form}</form></html>"))
        for form, said in ((one, HILLS), (other, RIVER))
    )
    return judge(a, b, BACKGROUND, version=version)


def says_they_differ(verdict: Verdict) -> bool:
    return "verdict.form_differs" in {reason.code for reason in verdict.reasons}


@pytest.mark.parametrize(
    ("one", "other"), [(AROUND, SHOWN_WITHIN), (COMMENT, COMMENT_2)], ids=["questions", "names of fields"]
)
def test_forms_that_ask_two_things_alike_are_not_said_to_differ(one: str, other: str) -> None:
    now, before = compare(one, other), compare(one, other, "20")

    assert not says_they_differ(now)
    assert "form_differs" not in now.measures
    assert says_they_differ(before)


@pytest.mark.parametrize("other", [OTHERS, ONE_ALIKE], ids=["none alike", "one alike"])
def test_forms_that_ask_for_other_things_are(other: str) -> None:
    assert says_they_differ(compare(AROUND, other))


@pytest.mark.parametrize(
    ("form", "asked"),
    [
        (AROUND, ["age|nick|town"]),
        ("<label><input type=radio name=a> Man</label><label><input type=radio name=a> Woman</label>", []),
        ("<label>Nick<input name=a></label><label>Word<input type=password name=b></label>", []),
        ("<label>Both <input name=a> and <input name=b></label>", ["and|both"]),
        ("<label>Far<i><i><i><i><input name=a></i></i></i></i></label><label>Near<input name=b></label>", []),
    ],
    ids=["around fields", "choices", "a log-in", "between fields", "too deep within"],
)
def test_a_label_around_a_field_asks_what_stands_before_it(form: str, asked: list[str]) -> None:
    found = portrait_of(PageInput(html=f"<form>{form}</form>")).signs

    assert [sign.value for sign in found if sign.kind is Kind.FORM_QUESTIONS] == asked


def test_programs_forms_that_ask_the_same_are_not_said_to_ask_for_different_things() -> None:
    """What a program's form asks is on neither side of what differs, so it was not seen that both ask it."""
    longer = COMMENT.replace("<input name=url>", "<input name=url maxlength=200>")

    assert not says_they_differ(compare(COMMENT, longer, "22"))
    assert says_they_differ(compare(COMMENT, longer))
