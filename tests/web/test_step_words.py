"""What the pipeline does, and what the library of accounts says, stands in words and marks of the house."""

import html

import pytest
from django.test import Client
from django.utils.translation import override

from rempart.kernel.actors import Role
from rempart.kernel.clock import SystemClock
from rempart.kernel.ids import new_id
from rempart.pipeline.routes import ROUTES
from rempart.web.step_words import STEPS
from rempart.web.templatetags.words import typeset
from rempart.web.words import label
from tests.web.conftest import Desks


def test_every_step_of_the_pipeline_has_words_in_both_languages() -> None:
    names = {route.name for route in ROUTES}
    assert names == STEPS.keys()
    with override("fr"):
        assert all(label(name) not in (name, STEPS[name]) for name in names)


def test_french_of_the_library_has_its_apostrophes_and_no_line_that_begins_with_a_colon() -> None:
    said = " Saisissez un code d&#x27;authentification : <b class='x'>l'un</b> "
    with override("fr"):
        assert typeset(said) == "Saisissez un code d’authentification\N{NO-BREAK SPACE}: <b class='x'>l’un</b>"
    with override("en"):
        assert typeset(said) == said


@pytest.mark.django_db
def test_whoever_looks_for_a_sign_up_is_told_who_opens_accounts(client: Client) -> None:
    page = html.unescape(client.get("/accounts/signup/").content.decode())
    assert "un administrateur de votre organisation les ouvre" in page
    assert 'href="/accounts/login/"' in page


@pytest.mark.django_db
@pytest.mark.parametrize(("path", "told"), [("/accounts/login/", False), ("/accounts/login/?next=/desk/", True)])
def test_a_sign_in_that_was_not_asked_for_says_why_it_is_there(client: Client, path: str, told: bool) -> None:
    assert ("La page demandée s’ouvrira" in client.get(path).content.decode()) is told


@pytest.mark.django_db
def test_a_command_in_a_refusal_is_marked_as_one(desks: Desks) -> None:
    page = desks(Role.ANALYST).get(f"/orders/{new_id(SystemClock().now())}/").content.decode()
    assert "<code>rempart order list</code>" in page
