"""Ways to hide words behind more than is read: longer values, variables of variables, lists, towers, comments; and such
pages that show them. What each does in a browser is known from one: `tests/security/test_hidden_words.py`."""

_WIDE = " " * 1_100
_CHAIN = "".join(f"--a{n}:var(--a{n - 1});" for n in range(1, 40))
_OTHERS = ",".join(f".q{n:05}" for n in range(4_000))
_FEW = ",".join(f".q{n}" for n in range(60))
_ZEROS, _STEPS = "0px + " * 80, "-100px + " * 60


def _rule(said: str) -> tuple[str, str]:
    return f".x{{{said}}}", "<div class=x>{}</div>"


HIDDEN = {
    "a value far behind its name": _rule(f"display:{_WIDE}none"),
    "a size far behind its name": _rule(f"opacity:{_WIDE}0"),
    "a colour far behind its name": _rule(f"color:{_WIDE}#fff"),
    "a variable far behind its name": (f":root{{--d:{_WIDE}none}}.x{{display:var(--d)}}", "<div class=x>{}</div>"),
    "a variable of variables": (f":root{{--a0:none;{_CHAIN}}}.x{{display:var(--a39)}}", "<div class=x>{}</div>"),
    "a colour of variables": (f":root{{--a0:#fff;{_CHAIN}}}.x{{color:var(--a39)}}", "<div class=x>{}</div>"),
    "what stands for what stands for a variable": _rule(
        "display:var(--q,var(--r,var(--s,var(--t,var(--u,var(--v,none))))))"
    ),
    "a filter for a variable": _rule("filter:var(--q,opacity(0))"),
    "a move for a variable": _rule("transform:var(--q,translateX(calc(0px - 9999px)))"),
    "the last of many filters": _rule(f"filter:{'opacity(1) ' * 120}opacity(0)"),
    "the last of many moves": _rule(f"transform:{'translateX(0) ' * 120}translateX(-9999px)"),
    "a long sum of places": _rule(f"position:absolute;left:calc({_STEPS}0px)"),
    "a long sum of indents": _rule(f"text-indent:calc({_STEPS}0px)"),
    "a long sum of heights": _rule(f"height:calc({_ZEROS}0px);overflow:hidden"),
    "a place by number": _rule("position:absolute;left:calc(-9999px * sibling-index())"),
    "all sides at once": _rule("position:fixed;inset:auto auto 100% auto"),
    "a colour of an attribute": (
        ".x{color:attr(data-c type(<color>))}",
        "<div class=x data-c=white>{}</div>",
    ),
    "a colour by another": _rule("color:contrast-color(black)"),
    "in a hidden object of nothing": (".x{display:none}", "<object class=x><p>{}</p></object>"),
    "an object of nothing in a choice": ("", "<select><object>{}</object></select>"),
    "a first frame behind a comment": (
        "@keyframes/*q*/z{from,to{opacity:0}}.x{animation:z 9s infinite}",
        "<div class=x>{}</div>",
    ),
    "a frame in capitals": ("@KEYFRAMES z{from,to{opacity:0}}.x{animation:z 9s infinite}", "<div class=x>{}</div>"),
    "a frame in escapes": (
        "@keyfram\\65 s \\7a{from,to{opacity:0}}.x{animation:z 9s infinite}",
        "<div class=x>{}</div>",
    ),
    "a cry far behind its value": (
        f".x{{display:none{_WIDE}!important}}div.x{{display:block}}",
        "<div class=x>{}</div>",
    ),
    "a filter of the page": (
        ".x{filter:url(#f)}",
        "<svg width=0 height=0><filter id=f><feFlood flood-opacity=0 /></filter></svg><div class=x>{}</div>",
    ),
    "the last of many selectors": (f"{_OTHERS},.x{{display:none}}", "<div class=x>{}</div>"),
    "a rule within the last of many": (f"{_FEW},body{{& .x{{display:none}}}}", "<div class=x>{}</div>"),
    "the last of many within a rule": (f"body{{{_FEW},& .x{{display:none}}}}", "<div class=x>{}</div>"),
    "an animation after many": (
        "@keyframes z{from,to{opacity:0}}.x{animation:" + "n 9s," * 300 + "z 9s infinite}",
        "<div class=x>{}</div>",
    ),
    "a frame for many places": (
        "@keyframes z{" + ",".join(f"{n}%" for n in range(1, 80)) + ",0%,100%{opacity:0}}.x{animation:z 9s infinite}",
        "<div class=x>{}</div>",
    ),
    "a first value behind a comment": (
        "@property --d{syntax:'*';inherits:true;initial-value:/*q*/none}.x{display:var(--d)}",
        "<div class=x>{}</div>",
    ),
    "a sheet that a sheet in a link imports": (
        "",
        (
            "<link rel=stylesheet href=\"data:text/css,@import%20url('data:text/css,.x%257Bdisplay:none%257D')\">"
            "<div class=x>{}</div>"
        ),
    ),
    "a rule behind many others": ("", f"<style>{'.q{ }' * 110_000}.x{{display:none}}</style><div class=x>{{}}</div>"),
    "a part of a tower by its class": (".x{display:none}", f"{'<div>' * 300}<div class=x><p>{{}}</p></div>"),
    "a part of a tower by itself": ("", f"{'<div>' * 300}<section hidden><p>{{}}</p></section>"),
    "a script in a tower": ("", f"{'<div>' * 300}<script type=q>{{}}</script>"),
    "a template in a tower": ("", f"{'<div>' * 300}<template>{{}}</template>"),
    "an attribute in a tower": ("", f"{'<div>' * 300}<i title='>{{}}'></i>"),
    "the last of many attributes": (
        "",
        f"<div {' '.join(f'a{n}' for n in range(4_000))} style='display:none'><p>{{}}</p></div>",
    ),
    "a rule for the last of many attributes": (
        "[a3999]{display:none}",
        f"<div {' '.join(f'a{n}' for n in range(4_000))}><p>{{}}</p></div>",
    ),
}
SHOWN = {
    "in an object of nothing": ("", "<object><p>{}</p></object>"),
    "in an object of an empty address": ("", "<object data=''><p>{}</p></object>"),
    "in a tower": ("", f"{'<div>' * 300}<p>{{}}</p>"),
    "in a tower with a style": (".q{display:none}", f"{'<div>' * 300}<p>{{}}</p>"),
    "in a tower that reaches further": ("", f"{'<div>' * 900}<p>{{}}</p>"),
    "a variable for a variable": _rule("display:var(--q,var(--r,block))"),
    "a circle of variables": (":root{--a:var(--b);--b:var(--a)}.x{display:var(--a)}", "<div class=x>{}</div>"),
    "all sides at once and back": (
        ".x{position:fixed;inset:auto auto 100% auto}div.x{inset:0 auto auto 0}",
        "<div class=x>{}</div>",
    ),
    "a sum of places": _rule("position:absolute;left:calc(0px + (2px * 3))"),
    "sides at once": _rule("position:absolute;inset:0 auto auto 0"),
    "one of many selectors of another": (f"{_OTHERS},.y{{display:none}}", "<div class=x>{}</div>"),
    "a rule for others within many": (
        f"{','.join(f'.q{n}' for n in range(20))}{{& .x{{display:none}}}}",
        "<div class=x>{}</div>",
    ),
}
