"""What a reader cannot see counts for nothing, however it is hidden; what is seen counts, however styled."""

import time
from itertools import chain

import pytest

from rempart.engines.pages import PageInput, only_seen, read_markup
from tests.engines.pages.sight import beyond_ways, colour_ways, further_ways, setting_off_ways, telling_ways, ways

WORDS = ways.WORDS
HIDING = {
    "display": "display:none",
    "with a comment": "display:/**/none",
    "with an escape": r"d\69splay:none",
    "behind a long comment": f"/*{'a' * 30_000}*/display:none",
    "behind much else": "color:red;margin:0;" * 3_000 + "display:none",
    "before much else": "display:none;" + "color:red;margin:0;" * 3_000,
    "important before": "display:none!important;display:block",
    "content": "content-visibility:hidden",
    "visibility": "visibility: collapse",
    "opacity": "opacity:.001",
    "opacity in percent": "opacity:0%",
    "opacity in powers": "opacity:1e-3",
    "filter": "filter:grayscale(1) opacity(0)",
    "blur": "filter:blur(20px)",
    "size": "font-size:0.1px",
    "size in rem": "font-size:.05rem",
    "two pixels": "font-size:2px",
    "size to calculate": "font-size:calc(0px)",
    "shorthand": "font:0/0 a",
    "left": "position:absolute;left:-9999px",
    "right of the page": "position:absolute;left:9999px",
    "inset": "position:fixed;inset:0 0 0 -9999px",
    "sum": "position:absolute;left:calc(-1 * 9999px)",
    "view": "position:absolute;left:-100vw",
    "margin": "margin:-9999px",
    "logical margin": "margin-inline-start:-9999px",
    "indent": "text-indent:200%;overflow:hidden",
    "letters": "letter-spacing:-1em",
    "translate": "translate:-9999px",
    "translate in space": "transform:translate3d(-9999px,0,0)",
    "scale": "scale:0",
    "scaled": "transform:scale(.001)",
    "zoomed": "zoom:0.0001",
    "turned away": "transform:rotateY(90deg)",
    "polygon": "clip-path:polygon(0 0,0 0,0 0)",
    "inset path": "clip-path:inset(50%)",
    "circle": "clip-path:circle(0)",
    "clip": "position:absolute;clip:rect(0 0 0 0)",
    "mask": "mask:linear-gradient(transparent,transparent)",
    "no height": "height:0;overflow-y:hidden",
    "no height in em": "max-height:0em;overflow:hidden",
    "logical height": "block-size:0;overflow:hidden",
    "contained": "height:0;contain:paint",
    "white": "color:#fff",
    "nearly white": "color:#fefefe",
    "white by hue": "color:hsl(0,0%,100%)",
    "transparent": "color:#0000",
    "alpha": "color:rgb(0 0 0 / 0%)",
    "other space": "color:oklch(50% 0.1 20 / 0)",
    "fill": "-webkit-text-fill-color:transparent",
    "on its own": "color:#123456;background:#123456",
}
SHOWING = {
    "plain": "color:#333;font:400 14px/1.5 Arial",
    "centred": "position:absolute;left:50%;top:50%;transform:translate(-50%,-50%)",
    "shifted": "margin:-20px 0 0 calc((1200px - 820px)/1200*100%)",
    "white on black": "color:#fff;background:#000",
    "white on a picture": "color:#fff;background-image:url(quay.webp)",
    "cut off at its end": "height:200px;overflow:hidden",
    "high": "line-height:1;width:100%;overflow:hidden",
    "low line": "max-width:1px",
    "half there": "opacity:.5",
    "partly cut": "clip-path:inset(10%)",
    "a little smaller": "transform:scale(.9) rotate(3deg)",
    "tight": "letter-spacing:-0.5px",
    "faded in": "mask:linear-gradient(black,transparent)",
    "small": "font-size:80%",
}
HIDING_RULES = {
    "class": ".x{display:none}",
    "attribute": "[data-x]{display:none}",
    "negation": "div:not(.y){display:none}",
    "alternatives": ":is(.q, .x){display:none}",
    "place": "div:nth-of-type(1){display:none}",
    "nested": "body{color:black;.x{&{display:none}}}",
    "layer": "@layer a{@supports (display:block){.x{display:none}}}",
    "screen": "@media screen and (min-width: 40em){.x{display:none}}",
    "range": "@media (width >= 600px){.x{display:none}}",
    "import": '@charset "utf-8";@import "x.css";.x{display:none}',
    "markup": "<!-- .x{display:none} -->",
    "variable": ":root{--a:none}.x{display:var(--a)}",
    "fallback": ".x{display:var(--b, none)}",
    "braces in a text": ".q::after{content:'}'} .x{display:none}",
    "after hundreds": "".join(f".q{n}{{display:none}}" for n in range(900)) + ".x{display:none}",
    "never closed": ".x{display:none",
    "in two rules": ".x{height:0}div{overflow:hidden}",
    "white": "body{background:#fff}.x{color:white}",
    "on the page's colour": "html{background:#111;color:#eee}.x{color:#121212}",
}
SHOWING_RULES = {
    "on paper": "@media print{.x{display:none}}",
    "on a small screen": "@media (max-width: 600px){.x{display:none}}",
    "in the dark": "@media (prefers-color-scheme: dark){.x{display:none}}",
    "when touched": ".x:hover{display:none}",
    "its beginning": "@starting-style{.x{opacity:0}}",
    "on a dark page": "body{background:#111}.x{color:white}",
    "on a dark part": "main{background:#111}.x{color:white}",
    "another's": ".y .x{display:none}",
    "other browsers": "@supports not (display:block){.x{display:none}}",
}


def blocks(inner: str, head: str = "", sheets: tuple[str, ...] = ()) -> list[str]:
    html = f"<html><head>{head}</head><body><main>{inner}<p>Lamps, blown by hand.</p></main></body></html>"
    return read_markup(html, sheets).blocks


@pytest.mark.parametrize("name", HIDING)
def test_what_a_style_hides_is_not_read(name: str) -> None:
    assert blocks(f'<div style="{HIDING[name]}"><b>{WORDS}</b></div>') == ["Lamps, blown by hand."]


@pytest.mark.parametrize("name", SHOWING)
def test_what_a_style_only_arranges_is_read(name: str) -> None:
    assert WORDS in blocks(f'<div style="{SHOWING[name]}"><b>{WORDS}</b></div>')


@pytest.mark.parametrize("name", HIDING_RULES)
@pytest.mark.parametrize("linked", [False, True])
def test_what_a_rule_hides_is_not_read_whether_it_stands_in_the_page_or_in_the_exhibit(name: str, linked: bool) -> None:
    inner, css = f'<div class="x" data-x>{WORDS}</div>', HIDING_RULES[name]
    found = (
        blocks(inner, "<link rel=stylesheet href=/a.css>", (css,)) if linked else blocks(inner, f"<style>{css}</style>")
    )
    assert found == ["Lamps, blown by hand."]


@pytest.mark.parametrize("name", SHOWING_RULES)
def test_what_a_rule_hides_for_others_is_read(name: str) -> None:
    assert WORDS in blocks(f'<div class="x">{WORDS}</div>', f"<style>{SHOWING_RULES[name]}</style>")


@pytest.mark.parametrize(
    "inner",
    [
        f"<div hidden>{WORDS}</div>",
        f"<dialog>{WORDS}</dialog>",
        f"<div popover>{WORDS}</div>",
        f"<datalist><option>{WORDS}</datalist>",
        f"<select><option>short<option>{WORDS * 3}</select>",
        f'<img src=lamp.webp alt="{WORDS}">',
        f'<link rel=stylesheet href="data:text/css,.x%7Bdisplay:none%7D"><div class=x>{WORDS}</div>',
        f'<div style="background:#fff"><i style="color:#fff">{WORDS}</i></div>',
    ],
)
def test_what_is_never_shown_is_not_read(inner: str) -> None:
    assert WORDS not in " ".join(blocks(inner))


@pytest.mark.parametrize(
    "head", ["<style media=print>.x{display:none}</style>", "<noscript><style>.x{display:none}</style></noscript>"]
)
def test_style_elements_for_other_readers_hide_nothing(head: str) -> None:
    assert WORDS in blocks(f"<div class=x>{WORDS}</div>", head)


@pytest.mark.slow
def test_hostile_styles_cost_no_more_than_a_moment() -> None:
    styles = [
        "(" * 3_900,
        "a:" * 1_900,
        "mask:gradient(" + "transparent " * 300,
        "left:calc(" + "(" * 190 + "1" + ")" * 190 + ")",
    ]
    inner = "".join(f'<p style="{style}{n}">x</p>' for n in range(60) for style in styles)
    inner += "".join(f'<p style="--a{n}:{"var(--a0)" * 9_000};left:var(--a0)">x</p>' for n in range(20))
    css = (
        ":root{--a0:"
        + "var(--a0)" * 900
        + "}"
        + "{" * 50_000
        + "}" * 50_000
        + "@media " * 9_000
        + "a{b:c;" * 9_000
        + ":is(" * 5_000
    )
    started = time.process_time()
    blocks(inner, f"<style>{css}</style>")
    assert time.process_time() - started < 20


OVERRULED = {
    "on a wide screen": (".x{display:none}@media(min-width:768px){.x{display:block}}", "<div class=x>{}"),
    "important later": (".n{display:none!important}.m{display:block!important}", "<div class='n m'>{}"),
    "by a closer selector": (".x.on{display:block}.x{display:none}", "<div class='x on'>{}"),
    "size set anew": (".x{font-size:0}.x a{font-size:16px}", "<div class=x><a>{}</a></div>"),
    "visible within": (".x{visibility:hidden}.y{visibility:visible}", "<div class=x><p><i class=y>{}</i></div>"),
    "visible by its style": (".x{visibility:hidden}", "<div class=x><p style=visibility:visible>{}</p></div>"),
    "room by padding": (
        ".x{height:0;padding-bottom:56%;overflow:hidden}",
        "<div class=x><p style=position:absolute>{}</div>",
    ),
    "comes in": (".x{opacity:0;animation:in 1s forwards}@keyframes in{to{opacity:1}}", "<div class=x>{}"),
    "a width set anew": (".a{width:1px;overflow:hidden}.a.b{width:auto}", "<div class='a b'>{}"),
    "on a picture": (".t{color:#fff;position:absolute}", "<div><img src=q.webp><p class=t>{}</p></div>"),
    "before a picture": (".t img{position:absolute}.t{color:#fff}", "<div class=t><img src=q.webp><p>{}</p></div>"),
    "by its style": (".x{display:none}", "<div class=x style=display:block>{}"),
    "against its style": (".x{display:block!important}", "<div class=x style=display:none>{}"),
    "dark within white": (".x{color:#fff}.x p{color:#333}", "<div class=x><p>{}"),
    "lines within none": (".x{line-height:0;overflow:hidden}.x p{line-height:1.5}", "<div class=x><p>{}"),
}
STILL_HIDDEN = {
    "important before": (".x{display:none!important}.x{display:block}", "<div class=x>{}"),
    "by a closer selector": (".x.on{display:none}.x{display:block}", "<div class='x on'>{}"),
    "later": (".x{display:block}.x{display:none}", "<div class=x>{}"),
    "a share of nothing": (".x{font-size:0}.x p{font-size:2em}", "<div class=x><p>{}"),
    "twice": (".x{font-size:0;opacity:0}.x p{font-size:20px}", "<div class=x><p>{}"),
    "beside what is seen": (".x{font-size:0}.x p{font-size:20px}", "<div class=x>{}<b>{}</b><p>q</p></div>"),
    "important against its style": (".x{display:none!important}", "<div class=x style=display:block>{}"),
    "never comes in": (".x{opacity:0;animation:in 1s}@keyframes in{to{opacity:0}}", "<div class=x>{}"),
    "as around it again": (
        ".c{visibility:hidden}.x{visibility:visible}.x{visibility:inherit}",
        "<div class=c><div class=x>{}</div></div>",
    ),
    "all but always": ("@keyframes a{.1%,99.9%{opacity:0}}.x{animation:a 9s infinite}", "<div class=x>{}"),
    "within what is seen": (
        ".x{visibility:hidden}.y{visibility:visible}.z{display:none}",
        "<div class=x><p class=y>q<i class=z>{}</i></div>",
    ),
    "around what would be seen": (
        ".z{display:none}.x{visibility:hidden}.y{visibility:visible}",
        "<div class=z><div class=x><p class=y>{}</div></div>",
    ),
    "in turns": (
        ".x{visibility:hidden}.y{visibility:visible}",
        "<div class=x>{}<div class=y>q<div class=x>{}<b class=y>z</b></div></div></div>",
    ),
    "when touched": (".x{display:none}.x:hover{display:block}.x .y{display:block}", "<div class=x><p class=y>{}"),
}


@pytest.mark.parametrize("linked", [False, True])
@pytest.mark.parametrize("name", OVERRULED)
def test_what_another_declaration_shows_is_read(name: str, linked: bool) -> None:
    css, inner = OVERRULED[name]
    sheets = (css,) if linked else ()
    assert WORDS in blocks(
        inner.replace("{}", WORDS), "<link rel=stylesheet>" if linked else f"<style>{css}</style>", sheets
    )


@pytest.mark.parametrize("name", STILL_HIDDEN)
def test_what_no_other_declaration_shows_is_not_read(name: str) -> None:
    css, inner = STILL_HIDDEN[name]
    assert WORDS not in " ".join(blocks(inner.replace("{}", WORDS), f"<style>{css}</style>"))


def test_what_a_sheet_takes_out_of_sight_is_left_to_the_browser_where_its_text_is_known() -> None:
    html = f"<div class=x>{WORDS}</div><div class=y>Lamps, blown by hand.</div>"
    sheets = [".x,.y{display:none}.q .x{display:block}"]
    assert read_markup(html, sheets).blocks == []
    markup = read_markup(html, sheets, WORDS)
    assert only_seen(markup, PageInput(html=html, text=WORDS)).blocks == [WORDS]


def test_words_off_the_screen_are_not_taken_from_what_the_browser_says() -> None:
    html = f"<div style=opacity:0><p>{WORDS}</p></div><p style='position:absolute;left:-9999px'>The closed site</p>"
    text = f"{WORDS}\nThe closed site"
    assert only_seen(read_markup(html, shown=text), PageInput(html=html, text=text)).blocks == []


MANY = 60_000
HOSTILE = {
    "a slash before blanks": f'<body bgcolor="/{" " * 400_000}x"><p>x',
    "a colour of nothing": '<p style="color:rgb()">x<p style="background:hsla( );color:color(srgb )">x',
    "a colour beyond all numbers": f'<p style="color:rgb({"9" * 400},0,0)">x<p bgcolor="rgb({"9" * 400}%,0,0)">x',
    "a hue beyond all numbers": f'<body bgcolor="hsl({"9" * 400},50%,{"9" * 400}%)"><p>x',
    "many selectors within many": f"<style>{'p,' * 9_000}p{{{'b,' * 9_000}b{{display:none}}}}</style><p>x",
    "many within many again": f"<style>{'p,' * 9_000}p{{{'b{left:0}' * 9_000}}}</style><p>x",
    "a variable of itself": f'<style>:root{{--a:"{"var(--a)" * 111}"}}{"p{left:var(--a)}" * MANY}</style><p>x',
    "a variable in each element": f'<style>:root{{--a:"{"var(--a)" * 111}"}}</style>'
    + "<p style=left:var(--a)>" * 40_000,
    "variables of variables": "<style>:root{"
    + "".join(f"--a{n}:{f'var(--a{n + 1})' * 90};" for n in range(3_000))
    + "}</style><p style='left:var(--a0)'>x",
    "each selector matches all": f"<style>{''.join(f'p:not(.a{n}){{display:none}}' for n in range(400))}</style>"
    + "<p>" * MANY,
    "each selector counts siblings": f"<style>{'p:nth-child(2n+9999999){display:none}' * 40}</style>" + "<p>" * MANY,
    "each selector looks back": f"<style>{'b ~ p,p:has(~ b){display:none}' * 40}</style>" + "<p>" * MANY,
    "each looks back and counts": "<style>p:not(:nth-child(n)) ~ p,div:has(p:not(:nth-child(n))){display:none}</style>"
    + "<div>" * 30
    + "<p>x</p>" * 9_000,
    "ways through a deep page": "<style>b div div div div div p{display:none}</style>" + "<div>" * 250 + "<p>x" * 50,
    "up from each": f"<style>{''.join(f'b p:not(.a{n}){{display:none}}' for n in range(400))}</style><b>x</b>"
    + "<div>" * 250
    + "<p>" * MANY,
    "ways within brackets": "<style>p:is(b div div div div p){display:none}</style>" + "<div>" * 250 + "<p>x" * 50,
    "no function": f'<p style="filter:{"a" * 990}">x' * 3_000,
    "each sets its size anew": "<style>.x{font-size:0}p{font-size:9px}b i,p{visibility:hidden}</style><div class=x>"
    + "<p>x" * MANY,
    "animations never closed": f"<style>p{{opacity:0;animation:a}}{'@keyframes a{b{' * MANY}</style><p>x",
    "layers within layers": f"<style>{'@layer a{' * 50_000}p{{left:0}}</style><p>x",
    "layers with long names": f"<style>{('@layer ' + '.'.join('a' * 5_000) + '{p{left:0}}') * 200}</style><p>x",
    "thousands of selectors": f"<style>{''.join(f'p:not(.a{n}){{display:none}}' for n in range(4_000))}</style>"
    + "<p>" * 20_000,
    "an animation in each rule": "<style>"
    + "".join(f"@keyframes a{n}{{to{{opacity:0}}}}p{{animation:a{n} 1s both}}" for n in range(9_000))
    + "</style><p>x",
    "not of not": f"<style>@media {'not ' * 9_000}print{{b{{left:0}}}}</style><p>x",
    "a variable at each element": f"<style>.q{{{''.join(f'--b{n}:0;' for n in range(100_000))}}}</style>"
    + "".join(f"<p style='--a{n}:none;display:var(--a{n})'>x" for n in range(20_000)),
    "lists within lists": f"<style>{'p,#q{left:0;' * 9_000}</style><p>x",
    "quotes and slashes": f"<style>{'@a/*' * 99_000}*/{'/*' * 99_000}*/{chr(34) + chr(39)}</style><p>x",
    "powers of powers": f'<p style="left:{"pow(9," * 30}9{")" * 30};opacity:sqrt(-1);top:sin();left:exp(9999)">x',
    "a grey beyond all numbers": f'<p style="color:oklch({"9" * 400} 0 0);background:lab({"9" * 400}% 0 0)">x',
    "a colour of its own for each": "".join(
        f"<p style='color:#{n:06x};background:#{n * 3:06x}'>x" for n in range(40_000)
    ),
    "backgrounds within each other": "<style>.c{background:#369}.d{color:#369}</style>"
    + ("<div class=c>" * 200 + "<p class=d>x</p>" * 300 + "</div>" * 200) * 100,
    "colours mixed of mixed": f"<p style='color:{'color-mix(in srgb,' * 300}red'>x" * 800,
    "each tag adds to the page": "".join(f"<html a{n}=1>" for n in range(150_000)) + "<p>x",
    "a tag of many attributes": f"<p {' '.join(f'a{n}=1' for n in range(400_000))}>x",
    "a tag whose attributes hold ends of tags": "<p " + " ".join(f'a{n}=">"' for n in range(150_000)) + ">x",
    "a frame for each moment": "<style>@keyframes k{"
    + "".join(f"{n / 500}%{{opacity:{n % 2}}}" for n in range(50_000))
    + "}.c{opacity:0;animation:k 1s}</style><p class=c>x",
    "a query never closed": f"<style>@media (a:{' ' * 900_000}{{b{{left:0}}}}</style><p>x",
}


@pytest.mark.slow
@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_page_neither_ends_the_reading_nor_holds_it_up(name: str) -> None:
    started = time.process_time()
    read_markup(HOSTILE[name])
    assert time.process_time() - started < 20


@pytest.mark.parametrize("value", ["1", "'1'", "'>'", '">"'])
def test_words_behind_a_tag_of_many_attributes_are_read(value: str) -> None:
    attributes = " ".join(f"a{n}={value}" for n in range(5_000))
    markup = read_markup(f"<p {attributes}>{WORDS}</p><p>Lamps")
    assert markup.blocks == [WORDS, "Lamps"]
    assert markup.cut


@pytest.mark.slow
def test_of_many_sheets_the_pages_own_rules_are_read_first() -> None:
    sheets = ("a{color:red}" * 80_000,) * 9
    assert WORDS not in blocks(f"<p class=x>{WORDS}", "<link rel=stylesheet><style>.x{display:none}</style>", sheets)


@pytest.mark.parametrize(
    "head",
    [
        f"<style>.x,{'.q,' * 9_000}.r{{display:none}}</style>",
        f'<style media="{"screen," * 4_000}screen">.x{{display:none}}</style>',
        '<style media="screen{}">.x{display:none}</style>',
        "<style>.x .y .z{color:red}main .x em b i,html main .x{display:none}</style>",
        "<style>html > body main .x{display:none}</style>",
    ],
)
def test_what_hides_is_found_however_long_its_selector_or_its_media(head: str) -> None:
    assert WORDS not in blocks(f"<div class=x>{WORDS}</div>", head)


@pytest.mark.parametrize(
    ("selector", "hides"),
    [
        (".gone ~ .gone ~ p", False),
        (".here ~ .gone ~ :not(.here)", False),
        (".here ~ :not(.gone) ~ p", True),
        (".HERE ~ .here ~ p", True),
        (r".m\:d ~ .m\:d ~ p", True),
        (".é ~ .é ~ p", True),
        ('[data-x=".gone"] ~ .here ~ p', True),
    ],
)
def test_an_undecided_selector_hides_nothing_where_a_class_of_it_is_nowhere(selector: str, hides: bool) -> None:
    three = "<i class='here m:d é'></i><i class='here m:d é'></i><p>words</p>"

    assert ("words" not in blocks(three, f"<style>{selector}{{visibility:hidden}}</style>")) is hides


def test_a_way_inward_is_followed_step_by_step() -> None:
    css = "<style>.a .b .c > .d{display:none}.a .c .b .e{display:none}</style>"
    inner = f"<div class=a><div class=b><div class=c><i class=d>q</i><i class=e>{WORDS}</i></div></div></div>"
    assert blocks(inner, css) == [WORDS, "Lamps, blown by hand."]


FURTHER = (further_ways, colour_ways, setting_off_ways, telling_ways, beyond_ways)
HIDDEN_WAYS = dict(chain(ways.HIDDEN.items(), *(one.HIDDEN.items() for one in FURTHER)))
SHOWN_WAYS = dict(chain(ways.SHOWN.items(), *(one.SHOWN.items() for one in FURTHER)))


@pytest.mark.longer
@pytest.mark.parametrize("name", HIDDEN_WAYS)
def test_no_way_to_hide_words_leaves_them_in_a_bare_page(name: str) -> None:
    assert WORDS not in " ".join(read_markup(ways.page_of(HIDDEN_WAYS[name])).blocks)


@pytest.mark.parametrize("name", SHOWN_WAYS)
def test_words_that_only_look_hidden_stay_in_a_bare_page(name: str) -> None:
    assert WORDS in " ".join(read_markup(ways.page_of(SHOWN_WAYS[name])).blocks)


@pytest.mark.slow
def test_a_page_with_more_rules_than_are_weighed_keeps_no_words() -> None:
    assert blocks(f"<p>{WORDS}", f"<style>{'a{color:red}' * 50_001}</style>") == []
    many = "".join(f"p:not(.a{n}){{display:none}}" for n in range(4_001))
    assert blocks(f"<p class=x>{WORDS}", f"<style>{many}</style>") == []


def test_a_rule_that_no_browser_takes_hides_nothing() -> None:
    css = "<![CDATA[ .x{display:none} "
    many = "".join(f"<style>{css}.y{n}{{color:#fff}}</style>" for n in range(20))
    assert WORDS in blocks(f"<p class=x>{WORDS}</p>", many)


def test_where_the_words_stand_in_the_browsers_text_alone_those_that_nothing_hides_are_read() -> None:
    html = "<div style=opacity:0><p>Welcome to the closed site</p></div><div id=app></div>"
    text = f"Welcome to the closed site\n{WORDS}\nsay welcome to the closed site now\nthe closed site"
    assert only_seen(read_markup(html, shown=text), PageInput(html=html, text=text)).blocks == [WORDS]


@pytest.mark.parametrize(("said", "hidden"), [(WORDS, ""), ("Lamps.", ""), (WORDS, " hidden")])
def test_an_exhibit_knows_whether_a_part_that_pops_over_was_open(said: str, hidden: str) -> None:
    html = f"<div popover{hidden}><p>{WORDS}</p></div><p>Lamps.</p>"
    markup = only_seen(read_markup(html, shown=said), PageInput(html=html, text=f"{said} Lamps."))
    assert (WORDS in markup.blocks) is (said == WORDS and not hidden)


def test_names_that_a_browser_did_not_show_are_no_names_of_an_exhibit() -> None:
    html = (
        "<h1>Lamp House</h1><h1 class=x>Closed Site</h1><div class='logo x'>Closed Site</div><div class=logo>Lamp House"
        "</div><div class=x><img src=logo.png alt=Closed><a href='mailto:desk@closed.example'>mail</a></div>"
        "<img src=logo.png alt=Lamps>"
    )
    text = "Lamp House\nLamp House"
    markup = only_seen(read_markup(html, [".x{display:none}"], text), PageInput(html=html, text=text))
    assert (markup.headings, markup.logos, markup.links) == (["Lamp House"], ["Lamp House", "Lamps"], [])
    elsewhere = only_seen(read_markup(html, [".q{color:red}"], text), PageInput(html=html, text=text))
    assert (elsewhere.headings, elsewhere.logos[0]) == (["Lamp House"], "Lamp House")


@pytest.mark.slow
@pytest.mark.parametrize("css", ["", "<style>.x{color:#fff}</style>"], ids=["by its style", "by colour"])
def test_a_page_with_more_styled_elements_than_are_looked_at_keeps_no_words(css: str) -> None:
    many = "<i style=color:#000></i>" * 40_001
    said = read_markup(f"{css}{many}<div class=x>{WORDS}</div>").blocks
    assert WORDS not in " ".join(said)


@pytest.mark.parametrize("order", [("x", "x b"), ("x b", "x")])
def test_what_one_element_shows_is_not_taken_over_by_one_whose_colour_weighs_more(order: tuple[str, str]) -> None:
    css = "p{color:#000}.b{color:#000!important}@container(width>1px){.x{color:#fff}}"
    said = {"x": f"not {WORDS}", "x b": WORDS}
    html = f"<style>{css}</style>" + "".join(f"<p class='{name}'>{said[name]}</p>" for name in order)
    assert read_markup(html).blocks == [WORDS]
