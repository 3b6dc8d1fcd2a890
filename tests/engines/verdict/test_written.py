"""What the reasons say of a name is what a reader of the page finds there."""

import pytest

from rempart.adapters.page_files import PageFiles
from rempart.engines.pages import PageFeatures, PageInput
from rempart.engines.verdict import VerdictKind, judge, portrait_of
from rempart.engines.verdict.written import written_in
from tests.factories.pages import HILLS, RIVER, parts_of_one_build

BACKGROUND = PageFiles().read_background()


def page(name: str, said: str = HILLS, mail: str = "") -> PageFeatures:
    marks = (
        f"<title>{name} | Come in</title><meta property=og:site_name content='{name}'><a class=logo href=/>{name}</a>"
    )
    return portrait_of(
        PageInput(
            html=f"<html lang=en>{marks}{parts_of_one_build(name, said)}<a href='mailto:{mail}'>{mail}</a></html>"
        )
    )


def told(one: str, other: str, version: str) -> str:
    """How a verdict of `version` says the name of both."""
    found = judge(page(one), page(other), BACKGROUND, version=version)
    return next(reason.text for reason in found.reasons if reason.code == "verdict.name")


@pytest.mark.parametrize(
    ("one", "other", "said"),
    [
        ("Velmora", "Velmora", 'Both call themselves "velmora";'),
        (
            "Petit Velmora",
            "Petit Velmora",
            'Both call themselves "Petit Velmora", of which "velmora" counts as the name;',
        ),
        ("Velmora", "Velmora Chat", 'They call themselves "Velmora" and "Velmora Chat"; of this "velmora" counts'),
        ("Velmora", "Велмора", 'They call themselves "Velmora" and "Велмора"; of this "velmora" counts'),
    ],
)
def test_a_name_is_told_as_each_page_writes_it(one: str, other: str, said: str) -> None:
    assert told(one, other, "20").startswith(said)
    assert told(one, other, "18").startswith('Both call themselves "velmora";')


def test_a_page_whose_marks_and_title_do_not_say_a_name_writes_it_nowhere() -> None:
    assert written_in(page("Velmora"), "velmora") == "Velmora"
    assert written_in(page("Velmora"), "kolvara") == ""


@pytest.mark.parametrize(
    ("one", "other", "said"),
    [
        ("Velmora", "Velmorra", 'They call themselves "Velmora" and "Velmorra"; of this "velmorra" counts'),
        ("Velmora Quay", "Velm0ra Quay", 'They call themselves "Velmora Quay" and "Velm0ra Quay"; of this "velmora"'),
    ],
)
def test_a_name_that_only_sounds_alike_is_told_as_each_page_writes_it(one: str, other: str, said: str) -> None:
    assert told(one, other, "20").startswith(said)
    assert told(one, other, "19").startswith("Both call themselves")
    assert written_in(page("Velmora"), "velmorra", sounding=True) == "Velmora"
    assert written_in(page("Velmora"), "kolvara", sounding=True) == ""


@pytest.mark.parametrize(
    ("mark", "written"),
    [
        ("Follow Velmora.info on Quaynet", "Velmora.info"),
        ("Read all of (Velmora), the quay's own", "Velmora"),
        ("Le Petit Velmora", "Le Petit Velmora"),
        ("Talk at night in Vel Mora rooms", "Vel Mora"),
    ],
)
def test_of_a_mark_that_is_a_sentence_only_the_name_is_told(mark: str, written: str) -> None:
    found = portrait_of(PageInput(html=f'<title></title><img class=logo alt="{mark}"><p>{HILLS}'))

    assert written_in(found, "velmora", cutting=True) == written
    assert written_in(found, "velmora") == mark


def test_where_others_may_have_all_that_is_shared_no_second_sort_of_sign_is_asked_for() -> None:
    pages = page("Harbour", mail="anna@post-office.test"), page("Harbour", f"{HILLS} {RIVER}", mail="tom@mailbox.test")
    now, before = (judge(*pages, BACKGROUND, version=version) for version in ("19", "18"))

    assert now.kind is VerdictKind.UNCLEAR
    assert now.reasons[0].code == "verdict.common"
    (wish,), (earlier,) = now.would_change, before.would_change
    assert wish.text.startswith("Others may share what both share: find out who runs each")
    assert earlier.text.startswith("One kind of sign alone is never enough")


def test_names_that_differ_are_told_as_the_pages_write_them() -> None:
    one, other = page("Велмора"), page("Kolvara", RIVER)

    def differs(version: str) -> str:
        found = judge(one, other, BACKGROUND, version=version)
        return next(reason.text for reason in found.reasons if reason.code == "verdict.name_differs")

    assert differs("21") == 'They call themselves differently: "velmora" and "kolvara".'
    assert differs("22") == 'They call themselves differently: "Велмора" and "kolvara".'
