"""Two people sign in with both factors and sign an order; the same person cannot sign twice; the overseer sees it."""

import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from allauth.mfa.models import Authenticator
from playwright.sync_api import expect

from rempart import wiring
from rempart.engines.policy.mandates import write_mandate
from rempart.kernel.actors import CONSOLE, Role
from rempart.kernel.clock import SystemClock
from rempart.orders.mandates import get_mandate
from rempart.people.services import issue_one_time_login
from tests.journeys.conftest import Visitor, totp_code
from tests.web.house import HOSTNAME, House

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


def test_a_new_person_is_led_from_the_one_time_link_to_a_second_factor(
    house: House, visit: Callable[..., Visitor]
) -> None:
    actor = house.people[Role.ANALYST]
    assert actor.account_id is not None
    secret = issue_one_time_login(account_id=actor.account_id, actor=CONSOLE, now=SystemClock().now())
    visitor = visit()
    page = visitor.go(f"/accounts/once/{secret}/")
    page.get_by_role("button", name="Entrer").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Authentification à deux facteurs")
    visitor.go("/cases/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Authentification à deux facteurs")
    page.get_by_role("link", name="Activer").click()
    secret_shown = page.locator("#authenticator_secret").input_value()
    assert page.locator(".qr img").get_attribute("src").startswith("data:image/svg+xml")  # type: ignore[union-attr]
    page.locator("#id_code").fill(totp_code(secret_shown))
    page.locator("form.card button[type=submit]").click()
    expect(page.locator("#authenticator_secret")).to_have_count(0)
    assert Authenticator.objects.filter(user_id=actor.account_id, type="totp").exists()
    visitor.go("/cases/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Affaires")
    assert visitor.errors == []


def test_a_one_time_link_does_not_work_twice(house: House, visit: Callable[..., Visitor]) -> None:
    actor = house.people[Role.ANALYST]
    assert actor.account_id is not None
    secret = issue_one_time_login(account_id=actor.account_id, actor=CONSOLE, now=SystemClock().now())
    for expected in ("Authentification à deux facteurs", "Ce lien est épuisé"):
        page = visit().go(f"/accounts/once/{secret}/")
        page.get_by_role("button", name="Entrer").click()
        expect(page.get_by_role("heading", level=1)).to_have_text(expected)


def test_an_order_takes_two_people_in_two_roles_and_the_overseer_sees_it(
    house: House, visit: Callable[..., Visitor]
) -> None:
    analyst = visit()
    page = analyst.sign_in(house.people[Role.ANALYST])
    analyst.go(f"/cases/{house.case_id}/propose/")
    page.get_by_label("Pourquoi c’est nécessaire").fill("Le site fermé a rouvert sous ce nom.")
    page.get_by_role("button", name="Signer et proposer").click()
    expect(page.locator("h1")).to_contain_text("proposé")
    order_path = page.url.removeprefix(analyst.url)
    expect(page.get_by_role("button", name="Contresigner")).to_have_count(0)

    reviewer = visit()
    page = reviewer.sign_in(house.people[Role.REVIEWER])
    reviewer.go("/orders/inbox/")
    reviewer.go(order_path)
    expect(page.get_by_role("heading", name="Tous les garde-fous ont été consultés, aucun ne refuse")).to_be_visible()
    signing = page.locator("section.action.strong")
    signing.get_by_role("button", name="Contresigner").click()
    expect(page.locator("section.action.strong .error")).to_have_count(2)
    signing.get_by_label("J’ai lu les pièces").check()
    signing.get_by_label("Motif", exact=True).fill("Lu et approuvé : la pièce montre le même site.")
    signing.get_by_role("button", name="Contresigner").click()
    expect(page.locator("h1")).to_contain_text("en vigueur")

    overseer = visit()
    page = overseer.sign_in(house.people[Role.OVERSEER])
    overseer.go("/orders/inbox/")
    page.locator(f'a[href="{order_path}"]').click()
    objecting = page.locator("section.action", has_text="Faire objection")
    objecting.get_by_label("Motif", exact=True).fill("La nécessité est trop brève.")
    objecting.get_by_role("button", name="Faire objection").click()
    expect(page.get_by_text("La nécessité est trop brève.")).to_be_visible()
    # The unfinished form above answered 400, which the console mentions; nothing else went wrong.
    complaints = [error for error in analyst.errors + reviewer.errors + overseer.errors if "400" not in error]
    assert complaints == []


def test_a_wrong_code_of_the_second_factor_keeps_a_person_out(house: House, visit: Callable[..., Visitor]) -> None:
    visitor = visit()
    visitor.sign_in(house.people[Role.REVIEWER])
    actor = house.people[Role.REVIEWER]
    assert actor.account_id is not None
    secret = issue_one_time_login(account_id=actor.account_id, actor=CONSOLE, now=SystemClock().now())
    stranger = visit()
    page = stranger.go(f"/accounts/once/{secret}/")
    page.get_by_role("button", name="Entrer").click()
    page.locator("#id_code").fill("000000")
    page.locator("form.card button[type=submit]").first.click()
    expect(page.locator("#id_code")).to_be_visible()
    stranger.go("/desk/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Authentification à deux facteurs")
    expect(page.get_by_role("link", name="Affaires")).to_have_count(0)


def test_a_signer_signs_on_a_computer_of_their_own_what_its_own_words_say(
    house: House, visit: Callable[..., Visitor], axe: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The page gives the file and takes the signature; what is signed is shown and named without it."""
    config = wiring.current_config()
    with_agents = replace(config, feed=replace(config.feed, listen="127.0.0.1@8853"))
    monkeypatch.setattr(wiring, "current_config", lambda: with_agents)
    analyst = visit()
    analyst.enter(house.people[Role.ANALYST])
    page = analyst.go(f"/cases/{house.case_id}/propose/")
    page.get_by_label("Pourquoi c’est nécessaire").fill("Le site fermé a rouvert sous ce nom.")
    page.get_by_role("button", name="Signer et proposer").click()
    with page.expect_download() as downloading:
        page.get_by_role("button", name="Télécharger le mandat").click()
    file, key = tmp_path / downloading.value.suggested_filename, tmp_path / "own.key"
    downloading.value.save_as(file)
    shell("order", "new-key", str(key))
    assert shell("mandate", "sign", str(file), "--key", str(key), typed="forum-4.example\n").returncode == 1
    signed = shell("mandate", "sign", str(file), "--key", str(key), typed=f"{HOSTNAME}\n")
    assert signed.returncode == 0, signed.stderr
    handing = page.locator("form[action$='/mandate-signature/']")
    handing.locator("textarea").fill("not that line")
    handing.get_by_role("button").click()
    expect(handing.locator(".error").first).to_be_visible()
    assert analyst.complaints(axe) == []
    handing.locator("textarea").fill(signed.stdout)
    handing.get_by_role("button").click()
    expect(page.locator("form[action$='/mandate-signature/']")).to_have_count(0)

    page = analyst.go(f"/orders/{house.in_force_id}/")  # signed by somebody else: to look again is anybody's
    looked = tmp_path / "in-force.json"
    looked.write_text(write_mandate(get_mandate(house.in_force_id, viewer=house.people[Role.ANALYST])))
    rechecked = shell("mandate", "recheck", str(looked), "--key", str(key), typed="www.forum-3.example\n")
    assert rechecked.returncode == 0, rechecked.stderr
    again = page.locator("form[action$='/recheck-elsewhere/']")
    again.locator("textarea[name=signed]").fill(rechecked.stdout)
    again.locator("textarea[name=reason]").fill("Revu ce matin, les motifs tiennent.")
    again.get_by_role("button").click()
    expect(page.get_by_role("cell", name="Revu ce matin, les motifs tiennent.")).to_be_visible()
    assert analyst.complaints(axe) == []


def shell(*words: str, typed: str = "") -> "subprocess.CompletedProcess[str]":
    """The command as its user runs it, without database or configuration."""
    command = [str(Path(sys.executable).with_name("rempart")), *words]
    environment = {"PATH": "/usr/bin:/bin", "REMPART_CONFIG": "/nowhere/rempart.toml"}
    return subprocess.run(command, input=typed, capture_output=True, text=True, check=False, env=environment)
