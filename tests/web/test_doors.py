"""What holds for every page: statuses of errors, headers, the entrance, the words."""

import re
from datetime import datetime
from typing import Any
from uuid import uuid4

import pytest
from allauth.mfa import app_settings as mfa_settings
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from allauth.mfa.webauthn.forms import AddWebAuthnForm
from allauth.utils import get_form_class
from django.conf import settings
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from rempart.captures.contracts import ExhibitMissingHereError
from rempart.cases.contracts import CaseClosedError, CaseMissingError
from rempart.kernel.actors import CONSOLE, Role
from rempart.kernel.clock import SystemClock
from rempart.kernel.errors import RempartError
from rempart.kernel.hostname import NotAHostnameError
from rempart.kernel.reasons import Reason
from rempart.people.contracts import NotAllowedError, OwnDecisionError
from rempart.people.services import close_account, issue_one_time_login
from rempart.ports.naming import ResolverUnavailableError
from rempart.reports.contracts import AddressMissingError
from rempart.reports.services import submit_report
from rempart.sightings.contracts import ReasonMissingError
from rempart.web.forms.passkeys import AddPasskeyForm
from rempart.web.statuses import status_of
from rempart.web.words import fill, sentence
from tests.conftest import People
from tests.web.conftest import TOTP_SECRET, Desks

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (NotAllowedError(actor="analyst A", act="orders.object", roles="overseer"), 403),
        (OwnDecisionError(actor="analyst A", act="orders.countersign"), 403),
        (CaseClosedError(hostname="a.example"), 409),
        (CaseMissingError(case=uuid4()), 404),
        (ExhibitMissingHereError(exhibit=uuid4()), 404),
        (AddressMissingError(), 400),
        (ReasonMissingError(hostname="a.example"), 400),
        (NotAHostnameError(text="x", problem="it has no dot"), 400),
        (ResolverUnavailableError(resolver="r", name="a.example", problem="timeout"), 503),
        (RempartError(), 500),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, RempartError) else str(value),
)
def test_each_family_of_errors_has_its_status(error: RempartError, status: int) -> None:
    assert status_of(error) == status


def test_a_refusal_is_a_page_with_the_sentence_and_a_way_on(desks: Desks) -> None:
    response = desks(Role.PUBLISHER).get("/cases/")
    assert response.status_code == 403
    assert "n’a pas ce droit\N{NO-BREAK SPACE}: voir les affaires." in response.content.decode()
    assert "people.not_allowed" in response.content.decode()


def test_a_row_that_does_not_exist_answers_404_in_the_visitors_language(desks: Desks) -> None:
    missing = uuid4()
    response = desks(Role.ANALYST).get(f"/en/cases/{missing}/")
    assert response.status_code == 404
    assert f"There is no case {missing}." in response.content.decode()


def test_a_rejected_form_keeps_what_was_typed(desks: Desks) -> None:
    desk = desks(Role.ANALYST)
    response = desk.post(
        "/watchlist/enrol/", {"label": "site B", "domains": "no hostname!", "decision": "none", "reason": "because"}
    )
    assert response.status_code == 400
    assert 'value="site B"' in response.content.decode()
    assert "hostname!" in response.content.decode()


def test_a_rejected_form_leads_to_the_first_field_that_has_to_be_mended(desks: Desks) -> None:
    page = (
        desks(Role.ANALYST)
        .post("/watchlist/enrol/", {"label": "site B", "domains": "chat", "decision": "none", "reason": ""})
        .content.decode()
    )
    assert page.count('aria-invalid="true"') == 2
    assert re.findall(r'name="(\w+)"[^>]* autofocus', page) == ["domains"]


def test_pages_forbid_inline_code_and_other_hosts() -> None:
    response = Client().get("/")
    policy = response.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy
    assert response.headers["Referrer-Policy"] == "same-origin"
    assert "no-store" in response.headers["Cache-Control"]
    assert response.headers["X-Frame-Options"] == "DENY"


def test_pages_hold_no_inline_style_and_no_executable_inline_script(desks: Desks) -> None:
    for path in ("/", "/suivi/", "/accounts/login/", "/transparency/"):
        text = Client().get(path).content.decode()
        assert " style=" not in text
        assert "<style" not in text
        assert " onclick=" not in text
    assert " style=" not in desks(Role.ANALYST).get("/watchlist/").content.decode()


def test_a_visitor_gets_no_session(desks: Desks) -> None:
    client = Client()
    client.get("/")
    client.post("/", {"address": "chat.example", "category": "reopened"})
    assert "sessionid" not in client.cookies


@pytest.mark.parametrize("address", ["/", "/en/", "/suivi/", "/recours/"])
def test_nothing_of_a_visit_stays_when_the_browser_is_closed(address: str) -> None:
    client = Client()
    client.get(address)
    assert [(cookie["max-age"], cookie["expires"]) for cookie in client.cookies.values()] == [("", "")]


def test_the_receipt_is_not_kept_by_the_browser() -> None:
    response = Client().post("/", {"address": "chat.example", "category": "reopened"})
    assert response.status_code == 200
    assert "no-store" in response.headers["Cache-Control"]


def test_the_way_out_asks_the_browser_to_forget() -> None:
    assert Client().get("/sortie/").headers["Clear-Site-Data"] == '"cache", "cookies", "storage"'


def test_nobody_can_sign_up() -> None:
    response = Client().post("/accounts/signup/", {"email": "a@hotline.example", "password1": "a long enough password"})
    assert "sessionid" not in Client().cookies
    from django.contrib.auth import get_user_model

    assert get_user_model().objects.count() == 0
    assert response.status_code in {200, 403}


def test_five_wrong_passwords_close_the_entrance_without_keeping_an_address(people: People) -> None:
    people(Role.ANALYST)
    client = Client(REMOTE_ADDR="198.51.100.9")
    for _ in range(settings.AXES_FAILURE_LIMIT):
        response = client.post("/accounts/login/", {"login": "person1@hotline.example", "password": "wrong"})
    assert response.status_code == 429
    assert "Trop d’essais" in response.content.decode()
    other = client.post("/accounts/login/", {"login": "person2@hotline.example", "password": "wrong"})
    assert other.status_code == 200
    from axes.models import AccessAttempt

    assert {attempt.ip_address for attempt in AccessAttempt.objects.all()} <= {None, ""}


def test_a_closed_account_is_nobody_from_the_next_request_on(desks: Desks, now: datetime) -> None:
    desk = desks(Role.ANALYST)
    assert desk.get("/cases/").status_code == 200
    assert desk.actor.account_id is not None
    close_account(account_id=desk.actor.account_id, actor=CONSOLE, now=now, reason="left")
    response = desk.get("/cases/")
    assert response.status_code == 302
    assert response.headers["Location"].startswith(reverse("account_login"))


def test_a_one_time_link_does_not_skip_the_second_factor(desks: Desks) -> None:
    desk = desks(Role.ANALYST)
    assert desk.actor.account_id is not None
    secret = issue_one_time_login(account_id=desk.actor.account_id, actor=CONSOLE, now=SystemClock().now())
    stranger = Client()
    response = stranger.post(f"/accounts/once/{secret}/")
    assert response.headers["Location"] == reverse("mfa_authenticate")
    assert stranger.get("/cases/").status_code == 302


@pytest.fixture
def newcomer(people: People) -> tuple[Client, Any]:
    """Somebody's browser that a one-time link let in, and the account, without a second factor."""
    actor, client = people(Role.ANALYST), Client()
    assert actor.account_id is not None
    secret = issue_one_time_login(account_id=actor.account_id, actor=CONSOLE, now=SystemClock().now())
    client.post(f"/accounts/once/{secret}/")
    return client, get_user_model().objects.get(pk=actor.account_id)


def test_a_newcomer_is_told_why_no_other_page_opens(newcomer: tuple[Client, Any]) -> None:
    client, account = newcomer
    told = "réglez un second facteur"
    for path in ("/desk/", "/cases/"):
        assert told in client.get(path, follow=True).content.decode()
    TOTP.activate(account, TOTP_SECRET)
    assert told not in client.get("/accounts/2fa/").content.decode()


def test_recovery_codes_are_shown_with_what_they_are_for_and_a_way_on(newcomer: tuple[Client, Any]) -> None:
    client, account = newcomer
    TOTP.activate(account, TOTP_SECRET)
    codes = RecoveryCodes.activate(account).get_unused_codes()
    shown = client.get("/accounts/2fa/recovery-codes/").content.decode()
    assert len(codes) == 10
    assert [code for code in codes if f"<code>{code}</code>" not in shown] == []
    assert "à la place de l’application d’authentification" in shown
    assert 'href="/desk/">Continuer vers le bureau' in shown


def test_looking_at_a_one_time_link_does_not_use_it_up(people: People) -> None:
    actor = people(Role.ANALYST)
    assert actor.account_id is not None
    secret = issue_one_time_login(account_id=actor.account_id, actor=CONSOLE, now=SystemClock().now())
    for _ in range(3):
        assert Client().get(f"/accounts/once/{secret}/").status_code == 200
    assert Client().post(f"/accounts/once/{secret}/").status_code == 302
    assert Client().post(f"/accounts/once/{secret}/").status_code == 403


def test_steps_can_be_narrowed_to_the_stuck_ones(desks: Desks, now: datetime) -> None:
    submit_report(address="chat.example", category="reopened", now=now)
    desk = desks(Role.ANALYST)
    assert "Faire un repérage du signalement" in desk.get("/steps/").content.decode()
    assert "Faire un repérage du signalement" not in desk.get("/steps/?show=stuck").content.decode()


def test_an_oversized_report_is_rejected_with_words_and_nothing_is_kept() -> None:
    response = Client().post("/", {"address": "x" * 2001, "category": "reopened"})
    assert response.status_code == 400
    assert "2000" in response.content.decode()


def test_posters_lead_to_the_form_in_their_language() -> None:
    assert Client().get("/signaler/").headers["Location"] == "/"
    assert Client().get("/report/").headers["Location"] == "/en/"


def test_an_unknown_address_answers_404_without_details() -> None:
    response = Client().get("/no-such-page/")
    assert response.status_code == 404
    assert "Page introuvable" in response.content.decode()


def test_sentences_are_translated_before_they_are_filled() -> None:
    reason = Reason(
        "policy.public_suffix", "{name} is a public suffix: strangers hold the names below it.", {"name": "x"}
    )
    with override("fr"):
        assert sentence(reason).startswith("x est un suffixe public")
        assert fill("Both use {found}; {rarity}.", {"found": "a", "rarity": "3 of 41,000 other hosts share this"}) == (
            "Les deux emploient a\N{NO-BREAK SPACE}; 3 hôtes sur 41\N{NARROW NO-BREAK SPACE}000 autres le partagent."
        )
    with override("en"):
        assert sentence(reason) == reason.text


def test_a_percentage_has_the_marks_of_the_visitors_language() -> None:
    alike = "They are built alike ({share} of the element paths); a template alone explains that."
    with override("fr"):
        assert "(97\N{NO-BREAK SPACE}% des chemins" in fill(alike, {"share": "97%"})
    with override("en"):
        assert "(97% of" in fill(alike, {"share": "97%"})


def test_a_sentence_of_an_older_version_stays_readable() -> None:
    with override("en"):
        assert fill("{name} is on {title}.", {"name": "a.example"}) == "a.example is on …."


def test_a_program_that_steers_a_list_past_its_end_gets_the_last_page(desks: Desks) -> None:
    assert desks(Role.ANALYST).get("/reports/?page=9999").status_code == 200
    assert desks(Role.AUDITOR).get("/journal/?before=abc").status_code == 200


def test_a_passkey_is_named_in_the_visitors_language() -> None:
    with override("fr"):
        assert str(AddPasskeyForm.base_fields["name"].label) == "Nom"
    assert get_form_class(mfa_settings.FORMS, "add_webauthn", AddWebAuthnForm) is AddPasskeyForm


@pytest.mark.parametrize("address", ["/sightings/?until=9999-12-31", f"/journal/?before={'9' * 5000}"])
def test_a_day_or_number_beyond_all_measure_is_a_question_like_any_other(address: str, desks: Desks) -> None:
    assert desks(Role.AUDITOR).get(address).status_code == 200


@pytest.mark.parametrize("year", ["9" * 5000, "0", "20.6", "²0²6"])
def test_a_year_that_none_is_gives_the_latest_figures(year: str) -> None:
    assert Client().get("/transparency/figures.json", {"year": year}).status_code == 200
