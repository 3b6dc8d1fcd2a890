"""Sentences that are so of both pages: what is compared as 0 is told as a number that may differ."""

import pytest

from rempart.adapters.page_files import PageFiles
from rempart.engines.pages import Kind, PageInput, Sign
from rempart.engines.verdict import VERDICT_VERSION, Verdict, judge, lay_side_by_side, portrait_of
from rempart.engines.verdict.as_said import as_said
from rempart.engines.verdict.calibration import calibration_of
from rempart.engines.verdict.referred import HELP, MAKER
from rempart.engines.verdict.thirds import third_reasons

BACKGROUND = PageFiles().read_background()
NEWEST, BEFORE = (calibration_of(version).rules for version in (VERDICT_VERSION, "21"))


@pytest.mark.parametrize(
    ("kind", "value", "said"),
    [
        (Kind.SENTENCE, "open to lanterns of 0 years and more", "open to lanterns of … years and more"),
        (Kind.SENTENCE, "0 lanterns at 0 0 a piece in room c0", "… lanterns at … … a piece in room c0"),
        (Kind.SENTENCE, "灯 笼 0 盏 都 是 手 工 做 的", "灯笼 … 盏都是手工做的"),
        (Kind.QUOTED, "ring at number 0 after dusk", "ring at number … after dusk"),
        (Kind.ENDPOINT, "mail/v0/send0.php", "mail/v…/send….php"),
        (Kind.EMAIL, "desk0@lantern-quay.example", "desk0@lantern-quay.example"),
    ],
)
def test_a_number_is_left_out_of_what_is_told(kind: Kind, value: str, said: str) -> None:
    assert as_said(Sign(kind, value), NEWEST) == said
    assert as_said(Sign(kind, value), BEFORE) == value


def shop(first: int, second: int, path: str) -> str:
    return (
        f"<html lang=en><title>Velmora</title><h1>Velmora</h1><p>A lantern of {first} candles burns for {second} "
        "nights on the quay and never goes out.<form action=/ask/v2/lantern.php>"
        "<input name=candles placeholder=Candles><input name=quay placeholder=Quay>"
        "<input name=dusk placeholder=Dusk></form><p>"
        f"{path}"
    )


def compare(version: str = VERDICT_VERSION) -> tuple[Verdict, set[str]]:
    a, b = (portrait_of(PageInput(html=shop(*said))) for said in ((3, 40, "To the quay."), (7, 9, "To the light.")))
    verdict = judge(a, b, BACKGROUND, version=version)
    return verdict, {row.shown for row in lay_side_by_side(a, b, verdict).shared}


def test_two_pages_with_other_numbers_are_not_said_to_give_the_same() -> None:
    verdict, shared = compare()
    told = {reason.text.partition(";")[0] for reason in verdict.reasons}

    sentence = "a lantern of … candles burns for … nights on the quay and never goes out"
    assert f'Both say "{sentence}", where … is a number, which may differ' in told
    assert "Both send what is entered to the path ask/v…/lantern.php, where … is a number, which may differ" in told
    assert {sentence, "ask/v…/lantern.php"} <= shared
    assert {"ask/v0/lantern.php", sentence.replace("…", "0")} <= compare("21")[1]


def test_no_third_is_called_a_helper_who_only_looks_so() -> None:
    given = {(Kind.HANDLE, "lanterns.gov/quay"): HELP, (Kind.HANDLE, "github.com/quay"): MAKER}
    now, before = (
        [reason.text for reason in third_reasons(given, copied=False, exactly=exactly)] for exactly in (True, False)
    )

    assert now[0].startswith(
        "Both name lanterns.gov/quay, in words or at an address such as those of who takes reports"
    )
    assert now[1].startswith("Both name github.com/quay, in words or at an address such as those of who makes software")
    assert before[0].startswith("Both name lanterns.gov/quay as who takes reports")


def test_of_a_script_only_what_both_pages_have_of_its_beginning_is_told() -> None:
    def told(version: str) -> str:
        a, b = (
            portrait_of(
                PageInput(
                    html=f"<html lang=en><title>Velmora</title><p>{said}<script>var lantern_of_the_quay = {number}; "
                    "function light_the_lantern(of) { return of + lantern_of_the_quay; }</script></html>"
                )
            )
            for said, number in (("To the quay.", 40), ("To the light.", 71))
        )
        rows = lay_side_by_side(a, b, judge(a, b, BACKGROUND, version=version)).shared
        return next(row.shown for row in rows if row.kind is Kind.INLINE_SCRIPT)

    assert told(VERDICT_VERSION) == "var lantern_of_the_quay = …"
    assert told("21").startswith("var lantern_of_the_quay = 40; function")
