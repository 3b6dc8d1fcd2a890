"""One telephone number that two pages write in two ways."""

import pytest

from rempart.adapters.page_files import PageFiles
from rempart.engines.pages import Family, PageFeatures, PageInput
from rempart.engines.pages.comparing.dialled import dialled_alike
from rempart.engines.pages.signs import Kind
from rempart.engines.verdict import judge, portrait_of
from tests.factories.pages import HILLS, RIVER, page

BACKGROUND = PageFiles().read_background()


def calling(given: str, said: str = RIVER) -> PageFeatures:
    return portrait_of(PageInput(html=page("Velmora", said.format(n=3, name="Velmora") + given)))


def link(target: str) -> str:
    return f"<a href='{target}'>Call</a>"


ONE = [
    ("Tél. 01 99 00 12 34", "+33 1 99 00 12 34"),
    ("Tél. 01 99 00 12 34", link("tel:+33199001234")),
    (link("tel:0199001234"), link("tel:0033199001234")),
    (link("https://wa.me/33639981234"), "WhatsApp 06 39 98 12 34"),
    (link("https://wa.me/33639981234"), link("tel:+33639981234")),
    (link("viber://chat?number=%2B33639981234"), "WhatsApp 06 39 98 12 34"),
    (link("https://signal.me/#p/+33639981234"), link("tel:+33639981234")),
    (link("https://t.me/+33639981234"), link("tel:+33639981234")),
    ("(415) 555-0132", link("tel:+14155550132")),
    ("Тел. 8 (495) 123-45-67", "+7 495 123-45-67"),
]
TWO = [
    ("Tél. 01 99 00 12 34", "+33 1 99 00 12 35"),
    ("Tel. 99001234", "+3319900123"),
    ("+33 1 99 00 12 34", "+44 1 99 00 12 34"),
]


@pytest.mark.parametrize(("one", "other"), ONE)
def test_one_number_is_one_contact_point_however_it_is_written(one: str, other: str) -> None:
    for given in ((one, other), (other, one)):
        verdict = judge(calling(f"<p>{given[0]}</p>"), calling(f"<p>{given[1]}</p>", HILLS), BACKGROUND)
        assert verdict.comparison.of_family(Family.CONTACT)
        assert not verdict.measures["contact_differs"]


@pytest.mark.parametrize(("one", "other"), TWO)
def test_two_numbers_stay_two(one: str, other: str) -> None:
    verdict = judge(calling(f"<p>{one}</p>"), calling(f"<p>{other}</p>", HILLS), BACKGROUND)
    assert not verdict.comparison.of_family(Family.CONTACT)
    assert verdict.measures["contact_differs"]


def test_a_messengers_number_is_no_other_telephone() -> None:
    one = calling(f"<p>{link('https://wa.me/33639981234')}</p>")
    other = calling("<p>WhatsApp 06 39 98 12 35</p>", HILLS)
    assert not judge(one, other, BACKGROUND).comparison.of_family(Family.CONTACT)


def test_older_versions_took_them_for_two() -> None:
    one, other = (calling(f"<p>{given}</p>") for given in ONE[1])
    assert not judge(one, other, BACKGROUND, version="26").comparison.of_family(Family.CONTACT)


def test_pages_without_a_number_in_common_are_left_as_they_are() -> None:
    one, other = (calling(f"<p>{given}</p>") for given in TWO[0])
    assert dialled_alike(one, other) == (one, other)


def test_a_page_with_both_keeps_both() -> None:
    both = calling(f"<p>{link('https://wa.me/33639981234')}{link('tel:+33639981234')}</p>")
    given = {sign.kind for sign in dialled_alike(both, calling(f"<p>{link('tel:0639981234')}</p>"))[0].signs}
    assert {Kind.HANDLE, Kind.PHONE} <= given
