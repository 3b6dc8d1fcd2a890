"""Mirrors of one build: what each has of its own (a telephone, an address at its own host) does not part them."""

import pytest

from rempart.adapters.page_files import PageFiles
from rempart.engines.pages import PageInput
from rempart.engines.verdict import VERDICT_VERSION, Verdict, VerdictKind, judge, portrait_of

BACKGROUND = PageFiles().read_background()
SAID = [
    f"The {n}th lantern of the quay is blown by hand from brown glass, and its handle {n} is bent over a wooden last."
    for n in range(12)
]
OTHER = [
    f"Low water comes at {n} past noon, and whoever walks out to stone {n} of the quay is back before it turns."
    for n in range(12)
]
LOOKS = ("section", "article", "aside", "figure", "details", "nav", "ul", "ol", "dl", "table", "address", "fieldset")
NAME = "Orrin Quay"


def page(
    said: list[str], given: str = "", mark: str = NAME, url: str = "", build: str = "oq", title: str = ""
) -> tuple[str, str]:
    """An address and its page of a build with some thirty element paths, under a logo; `given`: contact points."""
    parts = "".join(
        f"<{look} class={build}-{number}><p class={build}-text>{text}</p><b><i></i></b></{look}>"
        for number, (look, text) in enumerate(zip(LOOKS if build == "oq" else LOOKS[::-1], said, strict=True))
    )
    logo = f"<a class='site-logo {build}-logo' href=/>{mark}</a>"
    head = f"<html lang=en><title>{title or mark}</title><body class={build}-page>{logo}<h1>{mark}</h1>"
    return url, f"{head}{parts}<footer class={build}-foot>{given}</footer></body></html>"


def compare(first: tuple[str, str], second: tuple[str, str], version: str = VERDICT_VERSION) -> Verdict:
    a, b = (portrait_of(PageInput(html=html, url=url)) for url, html in (first, second))
    return judge(a, b, BACKGROUND, version=version)


def mail(address: str) -> str:
    return f"<a href='mailto:{address}'>{address}</a>"


def test_a_long_page_that_is_shown_again_with_other_contact_points_is_the_site() -> None:
    old, new = page(SAID, mail("desk@hill-post.test")), page(SAID, mail("keeper@stone-mail.test"))

    assert compare(old, new).kind is VerdictKind.SAME, compare(old, new).measures
    assert compare(old, new, "23").kind is VerdictKind.UNCLEAR


@pytest.mark.parametrize(
    "other",
    [
        page([*SAID[:8], *OTHER[:4]], mail("keeper@stone-mail.test")),
        page(SAID, mail("keeper@stone-mail.test"), build="zz"),
        page(SAID, mail("keeper@stone-mail.test"), mark="Orrin Boatyard"),
        page(SAID, mail("keeper@stone-mail.test"), url="https://stone-mail.test/"),
    ],
    ids=["a part of the text", "another build", "another mark", "a host called otherwise"],
)
def test_less_than_that_may_be_another_owner(other: tuple[str, str]) -> None:
    assert compare(page(SAID, mail("desk@hill-post.test")), other).kind is not VerdictKind.SAME


MOSTLY = [*SAID[:10], *OTHER[:2]]


def test_most_of_a_long_page_shown_again_under_one_mark_is_the_site_too() -> None:
    old, new = page(SAID, mail("desk@hill-post.test")), page(MOSTLY, mail("keeper@stone-mail.test"))

    assert compare(old, new).kind is VerdictKind.SAME, compare(old, new).measures
    assert compare(old, new, "24").kind is VerdictKind.UNCLEAR


@pytest.mark.parametrize(
    "pair",
    [
        (page(SAID, mail("desk@hill-post.test"), "Garden"), page(MOSTLY, mail("keeper@stone-mail.test"), "Garden")),
        (
            page(SAID, mail("desk@hill-post.test")),
            page(MOSTLY, mail("keeper@stone-mail.test"), title="Orrin Quay, our boatyard"),
        ),
        (page(SAID, mail("desk@hill-post.test")), page(MOSTLY, mail("keeper@stone-mail.test"), build="zz")),
    ],
    ids=["one everyday word", "a title that says more", "another build"],
)
def test_most_of_a_page_may_be_of_another_owner(pair: tuple[tuple[str, str], tuple[str, str]]) -> None:
    assert compare(*pair).kind is not VerdictKind.SAME


def told(title: str, given: str = "", code: str = "", build: str = "oq", said: list[str] = MOSTLY) -> tuple[str, str]:
    """A page under a title alone, without a logo, whose text says its name."""
    named = [f"{said[0]} Orrinquay counts them.", f"{said[1]} Orrinquay waits.", *said[2:]]
    return "", page(named, given, "", "", build, title)[1].replace("</title>", f"</title>{code}")


def test_pages_without_marks_that_say_mostly_the_same_and_give_one_address_are_one_owners_if_built_alike() -> None:
    old = told("Orrinquay", mail("keeper@stone-mail.test"), said=SAID)
    new, elsewhere = (told("Orrinquay", mail("keeper@stone-mail.test"), build=build) for build in ("oq", "zz"))

    assert compare(old, new).kind is VerdictKind.SAME, compare(old, new).measures
    assert compare(old, elsewhere).kind is VerdictKind.UNCLEAR
    assert compare(old, elsewhere, "25").kind is VerdictKind.SAME
    assert compare(old, elsewhere, "24").kind is VerdictKind.UNCLEAR


@pytest.mark.parametrize(
    "new",
    [
        told("Beware of Orrinquay", mail("keeper@stone-mail.test"), build="zz"),
        told("Orrinquay", mail("keeper@stone-mail.test"), build="zz", said=[*SAID[:5], *OTHER[:7]]),
        told("Orrinquay", build="zz"),
    ],
    ids=["a warning", "half of the text", "no address"],
)
def test_who_speaks_of_the_site_may_say_less_of_it(new: tuple[str, str]) -> None:
    assert compare(told("Orrinquay", mail("keeper@stone-mail.test"), said=SAID), new).kind is not VerdictKind.SAME


def test_an_address_at_each_mirrors_own_host_parts_nobody() -> None:
    half = [*SAID[:6], *OTHER[:6]]
    first = page(SAID, mail("legal@copperwren.example"), "Copperwren")
    second = page(half, mail("legal@copper-wren.test"), "Copperwren")

    assert compare(first, second).kind is VerdictKind.SAME, compare(first, second).measures
    assert compare(first, second, "23").kind is VerdictKind.UNCLEAR


@pytest.mark.parametrize(
    ("mails", "mark"),
    [
        (("desk@hill-post.test", "keeper@stone-mail.test"), "Copperwren"),
        (("desk@wren.example", "desk@wren.test"), "Wren"),
        (("desk@copperwren.example", "keeper@stone-mail.test"), "Copperwren"),
    ],
    ids=["at hosts of others", "a word's", "one alone"],
)
def test_other_addresses_do(mails: tuple[str, str], mark: str) -> None:
    half = [*SAID[:6], *OTHER[:6]]
    first, second = page(SAID, mail(mails[0]), mark), page(half, mail(mails[1]), mark)

    assert compare(first, second).kind is not VerdictKind.SAME


@pytest.mark.longer
def test_a_name_that_no_language_has_needs_to_be_less_firm_on_one_build() -> None:
    said = ["At 4tavi the lamps are lit at dusk, and 4tavi counts them.", *SAID[1:]]
    first = page(said, mark="", title="4tavi casino - official site, sign up | play today")
    second = page([*said[:6], *OTHER[:6]], mark="", title="Casino 4tavi online: mirror for today")

    assert compare(first, second, "23").kind is VerdictKind.DIFFERENT
    assert compare(first, second).kind is VerdictKind.UNCLEAR
    assert compare(first, second).probability > 0.9


CODE = "<script src=/turn/lamp-wheel.js></script><script>var lampWheelTurns = {}; lampWheelTurns.begin = 7;</script>"


def coined(said: list[str], name: str = "Copperplay", code: str = CODE, build: str = "oq") -> tuple[str, str]:
    """A page under the logo of a name that was put together of two words, with code that hardly another has."""
    named = [f"{said[0]} {name} counts them.", *said[1:]]
    return "", page(named, mark=name, build=build)[1].replace("</title>", f"</title>{code}")


def test_a_name_put_together_of_words_is_one_owners_on_one_make_with_rare_code() -> None:
    old, new = coined(SAID), coined(OTHER)

    assert compare(old, new).kind is VerdictKind.SAME, compare(old, new).measures
    assert compare(old, new, "24").kind is VerdictKind.UNCLEAR


@pytest.mark.parametrize(
    "new",
    [coined(OTHER, code=""), coined(OTHER, build="zz"), coined(OTHER, "Copperwheels")],
    ids=["no rare code", "another make", "another name"],
)
def test_such_a_name_alone_may_be_another_owners(new: tuple[str, str]) -> None:
    assert compare(coined(SAID), new).kind is not VerdictKind.SAME


def test_further_pages_of_one_make_under_such_a_name_are_built_less_alike() -> None:
    url, html = coined(OTHER)
    for number in range(9):
        html = html.replace(f"class=oq-{number}>", f"class=further-{number}>")

    assert compare(coined(SAID), (url, html)).kind is VerdictKind.SAME, compare(coined(SAID), (url, html)).measures
    assert compare(coined(SAID), (url, html), "25").kind is VerdictKind.UNCLEAR


KEPT = mail("desk@lampwright.example")


def moved(said: list[str], given: str, mark: str = "Garden Gate", title: str = "", code: str = CODE) -> tuple[str, str]:
    """A page under an everyday name with rare code, in half of another build."""
    url, html = page(said, given, mark, build="oq", title=title)
    for number in range(0, 12, 2):
        html = html.replace(f"class=oq-{number}>", f"class=moved-{number}>") if given.endswith("b</i>") else html
    return url, html.replace("</title>", f"</title>{code}")


OWN_A, OWN_B = mail("anna@hill-post.test") + "<i>a</i>", mail("ben@stone-mail.test") + "<i>b</i>"


def test_pages_that_say_mostly_the_same_and_keep_an_address_are_one_owners_though_each_has_another() -> None:
    old, new = moved(SAID, KEPT + OWN_A), moved(MOSTLY, KEPT + OWN_B)

    assert compare(old, new).kind is VerdictKind.SAME, compare(old, new).measures
    assert compare(old, new, "25").kind is VerdictKind.UNCLEAR


@pytest.mark.parametrize(
    "new",
    [
        moved(MOSTLY, OWN_B),
        moved(MOSTLY, KEPT + OWN_B, code=""),
        moved([*SAID[:6], *OTHER[:6]], KEPT + OWN_B),
        moved(MOSTLY, KEPT + OWN_B, title="Garden Gate, our boatyard"),
        moved(MOSTLY, KEPT + OWN_B, "Garden Gate Osdelmar"),
        ("https://osdelmar.example/", moved(MOSTLY, KEPT + OWN_B)[1]),
    ],
    ids=["no address", "no rare code", "half of the text", "a title that says more", "a mark that does", "a host"],
)
def test_less_in_common_may_be_of_two_customers_of_whoever_has_the_address(new: tuple[str, str]) -> None:
    assert compare(moved(SAID, KEPT + OWN_A), new).kind is not VerdictKind.SAME


def card(title: str, links: list[str], said: str = "") -> tuple[str, str]:
    """A card of a service on which everybody's looks alike, without a logo."""
    shown = "".join(f"<li class=row><a class=link href='{link}'>{link}</a></li>" for link in links)
    body = f"<div class=card><h1 class=who>{title}</h1><p class=told>{said}</p><ul class=list>{shown}</ul></div>"
    return "", f"<html lang=en><title>{title}</title><body class=page>{body}</body></html>"


CHANNEL = "https://t.me/thornwick_rooms"


def test_two_cards_of_one_name_and_one_channel_are_one_owners() -> None:
    old = card("Thornwick | Cards", [CHANNEL, "https://hill-post.test/a"], "Thornwick has brown glass. Ask Thornwick.")
    new = card(
        "Thornwick | Cards", [CHANNEL, "https://stone-mail.test/b"], "Thornwick is found here now. Write to Thornwick."
    )

    assert compare(old, new).kind is VerdictKind.SAME, compare(old, new).measures
    assert compare(old, new, "23").kind is VerdictKind.UNCLEAR


@pytest.mark.parametrize(
    "other",
    [
        card("Friends of Thornwick | Cards", [CHANNEL, "https://stone-mail.test/b"], "Thornwick was good to us."),
        card("Thornwick | Cards", ["https://t.me/osdelmar_rooms", "https://stone-mail.test/b"], "Found here now."),
    ],
    ids=["who speaks of it", "another channel"],
)
def test_a_card_of_another_is_not(other: tuple[str, str]) -> None:
    old = card("Thornwick | Cards", [CHANNEL, "https://hill-post.test/a"], "Thornwick has brown glass. Ask Thornwick.")

    assert compare(old, other).kind is not VerdictKind.SAME
