"""Hostnames, titles and templates' own names: what counts as a name by which two pages call themselves, and why not."""

import pytest

from rempart.adapters.page_files import PageFiles
from rempart.engines.pages import Family, PageFeatures, PageInput, compare_pages
from rempart.engines.verdict import Verdict, VerdictKind, judge, portrait_of
from rempart.engines.verdict.calibration import calibration_of
from tests.factories import pages

BACKGROUND = PageFiles().read_background()


def portrait(html: str) -> PageFeatures:
    return portrait_of(PageInput(html=html))


def compare(first: str, second: str) -> Verdict:
    return judge(portrait(first), portrait(second), BACKGROUND)


def codes(verdict: Verdict) -> set[str]:
    return {reason.code for reason in verdict.reasons}


def guide(host: str, texts: range) -> str:
    """A page that its maker sells to many: its title is its hostname, and nothing else says whose it is."""
    said = "".join(f"<li><h2>Quay {n}</h2><p>Lamp {n} on the quay is lit at hour {n} by keeper {n}.</p>" for n in texts)
    return f"<html lang=en><title>{host}</title><body><main><ul>{said}</ul></main>"


def test_pages_that_call_themselves_by_hosts_of_one_word_are_the_same() -> None:
    one, moved = (
        portrait(guide("vorlimquay.example", range(40))),
        portrait(guide("vorlimquay-win7.test", range(18, 60))),
    )
    verdict = judge(one, moved, BACKGROUND)

    assert (verdict.kind, verdict.comparison.name.shared) == (VerdictKind.SAME, "vorlimquay")
    assert judge(one, moved, BACKGROUND, version="6").kind is not VerdictKind.SAME


@pytest.mark.parametrize("other", ["belzutan.test", "casino-play.test", "index.html"])
def test_another_host_for_a_title_on_the_same_template_is_not_the_same(other: str) -> None:
    first = "casino-play.example" if "casino" in other else "index.html" if "index" in other else "vorlimquay.example"
    assert compare(guide(first, range(40)), guide(other, range(18, 60))).kind is not VerdictKind.SAME


LAMPS = "Lamp {n} on the quay is lit at hour {n} by keeper {n}, who writes it down."
SACKS = "Basket {n} leaves the mill before noon, and miller {n} counts another {n} sacks."


def sale(host: str, own: str, shared: int, form: str) -> str:
    """A page on an engine that many buy: `shared` of its 14 sentences and the form are the engine's."""
    engine = "Round {n} ends when bell {n} has rung twice over the pier at dusk."
    said = "".join(f"<p>{(engine if n < shared else own).format(n=n)}</p>" for n in range(14))
    head = "<script src=/kit/lobby.js></script><script>window.kitLobby={perPage:24};function kitStart(){}</script>"
    return f"<html lang=en><title>{host}</title>{head}<body><h1>{host}</h1><main>{said}{form}</main>"


@pytest.mark.longer
@pytest.mark.parametrize("shared", [0, 4, 7])
@pytest.mark.parametrize("form", [pages.entry(), ""], ids=["form", ""])
@pytest.mark.parametrize(
    ("first", "other"),
    [
        ("online-casino.example", "online-casino-paris.test"),
        ("online-casino.example", "online-casino24.test"),
        ("best-free-games.example", "best-free-games-club.test"),
        ("best-bonuses-nl.example", "best-bonuses-nl63.test"),
        ("live-video-chat.example", "live-video-chat.test"),
        ("free-chat-room.example", "free-chat-rooms.test"),
        ("najlepsze-gry.example", "najlepsze-gry-win.test"),
        ("new-york-shop.example", "new-york-shop-luxe.test"),
        ("cheap-hotel-deals.example", "cheap-hotel-deals-eu.test"),
        ("best-online-pharmacy.example", "best-online-pharmacy-uk.test"),
    ],
)
def test_two_owners_who_sell_under_one_phrase_are_never_the_same(
    first: str, other: str, shared: int, form: str
) -> None:
    one, stranger = portrait(sale(first, LAMPS, shared, form)), portrait(sale(other, SACKS, shared, form))
    assert judge(one, stranger, BACKGROUND).kind is not VerdictKind.SAME


@pytest.mark.parametrize(
    ("other", "same"),
    [("vorlim-quays24.test", True), ("vorlim-quays-shop-win7.test", True), ("vorlim-free-casino-games24.test", False)],
)
def test_a_word_that_is_a_small_part_of_both_hostnames_is_hardly_a_name(other: str, same: bool) -> None:
    first = "vorlim-quays.example" if same else "vorlim-free-casino-games.example"
    one, moved = portrait(sale(first, LAMPS, 9, pages.entry())), portrait(sale(other, LAMPS, 5, pages.entry()))
    verdict = judge(one, moved, BACKGROUND)

    assert (verdict.kind is VerdictKind.SAME) == same, verdict.comparison.name
    assert judge(one, moved, BACKGROUND, version="8").kind is VerdictKind.SAME
    assert same or "verdict.wish_host_words" in {wish.code for wish in verdict.would_change}


@pytest.mark.parametrize("title", ["śluza-łódź.example", "ключ-озеро.example"])
def test_a_hostname_is_a_name_in_any_script(title: str) -> None:
    moved = guide(title.replace(".example", "24.test"), range(18, 60))
    assert compare(guide(title, range(40)), moved).comparison.name.firmness == 3.5


def asking(host: str, texts: range) -> str:
    return guide(host, texts).replace("<main>", f"<main>{pages.entry()}")


def test_why_a_hostname_is_no_name_yet_is_said() -> None:
    verdict = compare(asking("slot-win.example", range(40)), asking("slot-win24.test", range(18, 60)))

    assert verdict.kind is VerdictKind.UNCLEAR
    (wish,) = (wish for wish in verdict.would_change if wish.code == "verdict.wish_host_words")
    assert wish.values == {"a": "slot-win.example", "b": "slot-win24.test"}


def test_why_a_name_is_not_firm_enough_is_said() -> None:
    one, other = asking("Velmora lamps by the quay", range(40)), asking("Lights on the quay", range(18, 60))
    verdict = compare(one, other)

    assert (verdict.kind, verdict.comparison.name.shared) == (VerdictKind.UNCLEAR, "quay"), verdict.comparison.name
    assert "verdict.wish_firmer_name" in [wish.code for wish in verdict.would_change]


def test_that_a_name_is_too_common_is_said() -> None:
    def named(texts: range) -> str:
        own = '<meta property="og:site_name" content="Avatar"><h1>Avatar</h1><p>Avatar greets you. Avatar waits.</p>'
        return asking("Avatar", texts).replace("<main>", f"{own}<main>")

    verdict = compare(named(range(40)), named(range(18, 60)))
    name = verdict.comparison.name
    assert (verdict.kind, name.shared) == (VerdictKind.UNCLEAR, "avatar"), name
    (wish,) = (wish for wish in verdict.would_change if wish.code == "verdict.wish_rarer_name")
    assert wish.values["rarity"] == f"{name.shared_count} of {BACKGROUND.hosts:,} other hosts share this"


def test_a_host_that_both_bear_beside_firm_names_of_their_own_is_their_suppliers() -> None:
    def sold(name: str, texts: range) -> str:
        named = f'<meta property="og:site_name" content="{name}"><h1>{name}</h1><p>{name} greets you. {name} waits.</p>'
        return guide(f"{name} | makerquay.test", texts).replace("<main>", f"{named}<main>")

    assert compare(sold("Vorlimo", range(40)), sold("Belzutan", range(18, 60))).kind is not VerdictKind.SAME


def kit(title: str, texts: range, more: str = "") -> str:
    """A page on a template, whose title is said nowhere on it; the texts are those of `texts`."""
    said = "".join(f"<p>Whoever ties up at pile {n} leaves a lamp of {n + 3} candles.</p>" for n in texts)
    return pages.shell(title, said + more)


def test_a_whole_title_that_both_bear_is_a_name_beside_their_texts() -> None:
    one, other = (
        portrait(kit("Indigo Kettle Gatherings", range(20))),
        portrait(kit("indigo kettle gatherings", range(9, 30))),
    )
    verdict = judge(one, other, BACKGROUND)

    assert (verdict.kind, verdict.comparison.name.titled) == (VerdictKind.SAME, True), verdict.measures
    assert "verdict.title" in codes(verdict)
    assert judge(one, other, BACKGROUND, version="7").kind is not VerdictKind.SAME


@pytest.mark.parametrize(
    ("title", "other"),
    [
        ("Indigo Kettle Gatherings", "Indigo Kettle Meadows"),
        ("Indigo Kettle - Bootstrap Template", "Indigo Kettle - Bootstrap Template"),
        ("Kettle Games 2026", "Kettle Games 2026"),
        ("Free Online Games 2026", "Free Online Games 2026"),
        ("", ""),
    ],
)
def test_no_name_is_another_title_a_templates_one_word_or_words_of_trades(title: str, other: str) -> None:
    assert not compare(kit(title, range(20)), kit(other, range(9, 30))).comparison.name.titled


def test_pages_that_firmly_bear_other_names_share_none_by_their_title() -> None:
    def named(name: str, texts: range) -> str:
        own = f'<meta property="og:site_name" content="{name}"><h1>{name}</h1><p>{name} greets you. {name} waits.</p>'
        return kit("Indigo Kettle Gatherings", texts, own)

    verdict = compare(named("Vorlimo", range(20)), named("Belzutan", range(9, 30)))
    assert (verdict.comparison.name.titled, verdict.kind is VerdictKind.SAME) == (False, False)


def test_a_title_copied_with_identifiers_frames_nobody() -> None:
    framed = pages.page("Indigo Kettle Gatherings", f"{pages.RULES}{pages.CONTACT}{pages.entry()}", pages.MEASURE)
    framed = framed.replace("<h1>Indigo Kettle Gatherings</h1>", "").replace("© 2026 Indigo Kettle Gatherings", "")
    sale = "".join(
        f"<p>Boat {n} by mill {n} is sold with {n + 2} oars and a rope for its keeper.</p>" for n in range(20)
    )
    framing = f"<title>Indigo Kettle Gatherings</title>{sale}{pages.CONTACT}{pages.MEASURE}"
    one, other = portrait(framed), portrait(framing)
    verdict = judge(one, other, BACKGROUND, 0.9)

    assert min(page.kind.site_probability for page in (one, other)) > 0.95
    assert verdict.comparison.name.titled
    assert {item.family.value for item in verdict.families if item.is_strong} == {"name", "contact", "account"}
    assert verdict.kind is VerdictKind.UNCLEAR


def test_pages_left_as_their_template_brought_them_are_never_the_same() -> None:
    title = "Indigo Kettle - Start Bootstrap Theme"
    more = f"<h2>Indigo Kettle</h2><p>Indigo Kettle, as ever.</p>{pages.CONTACT}"
    one, other = portrait(kit(title, range(40), more)), portrait(kit(title, range(40), more))
    verdict = judge(one, other, BACKGROUND, 0.9)

    assert judge(one, other, BACKGROUND, 0.9, "8").kind is VerdictKind.SAME
    assert (verdict.kind, "verdict.untouched" in codes(verdict)) == (VerdictKind.UNCLEAR, True)
    assert not any(item.is_strong for item in verdict.families)
    assert [wish.code for wish in verdict.would_change] == ["verdict.wish_content"]
    assert compare(kit(title, range(20)), kit(title, range(100, 130))).kind is VerdictKind.UNCLEAR


def test_a_page_under_its_templates_title_is_nobodys_unless_it_gives_other_contacts() -> None:
    own = f"<h2>Vorlimo</h2><p>Vorlimo moors here, and Vorlimo stays.</p>{pages.CONTACT}"
    site = portrait(pages.shell("Vorlimo", own + "".join(f"<p>Pier {n} has {n + 4} bells.</p>" for n in range(40))))
    left = portrait(kit("Indigo Kettle - Start Bootstrap Theme", range(40)))
    given = portrait(kit("Indigo Kettle - Start Bootstrap Theme", range(40), "<p>clerk@indigo-kettle.example</p>"))

    verdict = judge(site, left, BACKGROUND)
    assert (verdict.kind, verdict.probability < 0.1) == (VerdictKind.UNCLEAR, True), verdict.measures
    assert verdict.would_change
    assert judge(left, site, BACKGROUND).kind is VerdictKind.UNCLEAR
    assert judge(site, left, BACKGROUND, version="10").kind is VerdictKind.DIFFERENT
    assert judge(site, given, BACKGROUND).kind is VerdictKind.DIFFERENT


@pytest.mark.parametrize("title", ["Orchard Theme Park", "Escape rooms by theme", "Template", "Knitting templates"])
def test_a_title_that_speaks_of_themes_is_no_templates(title: str) -> None:
    own = f"<h2>Vorlimo</h2><p>Vorlimo moors here, and Vorlimo stays.</p>{pages.CONTACT}"
    site = portrait(pages.shell("Vorlimo", own + "".join(f"<p>Pier {n} has {n + 4} bells.</p>" for n in range(40))))
    park = portrait(
        pages.shell(title, f"<h1>{title}</h1>" + "".join(f"<p>Ride {n} turns high.</p>" for n in range(40)))
    )
    assert judge(site, park, BACKGROUND).kind is VerdictKind.DIFFERENT
    left = portrait(kit("Sleek Jekyll Theme", range(40)))
    assert judge(site, left, BACKGROUND).kind is VerdictKind.UNCLEAR


def test_a_network_that_a_heading_names_is_nobodys_name() -> None:
    found = portrait(kit("Vorlimo", range(20), "<h2>Instagram</h2><h2>GitHub</h2><a href=/g>Instagram</a>"))

    assert not {"instagram", "github"} & {name for name, _ in found.names}


CHAT = """<html lang=en><head><title>{name}</title></head><body><header class=logo>{name}</header><h1>{name}</h1>
<p>{said}</p><form action=/go><input name=nick placeholder=Nickname><input name=postcode><select name=room>
<option>Bridge</option><option>Market</option></select></form><footer>© 2026 {name}, {mail}</footer></body></html>"""
EVENING = (
    "A place for people of the city to talk in the evening. Every room closes at midnight and opens again in the "
    "morning. The host of a room may ask anyone to leave. We keep no record of what is said."
)
BOROUGHS = (
    "Meet neighbours from all boroughs by subject: gardens, football, trains. Moderators answer on weekdays from nine "
    "to five. Accounts are checked by letter and cost three pounds a year for the upkeep of the servers."
)

QUARTIERS = (
    "Rencontrez vos voisins de tous les quartiers par sujet : jardins, football, trains. Les animateurs vous répondent "
    "en semaine de neuf heures à dix-sept heures. Les comptes sont vérifiés par la poste et coûtent trois euros par an."
)


@pytest.mark.parametrize(
    ("name", "said", "mail", "same"),
    [
        ("Harbour Chat", QUARTIERS, "office@harbour-chats.example", False),
        ("Harbour Chats", BOROUGHS, "office@harbour-chats.example", False),
        ("Harbour Chat", BOROUGHS, "office@harbour-chats.example", False),
        ("Harbour Chat", EVENING, "office@harbour-chats.example", False),
        ("Harbour Chat", EVENING, "host@harbour-chat.example", True),
        ("Harbour Chat", BOROUGHS, "host@harbour-chat.example", True),
    ],
)
def test_one_programs_form_under_one_name_is_not_enough_where_texts_and_contacts_are_others(
    name: str, said: str, mail: str, same: bool
) -> None:
    first = CHAT.format(name="Harbour Chat", said=EVENING, mail="host@harbour-chat.example")
    a = portrait_of(PageInput(html=first, url="https://harbour-chat.example/"))
    b = portrait_of(PageInput(html=CHAT.format(name=name, said=said, mail=mail), url="https://harbour-chats.example/"))

    verdict = judge(a, b, PageFiles().read_background())

    assert (verdict.kind is VerdictKind.SAME) is same, verdict.measures
    assert same or "verdict.wish_second_source" in {wish.code for wish in verdict.would_change}


def leaf(title: str, name: str, said: str) -> PageFeatures:
    """A further page: its title says what it is about, too, and so does its heading."""
    about = title.partition(" | ")[0]
    texts = "".join(f"<p>{said.format(n=n)} So much of {about}.</p>" for n in range(12))
    head = f"<title>{title}</title><body><div class=logo>{name}</div>"
    rule = "<p>Whoever comes aboard keeps to the rules of the quay and of the crew, and greets the night keeper.</p>"
    body = f"<h1>{about}</h1>{texts}{rule}"
    return portrait(f"<html lang=en>{head}{body}<footer>© {name}</footer></body></html>")


def test_what_further_pages_are_about_is_no_name_beside_the_side_of_the_title_that_both_have() -> None:
    gables = leaf("Gables Lofts Wharfing | Vorlim", "Vorlim", LAMPS)
    tiller = leaf("Tillerwork Sculling | Vorlim", "Vorlim", SACKS)

    assert judge(gables, tiller, BACKGROUND).comparison.name.shared == "vorlim"
    assert judge(gables, tiller, BACKGROUND, version="11").comparison.name.shared == ""
    assert judge(gables, tiller, BACKGROUND).kind is VerdictKind.SAME


def test_brands_whose_titles_both_end_in_their_suppliers_name_have_names_of_their_own() -> None:
    velmora = leaf("Velmora | Quaykit", "Velmora", LAMPS)
    belzutan = leaf("Belzutan | Quaykit", "Belzutan", LAMPS)

    verdict = judge(velmora, belzutan, BACKGROUND)

    assert (verdict.comparison.name.shared, verdict.kind) == ("", VerdictKind.UNCLEAR)  # one text is on both


@pytest.mark.parametrize("called", ["host", "marks"])
def test_customers_of_one_service_keep_the_names_that_their_hosts_or_marks_bear(called: str) -> None:
    def customer(name: str, said: str) -> PageFeatures:
        page = shop(f"{name} | Quaykit", said, f"{name} Quaykit" if called == "marks" else "Quaykit")
        return portrait_of(PageInput(html=page, url=f"https://{name.lower()}.test/" if called == "host" else ""))

    verdict = judge(customer("Velmora", LAMPS), customer("Belzutan", SACKS), BACKGROUND)

    assert verdict.kind is not VerdictKind.SAME


@pytest.mark.parametrize("word", ["Chile", "Россия", "Deutsch", "O‘zbek", "FAQ", "关于"])
def test_a_country_a_language_or_a_part_of_a_menu_is_nobodys_name(word: str) -> None:
    def about(said: str) -> PageFeatures:
        texts = "".join(f"<p>{word}: {said.format(n=n)}</p>" for n in range(12))
        return portrait(f"<html lang=en><title>{word}</title><body><a class=logo>{word}</a><h1>{word}</h1>{texts}")

    found = compare_pages(about(LAMPS), about(SACKS), BACKGROUND, calibration_of().comparison).name

    assert (found.of_a, found.of_b) == ((), ())


@pytest.mark.parametrize(
    ("title", "name"), [("Hay88 - harbour lamps", "hay88"), ("Eva24 - lamps", "eva"), ("O’Brann", "obrann")]
)
def test_a_number_is_half_of_a_short_name_unless_it_may_count_mirrors(title: str, name: str) -> None:
    assert name in dict(portrait(f"<html lang=en><title>{title}</title><body><h1>{title}</h1><p>{title} is lit.").names)


def shop(title: str, said: str, logo: str) -> str:
    """A customer's page with the form and the code of a service, whose name is the firmest on it."""
    kit = "<script src=/kit/lobby.js></script><script>window.quayKit={perPage:24};function quayKitStart(){}</script>"
    form = "<form action=/enter><input name=kit_mail><input name=kit_code><input name=kit_town></form>"
    name, texts = title.partition(" | ")[0], "".join(f"<p>{said.format(n=n)}</p>" for n in range(30))
    head = f"<html lang=en><title>{title}</title>{kit}<body class=kit><a class=kit-logo>{logo}</a><h1>{name}</h1>"
    return f"{head}{form}<article>{name}. {texts}</article><footer>© Quaykit</footer>"


@pytest.mark.parametrize("word", ["asia", "littlelink"])
def test_a_part_of_the_world_or_a_builders_program_is_nobodys_name(word: str) -> None:
    parts = "".join(f"<script src=/parts/{part}-ribbon.js></script>" for part in ("harbour", "compass", "anchor"))
    first, second = (
        portrait(
            f"<html lang=en><head><title>{word.title()}</title></head><body><h1>{word.title()}</h1>{parts}"
            + "".join(f"<p>{said.format(n=n, name=word.title())}</p>" for n in range(9))
        )
        for said in (pages.RIVER, pages.HILLS)
    )

    assert not judge(first, second, BACKGROUND).comparison.name.shared
    assert judge(first, second, BACKGROUND, version="14").comparison.name.shared == word


def test_a_title_is_not_copied_with_identifiers_alone_where_all_that_the_pages_say_agrees() -> None:
    """Lists of short lines, none of them a sentence."""
    lines = "".join(f"<li>Lamp {n} oar" for n in range(60))
    one, other = (portrait(kit_of_lines("Indigo Kettle Gatherings", lines, more)) for more in ("", "<li>New lamp"))

    assert judge(one, other, BACKGROUND).kind is VerdictKind.SAME
    assert judge(one, other, BACKGROUND, version="16").kind is VerdictKind.UNCLEAR


def kit_of_lines(title: str, lines: str, more: str) -> str:
    menu = "<nav><a href=/one>One</a><a href=/two>Two</a><a href=/three>Three</a></nav>"
    return f"<html lang=en><title>{title}</title>{pages.MEASURE}<body>{menu}<ul>{lines}{more}</ul></body></html>"


def test_the_path_that_a_form_is_sent_to_is_no_reason() -> None:
    """A chat and a film club of one name both have people join."""
    rooms = "<select name=age><option>18<option>19<option>20</select>"
    asked = (f"<input name=nick>{rooms}<input name=town>", "<input type=email name=mail>")
    told = ("Anybody talks here by day and by night in one of nine rooms.", "Wir drehen im Sommer Filme über Seen.")
    chat, club = (
        portrait(
            f"<html lang={language}><title>Velmora</title><a class=brand href=/>Velmora</a><h1>Velmora</h1>"
            f"<p>{text}</p><form action=/join>{fields}<button>OK</button></form>"
        )
        for language, text, fields in zip(("en", "de"), told, asked, strict=True)
    )
    assert judge(chat, club, BACKGROUND, version="18").kind is VerdictKind.SAME
    judged = judge(chat, club, BACKGROUND)
    assert judged.kind is VerdictKind.UNCLEAR
    assert [item.family for item in judged.families if item.is_strong] == [Family.NAME]
