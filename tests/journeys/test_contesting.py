"""The owner of a blocked name contests the block, the overseer watches, somebody who did not sign answers."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect

from rempart.engines.ledger import check_opening
from rempart.kernel.actors import Role
from tests.journeys.conftest import Visitor
from tests.web.house import House

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]

WORDS = "The name is a bakery's since Monday; nothing of the kind is there."


def test_an_owner_appeals_without_an_account_and_reads_the_answer_with_the_code(
    house: House, visit: Callable[..., Visitor]
) -> None:
    owner = visit(java_script_enabled=False)  # and so without axe: see the test below
    page = owner.go("/recours/")
    page.get_by_label("Nom bloqué").fill("www.forum-3.example")
    page.get_by_label("Pourquoi le blocage est une erreur").fill(WORDS)
    page.get_by_role("button", name="Envoyer le recours").click()
    code = page.locator(".receipt").inner_text()
    assert page.context.cookies() == [] or all(item["name"] != "sessionid" for item in page.context.cookies())

    officer = visit()
    officer.enter(house.people[Role.LEGAL_OFFICER])
    desk = officer.go("/appeals/")
    desk.locator("tbody tr", has_text="www.forum-3.example").last.locator("a").first.click()
    expect(desk.get_by_text(WORDS)).to_be_visible()
    desk.get_by_label("Le recours est fondé").check()
    desk.get_by_label("Réponse", exact=True).fill("You are right; the order is revoked.")
    desk.get_by_label("a montré qu’elle tient le nom").check()
    desk.get_by_role("button", name="Répondre au recours").click()
    expect(desk.locator("h1")).to_contain_text("admis")

    page = owner.go("/recours/suivi/")
    page.locator("input[name=code]").fill(code)
    page.locator("main form button").first.click()
    expect(page.get_by_text("You are right; the order is revoked.")).to_be_visible()
    owner.go("/transparency/open/")
    page.locator("input[name=code]").fill("0000-0000-0000-0000")
    page.locator("main form button").first.click()
    expect(page.locator(".error")).to_contain_text("Aucun ordre ne s’ouvre avec ce code")
    page.locator("input[name=code]").fill(code)
    page.locator("main form button").first.click()
    expect(page.locator("dl.facts")).to_contain_text("www.forum-3.example")
    with page.expect_download() as downloading:
        page.get_by_role("button", name="Télécharger la preuve").click()
    proof = Path(downloading.value.path()).read_text(encoding="utf-8")
    assert check_opening(proof, page.locator("dl.facts code").last.inner_text()).sound
    officer.go(f"/orders/{house.in_force_id}/")
    expect(desk.locator("h1")).to_contain_text("révoqué")
    handing = desk.locator("section.action", has_text="Laisser le titulaire ou un juge l’ouvrir")
    handing.get_by_label("Pour qui").fill("Administrative court, file 7")
    handing.get_by_role("button").click()
    expect(desk.locator(".receipt")).to_have_text(re.compile(r"(\w{4}-){3}\w{4}"))


@pytest.mark.parametrize(
    ("prefix", "scheme", "width"), [("", "light", 1440), ("/en", "dark", 360)], ids=["french-wide", "english-narrow"]
)
def test_axe_finds_nothing_on_what_an_owner_and_an_officer_are_shown_in_answer(
    house: House, visit: Callable[..., Visitor], axe: str, prefix: str, scheme: str, width: int
) -> None:
    """The pages that only a form leads to: no list of addresses has them."""
    options = {"color_scheme": scheme, "viewport": {"width": width, "height": 900}}
    owner, officer, publisher = visit(**options), visit(**options), visit(**options)
    officer.enter(house.people[Role.LEGAL_OFFICER])
    publisher.enter(house.people[Role.PUBLISHER])
    found: dict[str, list[str]] = {}

    def press(visitor: Visitor, where: str, form: str, fields: dict[str, str]) -> None:
        page = visitor.page.locator(form)
        for name, value in fields.items():
            if value in ("on", "no"):
                page.locator(f"[name={name}]{'' if value == 'on' else '[value=no]'}").check()
            else:
                page.locator(f"[name={name}]").fill(value)
        with visitor.page.expect_navigation():
            page.locator("button[type=submit]").first.click()
        found[where] = visitor.complaints(axe)

    owner.go(f"{prefix}/recours/")
    press(owner, "appeal, unfinished", "main form", {"hostname": "not a name", "text": WORDS})
    press(owner, "appeal, sent", "main form", {"hostname": "https://www.forum-3.example/page", "text": WORDS})
    code = owner.page.locator(".receipt").inner_text()
    desk = officer.go(f"{prefix}/appeals/")
    desk.locator("tbody tr", has_text="www.forum-3.example").last.locator("a").first.click()
    answer = {"upheld": "no", "text": "It is the same site.", "opens": "on"}
    press(officer, "answer, unfinished", "section.action form", {"upheld": "no"})
    press(officer, "answer, given", "section.action form", answer)
    for path, what in (("/recours/suivi/", "answer"), ("/transparency/open/", "order")):
        owner.go(f"{prefix}{path}")
        press(owner, f"{what}, wrong code", "main form", {"code": "0000-0000-0000-0000"})
        press(owner, f"{what}, opened", "main form", {"code": code})
    expect(owner.page.locator("dl.facts")).to_contain_text("www.forum-3.example")
    order = f"{prefix}/orders/{house.in_force_id}"
    officer.go(f"{order}/")
    press(officer, "code, made", f"form[action='{order}/opening-code/']", {"for_whom": "Administrative court, file 7"})
    expect(officer.page.locator(".receipt")).to_be_visible()
    publisher.go(f"{prefix}/publications/")
    press(publisher, "zone, compared", f"form[action='{prefix}/publications/check/']", {})
    assert {where: problems for where, problems in found.items() if problems} == {}
    assert len(found) == 10


def test_the_overseer_reads_suspends_and_sees_the_year(house: House, visit: Callable[..., Visitor], axe: str) -> None:
    overseer = visit()
    overseer.enter(house.people[Role.OVERSEER])
    page = overseer.go("/orders/inbox/")
    page.locator(f'a[href="/orders/{house.in_force_id}/"]').click()
    suspending = page.locator("section.action", has=page.get_by_role("heading", name="Suspendre"))
    suspending.get_by_label("Motif", exact=True).fill("The scope is too wide.")
    suspending.get_by_role("button").click()
    expect(page.locator("h1")).to_contain_text("suspendu")
    assert overseer.complaints(axe) == []
    overseer.go("/oversight/")
    expect(page.locator("tr", has_text="suspensions par le contrôleur")).to_contain_text("1")
    assert overseer.complaints(axe) == []
    overseer.go("/orders/inbox/")
    stopping = page.locator("section.action", has=page.get_by_role("heading", name="Suspendre tous les ordres"))
    stopping.get_by_label("Motif", exact=True).fill("A wrong list.")
    stopping.get_by_role("button").click()
    expect(page.locator("h1")).to_have_text("Ordres")
    assert overseer.errors == []
