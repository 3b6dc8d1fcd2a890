"""A stranger's page that shows a site under its name in title, headings and texts alone: nobody's mark is on it."""

import pytest

from rempart.adapters.page_files import PageFiles
from rempart.engines.pages import PageFeatures, PageInput
from rempart.engines.verdict import VERDICT_VERSION, Verdict, VerdictKind, judge, portrait_of
from tests.factories.pages import ROOM_RULES

BACKGROUND = PageFiles().read_background()
PAPER = tuple(
    f"The {place} pier is closed from {day} on, since the piles below crane {crane} are hollow, said its keeper."
    for day, place, crane in zip(
        ("Monday", "Tuesday", "Friday", "Sunday") * 2, ("upper", "lower", "new", "old") * 2, range(8), strict=True
    )
)
FORM = (
    "<form action=/join><input name=nick><input name=age><select name=room><option>Kettle<option>Market"
    "<option>Bell tower</select><button>Enter</button></form>"
)
MAIL = "<a href='mailto:desk@velmora.example'>desk@velmora.example</a>"
COUNTER = "<script>gtag('config', 'G-VELMORA1234');</script>"


def page(said: str, host: str = "", build: str = "vm", title: str = "Velmora", logo: str = "") -> PageFeatures:
    """A page that says `title` in its title and its heading, and shows what `logo` holds."""
    top = f"<div class={build}-top><a class=logo href=/>{logo}</a><ul class={build}-menu><li><a href=/n>News</a></ul>"
    html = (
        f"<html lang=en><head><title>{title}</title></head><body class={build}-page>{top}</div>"
        f"<div class={build}-main><h1 class={build}-head>{title}</h1>{said}</div></body></html>"
    )
    return portrait_of(PageInput(html=html, url=f"https://{host}" if host else ""))


def lines(said: tuple[str, ...], tag: str = "p") -> str:
    return "".join(f"<{tag}>{text}</{tag}>" for text in said)


def on(site: PageFeatures, other: PageFeatures, version: str = VERDICT_VERSION) -> Verdict:
    return judge(site, other, BACKGROUND, version=version)


SITE = page(COUNTER + FORM + lines(ROOM_RULES, "li") + MAIL, "velmora.example/", logo="Velmora")
SHOWN = {
    "a search shows what was searched for": lines(ROOM_RULES[:6]) + MAIL,
    "a page that was broken into, under a logo without words": FORM + lines(ROOM_RULES) + MAIL,
    "its owner's address beside it": FORM + lines(ROOM_RULES) + MAIL + "<p>bread@ashby-bakery.test",
    "a form and no rules": FORM + MAIL + "<p>Bread needs an hour of rest before it goes into the oven of the house.",
    "a counter that a script brought": COUNTER + lines(ROOM_RULES),
}


@pytest.mark.parametrize("said", SHOWN.values(), ids=SHOWN)
def test_what_stands_on_a_strangers_page_is_not_the_site(said: str) -> None:
    shown = page(said, "ashby-bakery.test/find?q=Velmora", "ab", logo="<img src=/ab.png>")
    verdict = on(SITE, shown)

    assert verdict.kind is VerdictKind.UNCLEAR, verdict.measures
    assert "verdict.words_alone" in {reason.code for reason in verdict.reasons}
    assert "verdict.wish_unmarked" in {reason.code for reason in verdict.would_change}
    assert on(SITE, shown, "25").kind is VerdictKind.SAME
    assert on(shown, SITE).kind is VerdictKind.UNCLEAR


@pytest.mark.parametrize(
    ("host", "build", "logo"),
    [
        ("ashby-bakery.test/", "ab", "Velmora"),
        ("velmora-chat.test/", "ab", ""),
        ("best-chat-24.test/", "ab", ""),
        ("", "ab", ""),
        ("ashby-bakery.test/", "vm", ""),
    ],
    ids=["a mark", "its host", "a host of trades' words", "no host known", "the same build"],
)
def test_the_site_itself_is_the_same_by(host: str, build: str, logo: str) -> None:
    said = FORM + lines(ROOM_RULES, "li" if build == "vm" else "p") + MAIL
    again = page(COUNTER * (build == "vm") + said, host, build, logo=logo)

    assert on(SITE, again).kind is VerdictKind.SAME, on(SITE, again).measures


@pytest.mark.parametrize("build", ["vm", ""], ids=["one build", "without class names"])
def test_a_site_that_moves_on_under_another_name_needs_no_mark_for_its_form_on_one_build(build: str) -> None:
    """At two hosts that are called otherwise each time, and where nothing but elements tells of a build."""
    said = FORM + lines(ROOM_RULES) + MAIL
    hosts = ("night-harbour3.example/", "night-harbour4.example/")
    if build:
        first, second = (page(said, host, build) for host in hosts)
    else:
        html = f"<title>Velmora</title><h1>Velmora</h1>{said}"
        first, second = (portrait_of(PageInput(html=html, url=f"https://{host}")) for host in hosts)

    assert on(first, second).kind is VerdictKind.SAME, on(first, second).measures


@pytest.mark.parametrize("build", ["dq", "el"], ids=["one build", "two builds"])
@pytest.mark.parametrize("known", [True, False], ids=["hosts known", "hosts unknown"])
def test_a_text_that_two_papers_print_is_neither_ones(build: str, known: bool) -> None:
    """Under its own title, and under logos without words."""
    said, title = lines(PAPER) + "wire@north-press.test", "Velmora pier closed"
    first = page(said, "dailyquay.test/pier" if known else "", "dq", title, "<img src=/dq.png>")
    second = page(said, "evening-lantern.test/a/12" if known else "", build, title, "<img src=/el.png>")
    one_build_unknown = build == "dq" and not known  # nothing tells it from a page shown again

    assert on(first, second).kind is (VerdictKind.SAME if one_build_unknown else VerdictKind.UNCLEAR)
    assert on(first, second, "25").kind is VerdictKind.SAME


def test_pages_of_one_holder_need_no_mark() -> None:
    """A further page that a menu does not lead to."""
    further = page(FORM + lines(ROOM_RULES) + MAIL, "velmora.example/rules", "ab")

    assert on(SITE, further).kind is VerdictKind.SAME


@pytest.mark.parametrize(
    "name",
    [
        *("company-logo", "casino-logo", "partner_logo", "listing-logo--large", "profile-logo", "user_logo"),
        *(
            "organizer-logo",
            "event-logo",
            "channel-logo",
            "userlogo",
            "user-card__logo",
            "logo_client",
            "logo-partners",
        ),
    ],
)
def test_the_logo_of_whom_a_directory_lists_is_no_mark_of_its_own(name: str) -> None:
    """Its own logo is a picture without words."""
    logo = f"<img class='{name}' src=/logos/velmora.png alt=Velmora>"
    listed = page(logo + lines(ROOM_RULES[:6]) + MAIL, "quay-list.test/velmora", "ql", logo="<img src=/ql.png>")
    own = page(logo.replace(name, "logo") + lines(ROOM_RULES[:6]) + MAIL, "quay-list.test/velmora", "ql")

    assert on(SITE, listed).kind is VerdictKind.UNCLEAR
    assert on(SITE, own).kind is VerdictKind.SAME


@pytest.mark.parametrize(
    ("listed", "kind"),
    [
        ('"@type": "Event", "organizer": {}', VerdictKind.UNCLEAR),
        ('"@type": "MobileApplication", "author": {}', VerdictKind.UNCLEAR),
        ('"@type": "JobPosting", "hiringOrganization": {}', VerdictKind.UNCLEAR),
        ('"@type": "ProfilePage", "mainEntity": {}', VerdictKind.UNCLEAR),
        ('"@type": "ItemList", "itemListElement": [{{"item": {}}}]', VerdictKind.UNCLEAR),
        ('"@type": "WebPage", "publisher": {}', VerdictKind.SAME),
    ],
)
def test_whose_a_listed_event_or_program_is_declares_nobody_who_lists_it(listed: str, kind: VerdictKind) -> None:
    """A page for events, programs, work or people, under its own logo without words."""
    whose = listed.format('{"@type": "Organization", "name": "Velmora"}')
    declared = f"<script type='application/ld+json'>{{{whose}}}</script>"
    shown = page(declared + lines(ROOM_RULES[:6]) + MAIL, "quay-list.test/velmora", "ql", logo="<img src=/ql.png>")

    assert on(SITE, shown).kind is kind
