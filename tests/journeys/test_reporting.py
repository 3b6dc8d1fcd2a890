"""A visitor reports a site with scripts switched off, takes the code, types it back; nothing of them is kept."""

import re
from collections.abc import Callable

import pytest
from django.db import connection
from playwright.sync_api import expect
from pytest_django.live_server_helper import LiveServer

from tests.journeys.conftest import Visitor

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]

AGENT = "Agent-That-Nobody-Keeps/1.0"


@pytest.mark.parametrize("scripts", [True, False], ids=["with-scripts", "without-scripts"])
def test_a_report_takes_one_page_and_its_code_opens_its_state(scripts: bool, visit: Callable[..., Visitor]) -> None:
    visitor = visit(java_script_enabled=scripts)
    page = visitor.go("/")
    page.get_by_label("Adresse du site ou de la page").fill("https://forum-9.example/salon")
    page.get_by_label("Un site fermé qui est revenu").check()
    page.get_by_role("button", name="Envoyer le signalement").click()
    code = page.locator(".receipt").inner_text()
    assert re.fullmatch(r"(?:[0-9A-Z]{4}-){3}[0-9A-Z]{4}", code)
    page.get_by_label("Code du récépissé").fill(code.lower().replace("-", " "))
    page.get_by_role("button", name="Vérifier mon code").click()
    expect(page.get_by_text("Votre code est bon.")).to_be_visible()
    expect(page.locator(".timeline")).to_contain_text("reçu")
    assert visitor.errors == []


def test_a_form_with_a_mistake_keeps_what_was_typed_and_says_what_is_missing(visit: Callable[..., Visitor]) -> None:
    page = visit(java_script_enabled=False).go("/")
    page.get_by_label("Avec vos mots").fill("Revenu hier.")
    page.get_by_role("button", name="Envoyer le signalement").click()
    expect(page.get_by_label("Avec vos mots")).to_have_value("Revenu hier.")
    expect(page.get_by_text("Donnez l’adresse")).to_be_visible()


def test_the_language_switch_keeps_the_page_without_scripts(visit: Callable[..., Visitor]) -> None:
    page = visit(java_script_enabled=False).go("/suivi/")
    page.get_by_role("link", name="English").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Follow a report")
    page.get_by_role("link", name="Français").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Suivre un signalement")


def test_the_way_out_leads_to_an_empty_page_without_scripts(visit: Callable[..., Visitor]) -> None:
    page = visit(java_script_enabled=False).go("/")
    page.get_by_role("link", name="Quitter vite cette page").click()
    expect(page).to_have_title("Nouvel onglet")
    expect(page.locator("body")).not_to_contain_text("Rempart")


def test_nothing_of_the_reporter_reaches_the_database_or_another_host(
    visit: Callable[..., Visitor], live_server: LiveServer
) -> None:
    visitor = visit(user_agent=AGENT, extra_http_headers={"X-Forwarded-For": "198.51.100.77"})
    asked: list[str] = []
    visitor.page.on("request", lambda request: asked.append(request.url))
    page = visitor.go("/")
    page.get_by_label("Adresse du site ou de la page").fill("forum-9.example")
    page.get_by_label("Un site fermé qui est revenu").check()
    page.get_by_role("button", name="Envoyer le signalement").click()
    expect(page.locator(".receipt")).to_be_visible()
    assert [url for url in asked if not url.startswith((live_server.url, "data:"))] == []
    kept = _everything_in_the_database()
    assert "forum-9.example" in kept
    for trace in (AGENT, "198.51.100.77", "127.0.0.1"):
        assert trace not in kept


def _everything_in_the_database() -> str:
    with connection.cursor() as cursor:
        rows = []
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            rows += [str(row) for row in cursor.fetchall()]
    return "\n".join(rows)
