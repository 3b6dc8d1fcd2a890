"""Names that unrelated owners bear too: what came with a template, a program or a document makes no site of two."""

import pytest

from rempart.adapters.page_files import PageFiles
from rempart.engines.pages import PageFeatures, PageInput
from rempart.engines.verdict import VERDICT_VERSION, Verdict, VerdictKind, judge, portrait_of
from tests.factories.pages import HILLS, RIVER, parts_of_one_build

BACKGROUND = PageFiles().read_background()
HOSTS = ("{}-ashby.example", "{}-thornley.test")
FORM = (
    "<form action=/table><input name=guests placeholder=Guests><input name=evening placeholder=Evening><select "
    "name=side><option>By the door</option><option>By the oven</option><option>Upstairs</option></select></form>"
)
PLUGIN = (
    "<div>"
    + "".join(
        f"<p>Small file {n} of ours remembers for {n + 7} weeks which of the lamps a guest has lit on the way in.</p>"
        for n in range(6)
    )
    + "</div>"
)
OWN = (
    "<p>Whoever comes to {name} by boat finds three candles and a warm bench beside the oven.</p>"
    "<p>At {name} the eel is smoked over alder in the yard, and nobody is asked to hurry.</p>"
)
LINE = "<footer><p>Powered by Lampwright with the Seventh Harbour theme for small houses</p></footer>"
MAIL = "<p><a href='mailto:{0}'>{0}</a></p>"
COLOURS = "amber azure beige black brown coral cream ebony ivory khaki lilac mauve ochre olive peach ruby sepia white"
LONG = "".join(PLUGIN.replace("Small", f"{word} and small") for word in COLOURS.split())


def site(name: str, said: str, more: str, look: str = "lq") -> str:
    head = f"<title>{name} | Open tonight</title><meta property=og:site_name content='{name}'>"
    body = parts_of_one_build(name, said, look)
    logo = f"<a class=logo href=/>{name}</a>"
    more = more.format(name=name)
    return f"<html lang=en>{head}<body class={look}-page>{logo}<main>{body}</main>{more}</body></html>"


def portrait(html: str, host: str = "") -> PageFeatures:
    return portrait_of(PageInput(html=html, url=f"https://{host}/" if host else ""))


def two(name: str, first: str, second: str, hosts: tuple[str, str] = ("", ""), look: str = "lq") -> Verdict:
    """Of two pages of other texts under one name, with what each shows beside them."""
    called = [host.format(name.lower().replace(" ", "")) for host in hosts]
    pages = (site(name, RIVER, first), site(name, HILLS, second, look))
    return compare(*(portrait(page, host) for page, host in zip(pages, called, strict=True)))


def compare(*pages: PageFeatures, version: str = VERDICT_VERSION) -> Verdict:
    return judge(pages[0], pages[1], BACKGROUND, version=version)


@pytest.mark.longer
@pytest.mark.parametrize("name", ["Golden Dragon", "Lantern", "Taxi24", "24Taxi", "Anna"])
@pytest.mark.parametrize(
    ("first", "second", "look"),
    [
        (FORM, FORM, "lq"),
        (PLUGIN, PLUGIN, "lq"),
        (PLUGIN, PLUGIN, "other"),
        (LINE, LINE, "lq"),
        (FORM + PLUGIN, FORM + PLUGIN, "lq"),
        (PLUGIN + MAIL.format("cook@ashby.example"), PLUGIN + "<p><a href='tel:+44 20 7946 0991'>Call</a></p>", "lq"),
        (FORM + MAIL.format("hello@kitmaker.test"), FORM + MAIL.format("hello@kitmaker.test"), "lq"),
    ],
    ids=["form", "plugin", "plugin on two makes", "line", "both", "reached apart", "the template's address"],
)
def test_what_came_with_a_template_makes_no_site_of_two_under_an_everyday_name(
    first: str, second: str, look: str, name: str
) -> None:
    verdict = two(name, first, second, HOSTS, look)

    assert verdict.kind is VerdictKind.UNCLEAR, verdict.measures
    assert "verdict.common" in {reason.code for reason in verdict.reasons}, verdict.families


@pytest.mark.parametrize("hosts", [("", ""), ("{}.example", "{}24.test")], ids=["files", "hosts"])
@pytest.mark.parametrize(
    ("name", "more"),
    [
        ("Velmora", FORM),
        ("Velmora", PLUGIN),
        ("Nightquay", FORM),
        ("Lantern9", FORM),
        ("Golden Dragon", OWN),
        ("Golden Dragon", FORM + MAIL.format("anna.weber@gmail.com")),
        ("Golden Dragon", FORM + MAIL.format("hello@golden-dragon.example")),
        ("Golden Dragon", FORM + "<a href='https://t.me/quaykeeper'>Write to us</a>"),
    ],
)
def test_a_name_that_was_put_together_or_what_is_the_owners_is_one_site(
    name: str, more: str, hosts: tuple[str, str]
) -> None:
    verdict = two(name, more, more, hosts)

    assert verdict.kind is VerdictKind.SAME, verdict.measures


def test_a_text_that_both_have_whole_is_one_site_unless_each_is_reached_otherwise() -> None:
    """As under a policy that a generator made for two namesakes."""
    one, other = (f"<title>Tarn Runner</title><h1>Tarn Runner</h1>{LONG}{MAIL.format(mail)}" for mail in MAKERS)
    alone = one.replace(MAKERS[0], ""), other.replace(MAKERS[1], "")

    assert compare(*map(portrait, (one, other))).kind is VerdictKind.UNCLEAR
    assert compare(*map(portrait, alone)).kind is VerdictKind.UNCLEAR  # no mark of either says so, nor a build
    marked = (page.replace("<h1>", "<a class=logo href=/>Tarn Runner</a><h1>") for page in alone)
    assert compare(*map(portrait, marked)).kind is VerdictKind.SAME


@pytest.mark.parametrize("more", ["", MAIL.format("cook@ashby.example"), FORM], ids=["text", "mail", "form"])
def test_one_page_twice_is_one_site_at_hosts_called_otherwise_too(more: str) -> None:
    """A mirror that is taken over as it is, of a few lines, under an everyday name."""
    page = site("Golden Dragon", RIVER, more)

    assert compare(portrait(page, "night-yard.example"), portrait(page, "moss-hill.test")).kind is VerdictKind.SAME


def test_a_page_that_is_shown_again_but_for_a_few_lines_is_one_site_under_an_everyday_name() -> None:
    """As a mirror that tells of another evening; a template's next customer has most of the text to write."""
    hosts = ("night-yard.example", "moss-hill.test")
    page = site("Golden Dragon", RIVER, PLUGIN)
    changed = page.replace("</main>", "<p>On the last Friday of the month the oven stays lit until dawn.</p></main>")
    customers = [site("Golden Dragon", said, PLUGIN) for said in (RIVER, HILLS)]

    assert compare(portrait(page, hosts[0]), portrait(changed, hosts[1])).kind is VerdictKind.SAME
    assert compare(*map(portrait, customers, hosts)).kind is VerdictKind.UNCLEAR


MAKERS = ("play@ashby-apps.example", "help@thornley-soft.test")


def test_a_policy_with_the_name_filled_in_is_no_text_at_hosts_called_otherwise() -> None:
    hosts = ("shop-ashby.example", "thornley-lamps.test")
    pages = [portrait(site("Luna", said, OWN + PLUGIN), host) for said, host in zip((RIVER, HILLS), hosts, strict=True)]

    assert compare(*pages).kind is VerdictKind.UNCLEAR


@pytest.mark.parametrize(("more", "kind"), [(FORM, VerdictKind.UNCLEAR), (OWN, VerdictKind.SAME)])
def test_two_owners_of_a_name_that_no_language_has_are_reached_apart(more: str, kind: VerdictKind) -> None:
    """No list knows every dish, saint and village."""
    verdict = two("Velmora", more + MAIL.format("cook@ashby.example"), more + MAIL.format("hello@thornley.test"))

    assert verdict.kind is kind, verdict.measures


@pytest.mark.parametrize(
    ("link", "theirs"), [("<a href='https://tessmark.test/'>Made by Tessmark</a>", True), ("", False)]
)
def test_an_agency_that_both_link_to_makes_no_site_of_two_under_no_name(link: str, theirs: bool) -> None:
    more = PLUGIN + MAIL.format("support@tessmark.test") + link
    own = (
        (RIVER.format(n=3, name="the quay"), "<p>{}</p>"),
        (HILLS.format(n=4, name="we"), "<div><ul><li>{}</ul></div>"),
    )
    pages = (portrait(f"<title>Welcome</title>{look.format(said + more)}") for said, look in own)

    assert ("missing_second_source" in compare(*pages).measures) is theirs


@pytest.mark.parametrize(("mail", "same"), [(MAIL, False), ("", True)], ids=["each its own", "none"])
def test_hostnames_as_titles_are_not_surely_one_owners_where_each_is_reached_otherwise(mail: str, same: bool) -> None:
    pages = []
    for title, said, local in zip(("anna.example", "anna24.test"), (RIVER, HILLS), ("cook", "hello"), strict=True):
        page = site("Anna", said, PLUGIN + mail.format(f"{local}@{title}"))
        pages.append(portrait(page.replace("<title>Anna | Open tonight", f"<title>{title}")))

    assert (compare(*pages).kind is VerdictKind.SAME) is same, compare(*pages).measures


@pytest.mark.parametrize(("name", "same"), [("Tessarloma", True), ("Cityferry", False)])
def test_terms_with_the_name_filled_in_say_little_of_one_put_together_of_words(name: str, same: bool) -> None:
    """Where each gives a telephone and an address of its own."""
    more = [
        OWN + PLUGIN + MAIL.format(mail) + f"<a href='tel:{phone}'>Call</a>"
        for mail, phone in (("cook@ashby.example", "+441632960001"), ("hello@thornley.test", "+441632960734"))
    ]

    assert (two(name, more[0], more[1]).kind is VerdictKind.SAME) is same


def test_a_program_below_two_holders_names_is_nobodys() -> None:
    hosts = ("velmora.ashby.example", "velmora.thornley.test")
    pages = [portrait(site("Velmora", said, FORM), host) for said, host in zip((RIVER, HILLS), hosts, strict=True)]

    assert compare(*pages).kind is VerdictKind.UNCLEAR


def test_a_reprint_names_nobody() -> None:
    """Two who show one recipe under its title, each with a form for comments."""
    ask = "<form action=/say><input name=comment placeholder=Comment><input name=author placeholder=Name></form>"
    own = (
        "My aunt baked it for the harvest and let nobody into the kitchen before the cream had set in the cellar.",
        "For a feast take twice as much of all, and send the children out to gather what lies under the trees.",
    )
    told = (f"<title>Walnut Roulade</title>{OWN.format(name='the oven')}{PLUGIN}<p>{said}</p>{ask}" for said in own)

    assert compare(*map(portrait, told)).kind is not VerdictKind.SAME


@pytest.mark.parametrize("hosts", [("tube.ashby.example", "video.thornley.test"), ("ashby-tube.example", "clips.test")])
def test_a_programs_name_at_hosts_called_otherwise_is_nobodys(hosts: tuple[str, str]) -> None:
    more = LINE + "<a href='https://velmora.example/donate'>Donate</a>" + PLUGIN
    pages = [portrait(site("Velmora", said, more), host) for said, host in zip((RIVER, HILLS), hosts, strict=True)]
    moved = portrait(site("Velmora", HILLS, more), "velmora24.test")

    assert compare(*pages).kind is VerdictKind.UNCLEAR
    assert compare(pages[0], moved).kind is VerdictKind.SAME


def test_most_of_one_text_under_one_name_is_the_owners() -> None:
    more = ("<p>Closed on Monday.</p>", "<p>The oven is new.</p>")
    pages = [portrait(site("Golden Dragon", RIVER, PLUGIN + said)) for said in more]

    assert compare(*pages).kind is VerdictKind.SAME


def test_a_form_that_is_kept_on_another_make_is_the_owners() -> None:
    one, other = (site("Golden Dragon", said, FORM, look) for said, look in ((RIVER, "lq"), (HILLS, "other")))
    other = other.replace("<h2", "<div><ul><li><b><h2").replace("<p class", "<dl><dt><dd><p class")

    assert compare(portrait(one), portrait(other)).kind is VerdictKind.SAME


def test_older_versions_judge_as_they_did() -> None:
    pages = [portrait(site("Golden Dragon", said, FORM)) for said in (RIVER, HILLS)]

    assert compare(*pages, version="15").kind is VerdictKind.SAME


def test_an_everyday_word_alone_is_less_likely_one_owners_and_never_two() -> None:
    """As what the pages of two makers of one template are about."""
    made, everyday = (two(name, "", "", look="other") for name in ("Velmoril", "Harvest"))

    assert (made.measures["named"], everyday.measures["named"]) == (1.0, 0.4)
    assert everyday.kind is VerdictKind.UNCLEAR


_OWN_LINES = ("<a href='tel:+44205550101'>Call us</a>", "<p>rooms@thornley-inn.test</p>")
THIRDS = {
    "an authority": "<p>Complaints: registry@harbour-board.example, +44 20 555 0303</p>",
    "a help line": "<p>Whoever is in need calls <a href='tel:+448005550404'>the lamp line</a>.</p>",
    "a federation": "<a href=https://social.example/innkeepers_union>The union</a>",
    "an agency's counter": "<script>gtag('config', 'G-LAMPWRIG77');</script>",
}


@pytest.mark.parametrize("hosts", [("", ""), HOSTS])
@pytest.mark.parametrize("third", THIRDS)
def test_what_two_owners_say_of_a_third_makes_no_site_of_two(third: str, hosts: tuple[str, str]) -> None:
    first, second = (own + THIRDS[third] for own in _OWN_LINES)

    assert two("Golden Dragon", first, second, hosts, look="kb").kind is VerdictKind.UNCLEAR


@pytest.mark.parametrize("hosts", [("", ""), HOSTS])
@pytest.mark.parametrize(
    "address",
    ["keeper@golden-dragon.example", "rooms@goldendragon-ashby.example", "lampkeeper7@gmail.com", "t.me/lampkeeper7"],
)
def test_an_address_that_is_the_owners_is_no_thirds(address: str, hosts: tuple[str, str]) -> None:
    """As what a chat keeps that opens again, with one more address at each host of its own."""
    kept = MAIL.format(address) if "@" in address else f"<a href='https://{address}'>Keeper</a>"
    first, second = (own + kept for own in _OWN_LINES)

    assert two("Golden Dragon", first, second, hosts, look="kb").kind is VerdictKind.SAME


@pytest.mark.parametrize(("look", "kind"), [("lq", VerdictKind.SAME), ("kb", VerdictKind.UNCLEAR)])
def test_mirrors_that_keep_an_address_and_an_account_of_others_are_one_site(look: str, kind: VerdictKind) -> None:
    """Who put the counter, the address, the text and the build on both runs both, be it an agency or a maker."""
    code = "<script src=/parts/quay-lamps.js></script><script src=/parts/tide-table.js></script>"
    kept = OWN + PLUGIN + code + MAIL.format("desk@lampwright.example") + THIRDS["an agency's counter"]
    first, second = (own + kept for own in _OWN_LINES)

    assert two("Golden Dragon", first, second, look=look).kind is kind
    assert two("Golden Dragon", first, second.replace(THIRDS["an agency's counter"], "")).kind is VerdictKind.UNCLEAR


@pytest.mark.parametrize(("look", "kind"), [("lq", VerdictKind.SAME), ("kb", VerdictKind.UNCLEAR)])
def test_mirrors_of_one_build_with_one_form_may_have_an_address_of_a_third(look: str, kind: VerdictKind) -> None:
    """As the seller of their template."""
    code = "<script src=/parts/quay-lamps.js></script><script src=/parts/tide-table.js></script>"
    kept = OWN + PLUGIN + FORM + code + MAIL.format("desk@lampwright.example")

    assert two("Golden Dragon", _OWN_LINES[0] + kept, _OWN_LINES[1] + kept, look=look).kind is kind


def test_a_text_that_stands_whole_on_both_pages_is_the_owners_of_a_name_put_together_of_words() -> None:
    """Years apart, with another telephone."""
    one, other = (
        portrait(site("Cityferry", RIVER, LONG + more + f"<a href='tel:+44163296000{n}'>Call</a>"))
        for n, more in enumerate(("", "<p>The harbour lamps are lit again.</p>" * 30))
    )
    verdict = compare(one, other)

    assert verdict.comparison.text_cover >= 0.9
    assert verdict.kind is VerdictKind.SAME, verdict.measures


@pytest.mark.parametrize(
    "makers",
    [
        "<a href=https://social.example/vorlim>Vorlim</a><a href=https://pictures.example/vorlim>Vorlim</a>",
        (
            "<p>Every Vorlim stove is cast in one piece and warm until the morning.</p>"
            "<p>With a Vorlim the glass stays clean for weeks and the handle cool.</p>"
        ),
    ],
)
def test_dealers_of_one_maker_are_not_one_site(makers: str) -> None:
    hosts = ("ashby-stoves.example", "thornley-fires.test")
    first, second = (own + makers for own in _OWN_LINES)

    assert two("Vorlim", first, second, hosts, look="kb").kind is VerdictKind.UNCLEAR
    assert two("Vorlim", first, second, HOSTS, look="kb").kind is VerdictKind.SAME


@pytest.mark.longer
@pytest.mark.parametrize("hosts", [("", ""), ("ashby-stoves.example", "thornley-fires.test")])
def test_what_many_forms_offer_to_choose_makes_no_site_of_two_who_are_reached_apart(hosts: tuple[str, str]) -> None:
    lists = "<option>January</option><option>March</option><option>May</option>"
    form = f"<form action=/go><select name=month>{lists}</select></form>"

    def kind(lines: tuple[str, str]) -> VerdictKind:
        one, other = (
            site("Vorlim", said, own + form, look)
            for said, own, look in zip((RIVER, HILLS), lines, ("lq", "other"), strict=True)
        )
        other = other.replace("<h2", "<div><ul><li><b><h2").replace("<p class", "<dl><dt><dd><p class")
        return compare(*map(portrait, (one, other), hosts)).kind

    first, second = (f"<a href='tel:+4420555010{n}'>Call us</a>" for n in (1, 2))
    assert kind((first, second)) is VerdictKind.UNCLEAR
    assert kind(("", "")) is VerdictKind.SAME


@pytest.mark.parametrize("hosts", [("", ""), HOSTS])
def test_a_coined_name_that_moves_with_its_account_and_takes_new_contacts_is_one_site(hosts: tuple[str, str]) -> None:
    first, second = (own + THIRDS["a federation"] for own in _OWN_LINES)

    assert two("Vorlim", first, second, hosts, look="kb").kind is VerdictKind.SAME


@pytest.mark.parametrize(
    ("hosts", "kind"),
    [
        (("anna.pages.example", "tom.pages.example"), VerdictKind.UNCLEAR),
        (("rooms.{}.example", "table.{}.example"), VerdictKind.SAME),
        (("pages.example", "pages.example"), VerdictKind.SAME),
    ],
    ids=["customers of one service", "labels of one holder", "one host"],
)
def test_labels_below_a_name_of_another_are_hosts_called_otherwise(hosts: tuple[str, str], kind: VerdictKind) -> None:
    assert two("Golden Dragon", FORM + PLUGIN, FORM + PLUGIN, hosts).kind is kind


@pytest.mark.parametrize("name", ["Klepetalnica", "Plauderecke", "Csevegő Szoba", "Chumba cha Mazungumzo"])
def test_a_word_for_a_place_to_talk_is_a_trades_in_its_own_language(name: str) -> None:
    mails = ("desk@ashby.example", "karin@thornley.test")
    looks = ("lq", "other")
    pages = (site(name, RIVER, FORM + MAIL.format(mail), look) for mail, look in zip(mails, looks, strict=True))
    one, other = map(portrait, pages)

    assert compare(one, other).kind is VerdictKind.UNCLEAR
    assert compare(one, other, version="18").kind is VerdictKind.SAME
