"""The comment, message, booking and login forms of programs and templates are no fingerprint; a chat's own is."""

import pytest

from rempart.adapters.page_files import PageFiles
from rempart.engines.pages import Family, PageInput, compare_pages
from rempart.engines.pages.features import page_features
from rempart.engines.verdict import VERDICT_VERSION, calibration_of
from tests.factories.pages import HILLS, RIVER

BACKGROUND = PageFiles().read_background()
COMMENT = "<textarea name=comment></textarea><input name=author><input name=email type=email><input name=url type=url>"
MESSAGE = (
    "<label>Your name<input name='form_fields[your-name]'></label><label>Your e-mail<input name='form_fields[email]'>"
    "</label><label>What is it about?<textarea name='form_fields[message]'></textarea></label>"
)
BOOKING = "<input type=date name=arrival><input type=time name=time><input type=number name=number_of_guests>"
LOGIN = "<input name=username><input type=password name=password><input type=checkbox name=remember>"
ROOMS = "<option>Lobby</option><option>Guests</option><option>Terrace</option>"
CHAT = f"<input name=nick><input name=age><select name=room>{ROOMS}</select>"


def families_of(form: str, version: str = VERDICT_VERSION) -> set[Family]:
    """Which families of signs two pages of other texts share that have `form` in common."""
    one, other = (
        page_features(PageInput(html=f"<html lang=en><body>{said}<form action=contact>{form}</form></body></html>"))
        for said in (RIVER, HILLS)
    )
    found = compare_pages(one, other, BACKGROUND, calibration_of(version).comparison)
    return {family for family in (Family.FORM, Family.CHOICES) if found.of_family(family)}


@pytest.mark.parametrize("form", [COMMENT, MESSAGE, BOOKING, LOGIN], ids=["comment", "message", "booking", "login"])
def test_what_a_programs_form_asks_is_no_sign(form: str) -> None:
    assert families_of(form) == set()
    assert families_of(form, "15") == {Family.FORM}


def test_what_is_asked_in_another_script_is_one() -> None:
    assert families_of("<input name=имя><input name=этаж><input name=окна>") == {Family.FORM}


def test_what_a_chat_asks_is_one() -> None:
    assert families_of(CHAT) == {Family.FORM, Family.CHOICES}
    assert families_of(CHAT + COMMENT) == {Family.FORM, Family.CHOICES}
