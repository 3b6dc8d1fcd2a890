"""Two people sign an order's mandate with passkeys in a real browser; an agent that pinned them obeys it, no other."""

import tomllib
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from rempart.edge.deltas import DeltaRejectedError, Kind, Trust, read_line, sign_line
from rempart.edge.running import signer_from
from rempart.engines import ledger
from rempart.engines.policy.mandates import PinnedSigner
from rempart.journal.services import sign_checkpoint
from rempart.kernel.actors import SYSTEM, Actor, Role
from rempart.kernel.clock import SystemClock
from rempart.publications.feed import list_feed
from tests.journeys.conftest import Visitor
from tests.journeys.test_passkeys import add_authenticator, make_passkey
from tests.web.house import House

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
HUB, LOG, ORIGIN = bytes([1]) * 32, bytes([2]) * 32, "rempart.test/journal"


def signer(visit: Callable[..., Visitor], actor: Actor) -> tuple[Visitor, PinnedSigner]:
    """A person with a passkey, and the key as a subscriber pins it from the lines of their page."""
    visitor = visit()
    add_authenticator(visitor)
    visitor.sign_in(actor)
    make_passkey(visitor)
    lines = visitor.go("/desk/keys/").locator("pre.code").inner_text()
    return visitor, signer_from(tomllib.loads(lines)["signers"][0])


def sign(page: Page) -> None:
    """By the keyboard alone."""
    page.wait_for_load_state()  # the script is there
    signing = page.locator("section.action", has_text="Signer le mandat")
    signing.get_by_role("button").press("Enter")
    expect(signing).to_have_count(0)


def test_passkeys_of_two_people_block_a_name_and_less_does_not(house: House, visit: Callable[..., Visitor]) -> None:
    analyst, first = signer(visit, house.people[Role.ANALYST])
    page = analyst.go(f"/cases/{house.case_id}/propose/")
    page.get_by_label("Pourquoi c’est nécessaire").fill("Le site fermé a rouvert sous ce nom.")
    page.get_by_role("button", name="Signer et proposer").click()
    order_path = page.url.removeprefix(analyst.url)
    asked = page.locator("input[data-challenge]").first.get_attribute("data-challenge")
    sign(page)

    reviewer, second = signer(visit, house.people[Role.REVIEWER])
    page = reviewer.go(order_path)
    signing = page.locator("section.action", has_text="Contresigner")
    signing.get_by_label("J’ai lu les pièces").check()
    signing.get_by_label("Motif", exact=True).fill("Lu et approuvé.")
    signing.get_by_role("button", name="Contresigner").click()
    assert page.locator("input[data-challenge]").first.get_attribute("data-challenge") == asked
    assert not served()
    sign(page)

    (item,) = served()
    trust = Trust(
        ledger.public_key_of(HUB), ledger.encode_verifier_key(ORIGIN, ledger.public_key_of(LOG)), (first, second)
    )
    now, line = SystemClock().now(), sign_line(item, HUB)
    assert read_line(line, trust, after=-1, now=now).kind is Kind.SERVE
    with pytest.raises(DeltaRejectedError):
        read_line(line, Trust(trust.hub_key, trust.log_key, (first,)), after=-1, now=now)

    looking = page.locator("section.action", has_text="Revoir, signé")
    looking.get_by_label("Motif", exact=True).fill("Revu ce matin, les motifs tiennent.")
    looking.get_by_role("button").press("Enter")
    expect(page.get_by_role("cell", name="Revu ce matin, les motifs tiennent.")).to_be_visible()
    recheck = served()[-1]
    assert read_line(sign_line(recheck, HUB), trust, after=-1, now=SystemClock().now()).kind is Kind.RECHECK
    assert analyst.errors + reviewer.errors == []


def test_a_passkey_that_does_not_sign_is_said_in_words(house: House, visit: Callable[..., Visitor]) -> None:
    analyst, _ = signer(visit, house.people[Role.ANALYST])
    page = analyst.go(f"/cases/{house.case_id}/propose/")
    page.get_by_label("Pourquoi c’est nécessaire").fill("Le site fermé a rouvert sous ce nom.")
    page.get_by_role("button", name="Signer et proposer").click()
    page.evaluate("() => { navigator.credentials.get = () => Promise.reject(new Error('no')); }")
    page.get_by_role("button", name="Signer avec votre clé d’accès").first.click()
    expect(page.get_by_role("alert")).to_contain_text("La clé d’accès n’a pas signé")
    # As a browser without script would: what the server says stands at the form, which asks anew.
    page.evaluate("() => document.querySelector('input[data-challenge]').form.submit()")
    signing = page.locator("section.action", has_text="Signer le mandat")
    expect(signing.get_by_role("alert")).to_contain_text("Aucune clé d’accès n’a signé")
    sign(page)


def served() -> list[dict[str, object]]:
    def checkpoint() -> str:
        return sign_checkpoint(origin=ORIGIN, key=LOG)

    return list(list_feed(start=0, checkpoint=checkpoint, viewer=SYSTEM).items)
