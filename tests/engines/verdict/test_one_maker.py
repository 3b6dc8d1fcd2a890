"""What one maker shows under its customers' names: its log-in, and a line of its own between its menus."""

import pytest

from rempart.adapters.page_files import PageFiles
from rempart.engines.pages import PageInput, features_from_json, features_to_json, pack_features, unpack_features
from rempart.engines.verdict import Verdict, VerdictKind, judge, portrait_of

BACKGROUND = PageFiles().read_background()
MAKER = "https://quayloft.example"
TOP, FOOT = ("Products", "Domains", "Hosting", "Prices", "Blog"), ("About us", "Careers", "Press", "Legal", "Privacy")
HOSTS = ("harbour-firm.example", "hill-school.test")
LOGIN = (
    "<h1>Sign in to your mailbox</h1><form method=post action=/auth><input name=mailbox placeholder=Mailbox>"
    "<input name=secret type=password placeholder=Password><button>Sign in</button></form>"
)
LINE = "<h1>Stamelin vold se a dannik</h1><p>Vold nemi a dannik rovel. Har nemi sav tarnis om dannik.</p>"


def rows(parts: tuple[str, ...], host: str) -> str:
    return "".join(f"<li><a href='{host}/{part.lower()}'>{part}</a></li>" for part in parts)


def framed(body: str, title: str, *, host: str = MAKER, more: str = "") -> str:
    """`body` between the menus of its maker, with the maker's telephone, mail and counter."""
    header = f"<header><img src={MAKER}/logo.svg alt=Quayloft><ul>{rows(TOP, host)}</ul></header>"
    reached = (
        "<a href=tel:+13035550142>+1 303 555 0142</a> <a href=mailto:help@quayloft.example>help@quayloft.example</a>"
    )
    counted = "<script>gtag('config', 'G-QUAYLOFT42');</script>"
    footer = f"<footer><ul>{rows(FOOT, host)}</ul><p>{reached}</p><p>© 2025 Quayloft</p></footer>"
    return f"<title>{title}</title>{header}<main>{body}</main>{more}{footer}{counted}"


def judged(html: str, hosts: tuple[str, str] = HOSTS, version: str = "27") -> Verdict:
    one, other = (portrait_of(PageInput(html=html, url=f"https://{host}/" if host else "")) for host in hosts)
    return judge(one, other, BACKGROUND, version=version)


@pytest.mark.parametrize("hosts", [HOSTS, ("", "")], ids=["hosts", "files"])
def test_one_makers_log_in_in_its_frame_is_no_site_of_its_customers(hosts: tuple[str, str]) -> None:
    verdict = judged(framed(LOGIN, "Quayloft Webmail"), hosts)

    assert verdict.kind is VerdictKind.UNCLEAR
    assert "verdict.makers" in {reason.code for reason in verdict.reasons}
    assert "verdict.wish_owner" in {wish.code for wish in verdict.would_change}
    assert judged(framed(LOGIN, "Quayloft Webmail"), hosts, "26").kind is VerdictKind.SAME


def test_a_makers_log_in_with_its_menu_below_each_customers_host_is_no_site_of_theirs() -> None:
    assert judged(framed(LOGIN, "Quayloft Webmail", host="")).kind is VerdictKind.UNCLEAR
    assert judged(framed(LOGIN, "Quayloft Webmail", host=""), version="26").kind is VerdictKind.SAME


def test_a_line_in_its_makers_frame_is_not_the_customers_in_words_that_no_list_has() -> None:
    assert judged(framed(LINE, "Stamel vold")).kind is VerdictKind.UNCLEAR
    assert judged(framed(LINE, "Stamel vold"), version="26").kind is VerdictKind.SAME


@pytest.mark.parametrize(
    "html",
    [
        framed(LOGIN, "Quayloft Webmail", more="<p>keeper@lantern-quay.test</p>"),
        framed(LINE, "Stamel vold", more="<a href=/rules>Rules</a>"),
        framed(LINE, "Stamel vold", more="<form action=/enter><input name=nick><input name=town></form>"),
        framed(LINE, "Stamel vold", more="<a href=https://talk.test/lanternkeeper>News</a>"),
    ],
    ids=["a contact point", "a further page", "a question", "an account"],
)
def test_one_sign_of_its_keepers_makes_a_framed_page_somebodys(html: str) -> None:
    hosts = ("quayloft-desk.test", "quayloft.test")
    now, before = (judged(html, hosts, version) for version in ("27", "26"))

    assert (now.kind, now.probability) == (before.kind, before.probability)


def test_log_ins_at_a_host_of_their_name_are_that_sites() -> None:
    html = framed(LOGIN, "Quayloft", host="")
    now, before = (judged(html, ("quayloft.test", "quayloft-mirror.example"), version) for version in ("27", "26"))

    assert now.kind is before.kind is VerdictKind.SAME


def test_a_card_that_leads_to_its_site_is_no_page_in_a_frame() -> None:
    card = f"<title>Quayloft</title><h1>Quayloft</h1>{LINE}<a href={MAKER}/>Enter</a><p>desk@quayloft.example</p>"

    now, before = (judged(card, version=version) for version in ("27", "26"))

    assert (now.kind, now.probability) == (before.kind, before.probability)


def test_whose_frame_a_page_stands_in_is_kept_with_its_features() -> None:
    page = portrait_of(PageInput(html=framed(LINE, "Stamel vold"), url="https://hill-school.test/"))

    assert page.framed == "quayloft"
    assert (
        features_from_json(features_to_json(page)).framed == unpack_features(pack_features(page)).framed == "quayloft"
    )
    assert portrait_of(PageInput(html=framed(LINE, "Stamel vold"), url=f"{MAKER}/new")).framed == ""
