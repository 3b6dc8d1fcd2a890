"""An agency's customers below its name: one trade's word in both names is none of theirs."""

from rempart.adapters.page_files import PageFiles
from rempart.engines.pages import PageInput
from rempart.engines.verdict import VERDICT_VERSION, Verdict, VerdictKind, judge, portrait_of

BACKGROUND = PageFiles().read_background()
SAID = [
    f"The {n}th crate is nailed by hand from ash planks, and its lid {n} is bound with rope before the lorry leaves."
    for n in range(10)
]
OTHER = [
    f"Low water comes at {n} past noon, and whoever walks out to stone {n} of the bay is back before it turns."
    for n in range(10)
]
FILES = "<script>var crCrateBoard = 1; var crLidBoard = 2;</script><script src=/js/cr-crates.js></script>"
SHOWROOM = "https://scribblet.example"


def page(name: str, path: str, phone: str, said: list[str] = SAID) -> tuple[str, str]:
    parts = "".join(f"<section class=cr-part><p>{text} {name}.</p></section>" for text in said)
    body = f"<body class=cr-page><h1>{name}</h1><h2>{name}</h2>{parts}<a href='tel:{phone}'>{phone}</a></body>"
    return f"{SHOWROOM}/{path}", f"<html lang=en><title>{name}</title>{FILES}{body}</html>"


def compare(first: tuple[str, str], second: tuple[str, str], version: str = VERDICT_VERSION) -> Verdict:
    a, b = (portrait_of(PageInput(html=html, url=url)) for url, html in (first, second))
    return judge(a, b, BACKGROUND, version=version)


def test_two_customers_of_one_host_who_are_reached_apart_are_two() -> None:
    first = page("Orrin Crateners & Lorriers", "orrin/", "+33140112233")
    second = page(
        "Dalva Crateners & Lorriers", "dalva/", "+33470553121", [*SAID[:6], *OTHER[:3], "Well done, writes Orrin of"]
    )

    assert compare(first, second, "23").kind is VerdictKind.SAME
    assert compare(first, second).kind is VerdictKind.UNCLEAR


def test_one_firm_at_both_is_one() -> None:
    first = page("Orrin Crateners & Lorriers", "orrin/", "+33140112233")
    second = page("Orrin Crateners & Lorriers", "orrin/more.html", "+33470553121", [*SAID[:6], *OTHER[:4]])

    assert compare(first, second).kind is compare(first, second, "23").kind
