"""A hotline, an authority, the author of a program: many lawful sites name the same, and are not one site by it."""

import pytest

from rempart.adapters.page_files import PageFiles
from rempart.engines.pages import Kind, PageFeatures, PageInput
from rempart.engines.verdict import Verdict, VerdictKind, judge, portrait_of
from tests.factories.pages import OTHER_RULES
from tests.factories.pages import ROOM_RULES as RULES

BACKGROUND = PageFiles().read_background()
OTHERS = OTHER_RULES[:4]
OWN = ("karin.w@gmx.example", "tombo@outlook.test")
NOBODYS = ("", "")
FIELDS = ("nick", "age", "sex", "postcode")
HELP = "help"


def chat(number: int, more: str, mails: tuple[str, str] = OWN, names: tuple[str, str] = ("Velmora", "Kolvara")) -> str:
    """The first or second of two chats on one program: half of the rules, the form, another template and rooms."""
    name, mail = names[number], mails[number]
    rooms = "".join(f"<option>{room}" for room in (("Kettle", "Market"), ("Lobby", "Garden"))[number])
    tag = ("li", "p")[number]
    rules = "".join(f"<{tag}>{rule}</{tag}>" for rule in (RULES, RULES[:4] + OTHERS)[number])
    asked = ("<input name={}>", "<div><input name={}></div>")[number]
    form = f"<form action=/in>{''.join(map(asked.format, FIELDS))}<select name=room>{rooms}</select></form>"
    body = (f"<main>{form}<ol>{rules}</ol>", f"<div><section class=card>{form}</section><div>{rules}</div>")[number]
    reach = f"<p>Contact: {mail}</p>" if mail else ""
    head = f"<title>{name}</title><meta property=og:site_name content='{name}'>"
    return f"<html lang=en><head>{head}</head><body><a class=logo href=/>{name}</a>{body}{reach}{more}</body></html>"


def page(html: str, host: str = "") -> PageFeatures:
    return portrait_of(PageInput(html=html, url=host and f"https://{host}/"))


def compare(more: str, mails: tuple[str, str] = OWN, version: str = "19") -> Verdict:
    hosts = ("velmora.example", "kolvara.test")
    a, b = (page(chat(number, more, mails), hosts[number]) for number in (0, 1))
    assert judge(b, a, BACKGROUND, version=version).kind is judge(a, b, BACKGROUND, version=version).kind
    return judge(a, b, BACKGROUND, version=version)


def codes(verdict: Verdict) -> set[str]:
    return {reason.code for reason in verdict.reasons}


def link(target: str, text: str = "Here", before: str = "") -> str:
    return f"<p>{before}<a href='{target}'>{text}</a></p>"


@pytest.mark.longer
@pytest.mark.parametrize("mails", [OWN, NOBODYS], ids=["own-mails", "no-mail"])
@pytest.mark.parametrize(
    ("code", "more"),
    [
        ("help", "<p>Report abuse to watch@lanternline.example</p>"),
        ("help", "<p>Signalez tout abus : contact@lanterne.example</p>"),
        ("help", "<p>Notfall oder Missbrauch: info@laterne.example</p>"),
        ("help", "<h3>Zgłoś nadużycie</h3><p>kontakt@latarnia.example</p>"),
        ("help", "<p>Горячая линия: info@fonar.example</p>"),
        ("help", "<p>للإبلاغ عن إساءة: info@fanous.example</p>"),
        ("help", "<p>通報窓口: info@andon.example</p>"),
        ("help", "<p>Mail: report@lanternline.example</p>"),
        ("help", "<p>Write to info@lantern.gov.example</p>"),
        ("help", link("tel:+3224441122", "02 444 11 22", "Children's helpline: ")),
        ("help", link("https://www.facebook.com/lanternline", before="Report at ")),
        ("help", link("https://www.facebook.com/lanternhotline")),
        ("free", link("tel:+32116000", "116 000")),
        ("free", link("tel:+3280012345", "0800 12345")),
        ("maker", link("https://github.com/tessmark", "Code")),
        ("maker", link("https://www.patreon.com/tessmarkchat")),
        ("maker", link("https://tessmark.example/chat7", "Tessmark", "Powered by ")),
        ("place", link("https://maps.app.goo.gl/AbCdEf12345", "Map")),
    ],
)
def test_two_chats_are_not_one_by_what_both_name_of_a_thirds(code: str, more: str, mails: tuple[str, str]) -> None:
    verdict = compare(more, mails)

    assert verdict.kind is VerdictKind.UNCLEAR, verdict.measures
    assert verdict.probability < 0.3, verdict.measures
    assert f"verdict.thirds_{code}" in codes(verdict)
    assert "verdict.wish_whose_contact" in {reason.code for reason in verdict.would_change}
    assert compare(more, mails, "18").kind is VerdictKind.SAME


@pytest.mark.parametrize(
    "more",
    [
        "<p>Web: info@tessmark.example</p>",
        "<p>+32 2 444 11 22</p>",
        link("https://www.tiktok.com/@tessmark"),
        link("https://paypal.me/tessmarkdev"),
    ],
    ids=["mail", "telephone", "account", "gifts"],
)
def test_what_both_name_beside_contact_points_of_their_own_may_be_a_thirds(more: str) -> None:
    verdict = compare(more)

    assert verdict.kind is VerdictKind.UNCLEAR, verdict.measures
    assert "verdict.thirds_apart" in codes(verdict)
    assert any(item.is_lead and item.family == "contact" for item in verdict.families)
    assert compare(more, NOBODYS).kind is VerdictKind.SAME


@pytest.mark.longer
@pytest.mark.parametrize("mails", [OWN, NOBODYS], ids=["new-mails", "no-other"])
@pytest.mark.parametrize(
    "more",
    [
        "<p>Write to desk@velmora.example</p>",
        "<p>Report abuse to abuse@velmora.example</p>",
        "<p>Report abuse: karin.w81@gmx.example</p>",
        "<p>Contact: karin.w81@post-office.test</p>",
        link("https://t.me/+AbCdEfGhIj"),
        link("https://t.me/quietquay", "our group", "Report abuse in "),
        link("https://discord.gg/AbCdEf"),
        link("skype:quietquay?call"),
        "<p>Give: 0x52908400098527886e0f7030069857d2e4169ee7</p>",
        "<script>gtag('config', 'G-QWERT12345')</script>",
        link("https://www.facebook.com/velmorachat"),
    ],
)
def test_a_site_reopened_under_another_name_is_known_by_what_is_its_own(more: str, mails: tuple[str, str]) -> None:
    hotline = "<p>Report abuse to watch@lanternline.example</p>"

    for verdict in (compare(more, mails), compare(more + hotline, mails)):
        assert verdict.kind is VerdictKind.SAME, verdict.measures


@pytest.mark.parametrize(
    "number",
    [
        *("+33680012345", "+33180051234", "+447800123456", "+34680012345", "+393800123456", "+31680012345"),
        *("+918001234567", "+66800123456"),
    ],
)
def test_a_telephone_that_only_has_800_within_is_nobody_elses(number: str) -> None:
    more = link(f"tel:{number}")

    assert "verdict.thirds_free" not in codes(compare(more, NOBODYS, "20"))
    assert compare(more, NOBODYS, "20").probability > 0.9
    assert "verdict.thirds_free" in codes(compare(more, NOBODYS, "19"))


@pytest.mark.parametrize("number", ["+33800123456", "+3280012345", "+80037261859", "+18005550123", "+380800123456"])
def test_a_free_number_stands_behind_a_whole_code(number: str) -> None:
    assert "verdict.thirds_free" in codes(compare(link(f"tel:{number}"), version="20"))


def test_contact_points_are_not_said_to_differ_where_one_is_of_both() -> None:
    more = link("tel:+3224441122", "02 444 11 22", "Children's helpline: ")

    assert "verdict.contact_differs_beside" in codes(compare(more, OWN, "20"))
    assert "verdict.contact_differs" in codes(compare(more, OWN, "19"))


def test_what_one_line_gives_as_the_pages_own_is_no_thirds() -> None:
    html = chat(0, "<p>Report abuse to desk@quietquay.example</p><p>Contact: desk@quietquay.example</p>")
    told = [chat(0, "<p>Report abuse to desk@quietquay.example</p>"), html]
    found = [[sign.value for sign in page(text).signs if sign.kind is Kind.REFERRED] for text in told]

    assert found == [[f"{HELP} email:desk@quietquay.example"], []]


def test_a_word_that_asks_to_sign_up_or_to_write_names_no_helper() -> None:
    lines = (
        "Melden Sie sich bei desk@quietquay.example an",
        "Prijava: desk@quietquay.example",
        "Signal: +32 470 12 34 56",
        "Privacy policy: desk@quietquay.example",
    )
    for line in lines:
        assert not [sign for sign in page(f"<p>{line}</p>").signs if sign.kind is Kind.REFERRED], line


@pytest.mark.parametrize("hotline", ["", "<p>Report abuse to watch@lanternline.example</p>"], ids=["none", "hotline"])
def test_one_programs_page_is_not_one_site_where_each_gives_its_own_mail(hotline: str) -> None:
    names = ("Le Salon", "Le Salon")
    told = "".join(f"<p>{rule}</p>" for rule in OTHERS)
    a, b = (page(chat(0, told + hotline, (mail, ""), names)) for mail in OWN)
    verdict = judge(a, b, BACKGROUND)

    assert verdict.measures["copy"]
    assert verdict.kind is VerdictKind.UNCLEAR, verdict.measures
    assert "verdict.copied_apart" in codes(verdict)
    assert judge(a, a, BACKGROUND).kind is VerdictKind.SAME
    if not hotline:
        assert judge(a, b, BACKGROUND, version="18").kind is VerdictKind.SAME


def test_a_new_site_that_gives_the_closed_ones_own_address_is_a_lead() -> None:
    name, mail = "Velmora Bis", "desk@velmora.example"
    rules = "".join(f"<li>{rule}" for rule in OTHERS * 2)
    head = f"<title>{name}</title><meta property=og:site_name content='{name}'>"
    anew = page(
        f"<html lang=en><head>{head}</head><body><a class=logo href=/>{name}</a><main><form></form><ol>{rules}</ol>"
        f"</main><p>Contact: {mail}</p></body></html>",
        "velmora-bis.test",
    )
    closed = page(chat(0, "", (mail, "")), "velmora.example")

    verdict = judge(closed, anew, BACKGROUND)
    assert verdict.kind is not VerdictKind.DIFFERENT
    assert any(item.is_lead and item.family == "contact" for item in verdict.families)


def test_an_agencys_address_is_no_mark_of_two_owners_under_a_word_of_their_trade() -> None:
    said = "".join(
        f"<p>{line}</p>"
        for line in (
            "Unser Team ist von Montag bis Samstag für Sie da.",
            "Vereinbaren Sie noch heute einen Termin ganz bequem online.",
            "Kartenzahlung und Barzahlung sind bei uns jederzeit möglich.",
            "Sie erreichen uns mit Bus und Bahn in wenigen Minuten.",
        )
    )
    one, other = (
        portrait_of(
            PageInput(
                html=f"<html lang=de><title>Taxi</title><a class=logo href=/>Taxi {own}</a><h1>Taxi {own}</h1>{said}"
                f"<p>info@{host}</p><footer>&copy; 2026 Taxi {own}<p>Web: hallo@kestrelweb.test</p></footer></html>",
                url=f"https://{host}/",
            )
        )
        for own, host in (("Steinbach", "steinbach-taxi.example"), ("Rosental", "rosental-city.test"))
    )

    before, now = (judge(one, other, BACKGROUND, version=version) for version in ("20", "21"))

    assert before.probability > 0.9
    assert now.probability < 0.5
    assert now.kind is VerdictKind.UNCLEAR
    assert "verdict.thirds_apart" in {reason.code for reason in now.reasons}


def test_a_helpers_number_may_stand_on_the_line_below() -> None:
    told = chat(0, "<p>Report abuse to the hotline, telephone:</p><p>0199 001 234</p>")
    own = chat(0, "<p>Call us:</p><p>0199 001 234</p>")
    found = [[sign.value for sign in page(text).signs if sign.kind is Kind.REFERRED] for text in (told, own)]
    assert found == [[f"{HELP} phone:+0199001234"], []]
