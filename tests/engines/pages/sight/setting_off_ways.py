"""White words on white with something that looks as if it set them off, without effect and with; see `ways.py`."""

_WHITE = {
    "white": ".x{color:#fff}",
    "white on painted white": ".x{color:#fff;background-color:#fff}",
    "filled white": ".x{-webkit-text-fill-color:#fff}",
}
_WITHOUT_EFFECT = {
    "before without content": "body::before{background:#000}",
    "before without room": "body::before{content:'';background:#000;width:0;height:0;position:absolute}",
    "before not displayed": ".x::before{content:'';background:#000;display:none}",
    "before without any": ".x::before{content:none;background:url(a.png)}",
    "drop shadow white": ".x{filter:drop-shadow(0 0 2px white)}",
    "drop shadow clear": ".x{filter:drop-shadow(0 0 2px transparent)}",
    "drop shadow far": ".x{filter:drop-shadow(2000px 0 0 black)}",
    "drop shadow invalid": ".x{filter:drop-shadow(0 0 2px black) bad}",
    "drop shadow of one length": ".x{filter:drop-shadow(0)}",
    "shadow invalid": ".x{text-shadow:0 0 1px black nonsense}",
    "second shadow invalid": ".x{text-shadow:0 0 2px #000,nonsense}",
    "shadow nearly white": ".x{text-shadow:0 0 2px #e8e8e8}",
    "outline invalid": ".x{-webkit-text-stroke:1px black bad}",
    "two grounds": ".x{background-image:linear-gradient(#fff,#fff),linear-gradient(#000,#000)}",
    "clear gradient": ".x{background-image:linear-gradient(transparent,transparent)}",
    "hard stops": ".x{background-image:linear-gradient(#000 0,#fff 0)}",
    "hard stops at the end": ".x{background-image:linear-gradient(#fff 100%,#000 100%)}",
    "gradient without room": ".x{background-image:linear-gradient(#000,#000);background-size:0 0}",
    "gradient of the letters": ".x{background-image:linear-gradient(currentcolor,currentcolor)}.x{color:#fff}",
    "ground of no colour": ".x{background:blurgh}",
    "ground with a word too many": ".x{background:url(x) nonsense}",
    "colour of no function": ".x{color:#fff}.x{color:foo(1)}",
    "picture without address": ".x{background-image:url()}",
    "many that change nothing": ".x{filter:invert(0)}",
    "ground seen through": ".c{background:rgb(0 0 0 / 1%)}",
}
_WITH_EFFECT = {
    "shadow": ".x{text-shadow:0 0 2px #000}",
    "shadow by the size of letters": ".x{text-shadow:.05em .05em .1em #000}",
    "two shadows": ".x{text-shadow:0 0 2px #000,0 0 4px #333}",
    "outline": ".x{-webkit-text-stroke:1px #000}",
    "dark gradient": ".x{background-image:linear-gradient(#000,#333)}",
    "dark before white": ".x{background-image:linear-gradient(#000,#000),linear-gradient(#fff,#fff)}",
    "many before a ground": ".x{background-image:linear-gradient(rgb(0 0 0 / 50%),rgb(0 0 0 / 60%))}",
}
_INNER = "<div class=c><div class=x>{}</div></div>"


def _all(ways: dict[str, str]) -> dict[str, tuple[str, str]]:
    return {f"{w}, {name}": (white + css, _INNER) for w, white in _WHITE.items() for name, css in ways.items()}


_CUT = ".x{{color:transparent;background-clip:text;-webkit-background-clip:text;background-image:{}}}"
HIDDEN = {
    **_all(_WITHOUT_EFFECT),
    "filled with mostly white": (
        _CUT.format(f"linear-gradient(90deg,{'#fff,' * 54}#000)"),
        _INNER.replace("{}", "{} &nbsp;"),
    ),
    "filled with hard stops": (_CUT.format("linear-gradient(90deg,#fff,#000 0 0,#fff 0)"), _INNER),
    "drop shadow of a white box": (
        ".x{color:#fff;background-color:#fff;filter:drop-shadow(0 0 2px black)}",
        _INNER,
    ),
    "drop shadow around a white box": (".c{filter:drop-shadow(0 0 2px black)}.x{color:#fff;background:#fff}", _INNER),
    "five filters around": (
        ".b{background:#000;filter:brightness(0)}.i{filter:invert(0)}.x{color:#fff}",
        f"<div class=b>{'<div class=i>' * 4}{_INNER}{'</div>' * 5}",
    ),
}
SHOWN = {
    **_all(_WITH_EFFECT),
    "drop shadow": (".x{color:#fff;filter:drop-shadow(0 0 2px black)}", _INNER),
    "drop shadow around": (".c{filter:drop-shadow(0 0 2px black)}.x{color:#fff}", _INNER),
    "filled from red to blue at places": (_CUT.format("linear-gradient(90deg,red 10%,#0a0 33%,blue 90%)"), _INNER),
    "filled round": (_CUT.format("radial-gradient(circle at 30% 40%,red,blue)"), _INNER),
}
