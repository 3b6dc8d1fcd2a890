"""A wallet at which the author of a program is thanked: all who run it show the same. At others its owner is paid."""

import pytest

from rempart.engines.pages import Kind, PageInput
from rempart.engines.verdict import VerdictKind, portrait_of
from rempart.engines.verdict.referred import MAX_LINES
from tests.engines.verdict.test_thirds import NOBODYS, OWN, codes, compare

WALLET = "1BoatSLRHtKNngkdXEeobR76b53LETtpyT"
OTHER = "0x52908400098527886e0f7030069857d2e4169ee7"
THANKS = (
    *("Don au développeur : W", "Donate to the author: W", "Spende an den Entwickler: W", "Dona al desarrollador: W"),
    *("Donazione allo sviluppatore: W", "Doação ao desenvolvedor: W", "Doe een gift aan de ontwikkelaar: W"),
    *("Wesprzyj programistę: W", "Támogasd a fejlesztőt: W", "Podpořte vývojáře: W", "Автору на кофе: W"),
    *(
        "Geliştiriciye bağış: W",
        "تبرع للمطور W",
        "תרומה למפתח: W",
        "開発者に寄付: W",
        "捐赠给作者: W",
        "개발자 후원: W",
    ),
    *("ủng hộ tác giả: W", "Open source software: W", "Script by Tombo. W"),
)
OWNS = (
    *("W", "Donate: W", "Faire un don : W", "Spenden: W", "Support us: W", "Donate to the moderators: W"),
    *("Donate to the author of this website: W", "Don à l'auteur du site : W", "Pay the developer: W"),
    *("Buy the software: W", "Ask an authority: W", "Авторизация: W", "Donate to the developer of Velmora: W"),
)


def thanked(html: str) -> set[str]:
    found = portrait_of(PageInput(html=f"<title>Velmora</title><p>Come and talk</p>{html}")).signs
    return {sign.value for sign in found if sign.kind is Kind.REFERRED}


@pytest.mark.parametrize("line", THANKS)
def test_a_line_that_thanks_a_programs_author_frees_its_wallet(line: str) -> None:
    assert thanked(f"<p>{line.replace('W', WALLET)}</p>") == {f"maker wallet:bitcoin:{WALLET}"}


def test_a_page_that_gives_it_in_hundreds_of_lines_is_not_read_to_its_end() -> None:
    line = f"<p>Donate to the author: {WALLET}</p>"

    assert thanked(line * MAX_LINES)
    assert not thanked(line * (MAX_LINES + 1))


@pytest.mark.parametrize("line", OWNS)
def test_a_word_for_gifts_or_a_price_or_of_the_site_frees_none(line: str) -> None:
    assert not thanked(f"<p>{line.replace('W', WALLET)}</p>")


def test_a_heading_speaks_for_the_wallets_below_it() -> None:
    heading = "<h3>Support the developer</h3>"
    two = f"<table><tr><td>BTC<td>{WALLET}<tr><td>ETH<td>{OTHER}</table>"

    assert len(thanked(heading + two)) == 2
    assert not thanked(f"{heading}<p>Come and talk</p>{two}")
    assert thanked(f"<p><a href='bitcoin:{WALLET}'>Donate to the author</a></p>")


@pytest.mark.parametrize("other", [f"<p>Pay here: {WALLET}</p>", f"<p><a href='bitcoin:{WALLET}'>Pay here</a></p>"])
def test_a_wallet_that_another_line_gives_for_the_site_is_the_sites(other: str) -> None:
    assert not thanked(f"<p>Donate to the author: {WALLET}</p>{other}")


@pytest.mark.parametrize("mails", [OWN, NOBODYS], ids=["own-mails", "no-mail"])
def test_two_chats_are_not_one_by_the_wallet_of_their_programs_author(mails: tuple[str, str]) -> None:
    more = f"<p>Don au développeur : {WALLET}</p>"
    verdict = compare(more, mails, "21")

    assert verdict.kind is VerdictKind.UNCLEAR, verdict.measures
    assert verdict.probability < 0.3
    assert "verdict.thirds_maker" in codes(verdict)
    assert any(item.is_lead and item.family == "contact" for item in verdict.families)
    assert compare(more, mails, "20").kind is VerdictKind.SAME


@pytest.mark.parametrize("line", ["Donate: W", "Faire un don : W", "Pay for a room: W"])
def test_a_wallet_at_which_both_ask_for_money_is_a_strong_reason(line: str) -> None:
    verdict = compare(f"<p>{line.replace('W', WALLET)}</p>", OWN, "21")

    assert verdict.kind is VerdictKind.SAME
    assert "verdict.wallet" in codes(verdict)
