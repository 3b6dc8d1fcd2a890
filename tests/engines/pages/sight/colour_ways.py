"""Ways that hide or show words by colours and animations that several rules set together, as in `ways.py`."""

from tests.engines.pages.sight.further_ways import DARK

RUNNING = "@keyframes a{from{opacity:0}to{opacity:1}}.x{opacity:0;animation:a 1ms both paused}"
HIDDEN = {
    "dark ground taken back": (".a{color:#fff;background:#000}.b{background:#fff}", "<div class='a b'>{}</div>"),
    "dark ground made clear": (".a{color:#fff;background:#000}.b{background:none}", "<div class='a b'>{}</div>"),
    "colour taken to the ground's": (".a{color:#000;background:#336699}.b{color:#336699}", "<div class='a b'>{}</div>"),
    "shadow taken off": (
        ".a{color:#fff;text-shadow:0 0 3px #000}.b{text-shadow:none}",
        "<div class='a b'>{}</div>",
    ),
    "outline taken off": (
        ".a{color:#fff;-webkit-text-stroke:1px #000}.b{-webkit-text-stroke-width:0}",
        "<div class='a b'>{}</div>",
    ),
    "gradient not cut to letters after all": (
        (
            ".a{color:transparent;background:linear-gradient(90deg,red,blue);-webkit-background-clip:text}"
            ".b{-webkit-background-clip:border-box}"
        ),
        "<div class='a b'>{}</div>",
    ),
    "letters cut out of white": (
        ".a{color:transparent;-webkit-background-clip:text}div.a{background-color:#fff}",
        "<div class=a>{}</div>",
    ),
    "fill of another rule": (".a{color:#000}.b{-webkit-text-fill-color:#fff}", "<div class='a b'>{}</div>"),
    "fill from around": (
        ".c{-webkit-text-fill-color:#fff}.x{color:#000}",
        "<div class=c><div class=x>{}</div></div>",
    ),
    "shadow around ended": (
        ".c{color:#fff;text-shadow:0 0 3px #000}.x{text-shadow:none}",
        "<div class=c><div class=x>{}</div></div>",
    ),
    "half clear white": (".x{color:rgb(255 255 255 / 50%)}", "<div class=x>{}</div>"),
    "half clear black on black": (
        ".c{background:#000}.x{color:rgb(0 0 0 / 50%)}",
        "<div class=c><div class=x>{}</div></div>",
    ),
    "white on a clear ground": (".x{color:#fff;background:rgb(0 0 0 / 4%)}", "<div class=x>{}</div>"),
    "ground of the text's own colour": (".x{color:#336699;background:currentcolor}", "<div class=x>{}</div>"),
    "white on a white gradient": (
        ".x{color:#fff;background:linear-gradient(#fff,#fefefe)}",
        "<div class=x>{}</div>",
    ),
    "dark scheme and its ground": (":root{color-scheme:dark}.x{color:#121212}", "<div class=x>{}</div>"),
    "dark scheme only": ("html{color-scheme:only dark}.x{color:#111}", "<div class=x>{}</div>"),
    "light scheme and white": (":root{color-scheme:light dark}.x{color:#fff}", "<div class=x>{}</div>"),
    "font of white": ("", "<font color=ffffff>{}</font>"),
    "cell of an old colour": ("", "<table bgcolor=336699 width=900><tr><td><font color=#336699>{}</font></table>"),
    "animation that a heavier rule takes away": (
        "@keyframes a{from{opacity:1}to{opacity:1}}.x{opacity:0;animation:a 1ms both}div.x{animation:none}",
        "<div class=x>{}</div>",
    ),
    "animation to nothing": (
        "@keyframes a{from{opacity:1}to{opacity:0}}.x{animation:a 1ms -1s both}",
        "<div class=x>{}</div>",
    ),
    "animation to white": (
        "@keyframes a{from{color:#000}to{color:#fff}}.x{animation:a 1ms both}",
        "<div class=x>{}</div>",
    ),
    "animation to the colour of a part": (
        "@keyframes a{from{color:#000}to{color:#336699}}.c{background:#336699}.x{animation:a 1ms both}",
        "<div class=c><div class=x>{}</div></div>",
    ),
    "animation paused by a lighter shorthand": (
        RUNNING + "main .x{animation:a 1ms both paused}.x{animation-play-state:running}",
        "<div class=x>{}</div>",
    ),
}
SHOWN = {
    "light ground taken back": (".a{background:#fff;color:#fff}.b{background:#000}", "<div class='a b'>{}</div>"),
    "colour of the ground taken back": (
        ".a{background:#336699;color:#336699}.b{color:#fff}",
        "<div class='a b'>{}</div>",
    ),
    "shadow of another rule": (".a{color:#fff}.b{text-shadow:0 0 3px #000}", "<div class='a b'>{}</div>"),
    "outline of another rule": (".a{color:#fff}.b{-webkit-text-stroke:1px #000}", "<div class='a b'>{}</div>"),
    "outline in its parts": (
        ".a{color:#fff;-webkit-text-stroke-width:1px}.b{-webkit-text-stroke-color:#000}",
        "<div class='a b'>{}</div>",
    ),
    "gradient cut to letters by another rule": (
        ".a{color:transparent}.b{background:linear-gradient(90deg,red,blue)}.d{-webkit-background-clip:text}",
        "<div class='a b d'>{}</div>",
    ),
    "gradient of letters around": (
        ".c{color:transparent;background:linear-gradient(90deg,red,blue);-webkit-background-clip:text}.x{color:inherit}",
        "<div class=c><span class=x>{}</span></div>",
    ),
    "letters cut out of black": (
        ".a{color:transparent;-webkit-background-clip:text;background-color:#000}",
        "<div class=a>{}</div>",
    ),
    "fill taken back": (
        ".a{-webkit-text-fill-color:#fff}.b{-webkit-text-fill-color:currentcolor}",
        "<div class='a b'>{}</div>",
    ),
    "shadow from around": (
        ".c{text-shadow:0 0 3px #000}.x{color:#fff}",
        "<div class=c><div class=x>{}</div></div>",
    ),
    "half clear white on black": (
        ".c{background:#000}.x{color:rgb(255 255 255 / 50%)}",
        "<div class=c><div class=x>{}</div></div>",
    ),
    "white on a gradient": (".x{color:#fff;background:linear-gradient(#777,#000)}", "<div class=x>{}</div>"),
    "white on a half dark ground": (".x{color:#fff;background:rgb(0 0 0 / 50%)}", "<div class=x>{}</div>"),
    "picture over a light ground": (
        f'.x{{color:#fff;background:#fff url("{DARK}")}}',
        "<div class=x>{}</div>",
    ),
    "ground of a body with a class": (
        "html body{background:#000}body{background:#fff}.x{color:#fff}",
        "<div class=x>{}</div>",
    ),
    "dark scheme": (":root{color-scheme:dark}", "<div class=x>{}</div>"),
    "dark scheme and white": (":root{color-scheme:dark}.x{color:#fff}", "<div class=x>{}</div>"),
    "font that a rule colours": ("font{color:#000}", "<font color=#ffffff>{}</font>"),
    "link without its colour": (
        ".c{background:#0000ee;color:#fff}a{color:inherit}",
        "<div class=c><a href=/q>{}</a></div>",
    ),
    "paused animation that a heavier rule runs": (
        RUNNING + ".x.y{animation-play-state:running}",
        "<div class='x y'>{}</div>",
    ),
    "paused animation that an important rule runs": (
        RUNNING + ".y{animation-play-state:running!important}",
        "<div class='x y'>{}</div>",
    ),
    "hiding animation that a heavier rule takes away": (
        "@keyframes a{from{opacity:0}to{opacity:0}}.x{animation:a 1s infinite}.x.y{animation:none}",
        "<div class='x y'>{}</div>",
    ),
    "animation from white": (
        "@keyframes a{from{color:#fff}to{color:#000}}.x{animation:a 1ms both}",
        "<div class=x>{}</div>",
    ),
}
HIDDEN |= {
    "inverted": (".x{filter:invert(1)}", "<div class=x>{}</div>"),
    "inverted around": (".c{filter:invert(100%)}", "<div class=c><div class=x>{}</div></div>"),
    "no contrast on grey": (".c{background:#808080}.x{filter:contrast(0)}", "<div class=c><div class=x>{}</div></div>"),
    "no contrast of a part": (".x{background:#fff;color:#000;filter:contrast(0)}", "<div class=x>{}</div>"),
    "screen": ("body{background:#fff}.x{mix-blend-mode:screen}", "<div class=x>{}</div>"),
    "dodge": ("body{background:#fff}.x{mix-blend-mode:color-dodge;color:#345}", "<div class=x>{}</div>"),
    "hue alone": ("body{background:#fff}.x{mix-blend-mode:hue;color:#900}", "<div class=x>{}</div>"),
    "lighter than white": ("body{background:#fff}.x{mix-blend-mode:plus-lighter}", "<div class=x>{}</div>"),
    "white multiplied": ("body{background:#fff}.x{mix-blend-mode:multiply;color:#fff}", "<div class=x>{}</div>"),
    "black on black multiplied": (
        ".c{background:#000}.x{mix-blend-mode:multiply;color:#eee}",
        "<div class=c><div class=x>{}</div></div>",
    ),
    "half of two filters": (".x{filter:brightness(.5) invert(1);color:#000}", "<div class=x>{}</div>"),
    "colour that is none": (".x{color:#fff;color:nothing}", "<div class=x>{}</div>"),
}
SHOWN |= {
    "white inverted": (".x{filter:invert(1);color:#fff}", "<div class=x>{}</div>"),
    "page inverted with its ground": (".x{background:#fff;filter:invert(1)}", "<div class=x>{}</div>"),
    "half inverted": (".x{filter:invert(.4)}", "<div class=x>{}</div>"),
    "white against white": ("body{background:#fff}.x{mix-blend-mode:difference;color:#fff}", "<div class=x>{}</div>"),
    "screen on black": (
        ".c{background:#000;color:#ddd}.x{mix-blend-mode:screen}",
        "<div class=c><div class=x>{}</div></div>",
    ),
    "shadow by a filter": (".x{color:#fff;filter:drop-shadow(0 0 3px #000)}", "<div class=x>{}</div>"),
    "screen on the window's own ground": (".x{mix-blend-mode:screen}", "<div class=x>{}</div>"),
    "filter taken back": (".a{filter:invert(1)}.b{filter:none}", "<div class='a b'>{}</div>"),
    "grey by a filter": (".x{filter:grayscale(1) contrast(1.5)}", "<div class=x>{}</div>"),
}
