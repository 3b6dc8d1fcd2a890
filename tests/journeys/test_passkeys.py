"""A passkey is made and used in a real browser, with Chromium's virtual authenticator."""

from collections.abc import Callable

import pytest
from allauth.mfa.models import Authenticator
from playwright.sync_api import expect

from rempart.kernel.actors import Role
from rempart.kernel.clock import SystemClock
from rempart.people.queries import find_actor_by_token
from rempart.people.services import issue_api_token
from tests.journeys.conftest import Visitor, totp_code
from tests.web.conftest import TOTP_SECRET
from tests.web.house import House

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


def add_authenticator(visitor: Visitor) -> None:
    """A platform authenticator that always finds its person present and verified."""
    session = visitor.page.context.new_cdp_session(visitor.page)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    session.send("WebAuthn.addVirtualAuthenticator", {"options": options})


def make_passkey(visitor: Visitor) -> None:
    """Of the signed-in person, with what `add_authenticator` gave the browser."""
    page = visitor.go("/accounts/2fa/webauthn/add/")
    if page.locator("#id_code").count():  # the page asks once more who is there
        page.locator("#id_code").fill(totp_code(TOTP_SECRET))
        page.locator("form.card button[type=submit]").first.click()
        visitor.go("/accounts/2fa/webauthn/add/")
    page.locator("#id_name").fill("desk key")
    if page.locator("#id_passwordless").count():
        page.locator("#id_passwordless").check()
    page.locator("form.card button").first.click()
    page.wait_for_url(lambda url: "webauthn/add" not in url)


def test_a_passkey_is_made_and_lets_its_person_in_without_a_password(
    house: House, visit: Callable[..., Visitor]
) -> None:
    actor = house.people[Role.REVIEWER]
    visitor = visit()
    add_authenticator(visitor)
    page = visitor.sign_in(actor)
    make_passkey(visitor)
    assert Authenticator.objects.filter(user_id=actor.account_id, type="webauthn").count() == 1

    page.context.clear_cookies()
    visitor.go("/accounts/login/")
    page.locator("#passkey_login").click()
    page.wait_for_url(lambda url: "login" not in url)
    visitor.go("/orders/inbox/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Ordres qui vous attendent")
    assert visitor.errors == []


def test_a_token_is_seen_and_revoked_by_its_person(house: House, visit: Callable[..., Visitor]) -> None:
    actor = house.people[Role.ANALYST]
    secret = issue_api_token(label="nightly program", actor=actor, now=SystemClock().now())
    visitor = visit()
    visitor.enter(actor)
    page = visitor.go("/desk/token/")
    page.get_by_role("button", name="Révoquer nightly program").click()
    expect(page.locator(".tokens")).to_contain_text("révoqué")
    assert find_actor_by_token(secret) is None
