"""A chat that reopens under another name, made anew, keeps its rules and what it asks; so do, in part, others."""

from collections.abc import Callable

import pytest

from rempart.adapters.page_files import PageFiles
from rempart.engines.pages import PageFeatures, PageInput
from rempart.engines.verdict import VerdictKind, judge, portrait_of
from tests.factories.pages import OTHER_RULES as OTHERS
from tests.factories.pages import ROOM_RULES as RULES

BACKGROUND = PageFiles().read_background()
ASKED = ("nick", "age", "sex", "postcode")


def first(
    rules: tuple[str, ...] = RULES, asked: tuple[str, ...] = ASKED, name: str = "Velmora", rooms: str = "Kettle,Market"
) -> PageFeatures:
    fields = "".join(f"<input type=text name={field}>" for field in asked)
    listed = "".join(f"<option>{room}" for room in (*rooms.split(","), "Bell tower"))
    fields += f"<select name=room>{listed}</select>"
    listed = "".join(f"<li>{rule}" for rule in rules)
    return portrait(
        f"<html lang=en><title>{name}</title><meta property=og:site_name content={name}><body class=pl-page><header "
        f"class=pl-top><a class=logo href=/>{name}</a></header><main><h1>Talk to people tonight</h1><form action=/join "
        f"class=pl-form>{fields}<button>Enter</button></form><ol>{listed}</ol></main></body></html>"
    )


def anew(rules: tuple[str, ...], asked: tuple[str, ...] = (), more: str = "", name: str = "Kolvara") -> PageFeatures:
    fields = "".join(f"<div class=f><input name={field}></div>" for field in asked)
    said = "".join(f"<p>{rule}</p>" for rule in rules)
    form = f"<section class=card><form>{fields}<button>Come in</button></form></section>" if asked else ""
    return portrait(
        f"<html lang=en><title>{name}</title><meta property=og:site_name content={name}><body><div id=root><div "
        f"class=hero><a class=brand href=/><span class=logo>{name}</span></a><h2>Come in whenever you like</h2>{form}"
        f"</div><div class=text>{said}{more}</div></div></body></html>"
    )


def portrait(html: str) -> PageFeatures:
    return portrait_of(PageInput(html=html))


@pytest.mark.parametrize(
    "written",
    [
        lambda rule: "<br>".join(" ".join(rule.split()[at : at + 5]) for at in range(0, len(rule.split()), 5)),
        lambda rule: f"{rule.split()[0]} truly {' '.join(rule.split()[1:])}",
        lambda rule: "</p><p>".join(" ".join(rule.split()[at : at + 4]) for at in range(0, len(rule.split()), 4)),
    ],
    ids=["broken", "a-word-more", "in-boxes"],
)
def test_nor_is_one_that_breaks_its_rules_apart_or_changes_a_word_of_each(written: Callable[[str], str]) -> None:
    other = anew(tuple(map(written, RULES)), ASKED)

    verdict = judge(first(), other, BACKGROUND)
    assert verdict.kind is VerdictKind.UNCLEAR, verdict.measures
    assert "verdict.kept_nearly" in {reason.code for reason in verdict.reasons}
    assert judge(other, first(), BACKGROUND).probability == verdict.probability
    assert judge(first(), other, BACKGROUND, version="22").kind is VerdictKind.DIFFERENT
    assert judge(first(), anew(tuple(map(written, OTHERS)), ASKED), BACKGROUND).kind is VerdictKind.DIFFERENT


@pytest.mark.parametrize(
    "written",
    [
        lambda rule: f"<style>.t::before{{content:attr(data-t)}}</style><b class=t data-t='{rule}'></b>",
        lambda rule: f"<svg width=900 height=30><text y=20>{rule}</text></svg>",
        lambda rule: f"<math><mtext>{rule}</mtext></math>",
        lambda rule: f"<iframe srcdoc='<p>{rule}'></iframe>",
        lambda rule: f"<object width=600 height=90 data='data:text/html,<p>{rule}'></object>",
        lambda rule: f"<div><template shadowrootmode=open><p>{rule}</p></template></div>",
        lambda rule: f"<bdo dir=rtl>{rule[::-1]}</bdo>",
        lambda rule: f"<b style='unicode-bidi:bidi-override;direction:rtl'>{rule[::-1]}</b>",
        lambda rule: f"\u202e{rule[::-1]}\u202c",
        lambda rule: rule.translate(str.maketrans("aeio", "4310")),
        lambda rule: " ".join(f"<ruby>{word}<rt>q</rt></ruby>" for word in rule.split()),
    ],
    ids=["painted", "svg", "mathml", "frame", "object", "shadow", "bdo", "turned", "signs", "digits", "ruby"],
)
def test_nor_is_one_whose_rules_are_no_plain_text(written: Callable[[str], str]) -> None:
    assert judge(first(), anew(tuple(map(written, RULES)), ASKED), BACKGROUND).probability > 0.02
    assert judge(first(), anew(tuple(map(written, OTHERS)), ASKED), BACKGROUND).kind is VerdictKind.DIFFERENT


@pytest.mark.parametrize(
    ("other", "least"),
    [
        (anew(RULES, ASKED), 0.2),
        (anew(RULES[:4] + OTHERS[:2], ASKED), 0.015),
        (anew(RULES, (*ASKED, "town")), 0.2),
        (anew(RULES), 0.01),
    ],
    ids=["all", "half", "form-and-more", "rules-alone"],
)
def test_a_chat_made_anew_under_another_name_is_never_different(other: PageFeatures, least: float) -> None:
    verdict = judge(first(), other, BACKGROUND)

    assert verdict.kind is VerdictKind.UNCLEAR, verdict.measures
    assert verdict.probability > least, verdict.measures
    assert judge(first(), other, BACKGROUND, version="17").probability < 0.01
    said = next(reason for reason in verdict.reasons if reason.code.startswith("verdict.kept"))
    assert "at most one of 1,459" in said.text
    assert judge(other, first(), BACKGROUND).probability == verdict.probability


def test_its_mail_address_besides_leaves_little_doubt() -> None:
    mail = "<a href='mailto:keeper.7q@post-office.test'>keeper.7q@post-office.test</a>"
    a = anew(RULES, ASKED, more=mail, name="Velmora")
    b = first(rules=(*RULES, mail), name="Kolvara")

    assert judge(a, b, BACKGROUND).probability > 0.99


@pytest.mark.parametrize(
    "other",
    [
        anew(OTHERS, ASKED),
        anew((*RULES[:2], *OTHERS), ASKED),
        anew((*RULES[:3], *OTHERS, "The court looked yesterday at how a house of talk had been run for years.")),
        first(OTHERS, name="Kolvara"),
    ],
    ids=["form-alone", "two-rules", "article", "program"],
)
def test_strangers_stay_where_they_were(other: PageFeatures) -> None:
    verdict = judge(first(), other, BACKGROUND)

    assert verdict.probability < 0.05, verdict.measures
    assert verdict.probability <= judge(first(), other, BACKGROUND, version="17").probability + 0.005


def test_a_chat_that_changes_its_name_alone_keeps_its_rooms_too() -> None:
    verdict = judge(first(), first(name="Kolvara"), BACKGROUND)

    assert verdict.kind is VerdictKind.UNCLEAR
    assert verdict.probability > 0.2, verdict.measures


def test_the_netiquette_that_chats_copy_beside_what_every_chat_asks_stays_little() -> None:
    verdict = judge(first(asked=ASKED[:3]), anew(RULES, ASKED[:3]), BACKGROUND)

    assert verdict.kind is VerdictKind.UNCLEAR
    assert verdict.probability < 0.05, verdict.measures


@pytest.mark.parametrize("asked", [ASKED, ("username", "password", "remember")], ids=["entrance", "login"])
def test_a_program_that_brings_rules_and_form_tells_little(asked: tuple[str, ...]) -> None:
    verdict = judge(first(asked=asked), first(asked=asked, name="Kolvara", rooms="Harbour,Attic"), BACKGROUND)

    assert verdict.kind is not VerdictKind.SAME
    assert verdict.probability < 0.05, verdict.measures


def test_a_policy_with_the_name_filled_in_is_nobodys_own() -> None:
    a = first(tuple(f"Velmora says that {rule.lower()}" for rule in RULES))
    b = anew(tuple(f"Kolvara says that {rule.lower()}" for rule in RULES), ASKED)

    assert judge(a, b, BACKGROUND).probability < 0.05


def test_words_and_contacts_are_copied_in_one_go() -> None:
    mail = "<a href='mailto:keeper.7q@post-office.test'>keeper.7q@post-office.test</a>"
    a, b = first((*RULES, mail)), anew(RULES, more=mail)

    assert "kept" not in judge(a, b, BACKGROUND).measures


def test_an_address_that_both_give_is_never_waved_away() -> None:
    mail = "<a href='mailto:keeper@velmora.example'>keeper@velmora.example</a>"
    a, b = first((*RULES, mail)), anew(OTHERS, more=mail)

    assert judge(a, b, BACKGROUND).kind is VerdictKind.UNCLEAR


TOLD = [
    f"Rope number {n} is laid of hemp from the hills, and {n} people pull it through the long hall." for n in range(12)
]


def told(name: str, sentences: list[str], more: str = "") -> PageFeatures:
    said = "".join(f"<p class=tx-line>{text}</p>" for text in sentences)
    top = f"<title>{name}</title><meta property=og:site_name content={name}><body class=tx-page>"
    return portrait(f"<html lang=en>{top}<h1 class=tx-top>{name}</h1>{said}{more}</body></html>")


def test_one_text_under_another_name_is_not_called_different() -> None:
    old, new = told("Velmora", TOLD), told("Kolvara", [*TOLD[1:], "All of this was said before."])
    found = judge(old, new, BACKGROUND)

    assert found.kind is VerdictKind.UNCLEAR
    assert any("site renamed" in wish.text for wish in found.would_change)
    assert judge(old, new, BACKGROUND, version="21").kind is VerdictKind.DIFFERENT


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (told("Velmora", TOLD), told("Kolvara", TOLD[:3] + [text.replace("Rope", "Sail")[::-1] for text in TOLD[3:]])),
        (
            told("Velmora", TOLD, "<p>Write to <a href='mailto:desk@velmora.test'>desk@velmora.test</a></p>"),
            told("Kolvara", TOLD, "<p>Write to <a href='mailto:boss@kolvara.test'>boss@kolvara.test</a></p>"),
        ),
    ],
    ids=["a part of it", "each its own address"],
)
def test_two_names_with_less_in_common_may_be_called_different(first: PageFeatures, second: PageFeatures) -> None:
    assert judge(first, second, BACKGROUND).kind is VerdictKind.DIFFERENT
