"""More ways to hide words, and ways that only look like it, as in `ways.py`: by time, place, contrast, newer CSS."""

DARK = (
    "data:image/svg+xml,%3Csvg%20xmlns='http://www.w3.org/2000/svg'%20width='9'%20height='9'"
    "%3E%3Crect%20width='9'%20height='9'/%3E%3C/svg%3E"
)
HIDDEN = {
    "behind z-index": (
        ".c{background:#fff;position:relative;z-index:0}.x{position:relative;z-index:-1}.d{background:#fff}",
        "<div class=c><div class=d><div class=x>{}</div></div></div>",
    ),
    "behind z-index body": ("main{background:#fff}.x{position:relative;z-index:-1}", "<div class=x>{}</div>"),
    "behind body bg": (
        "html{background:#fff}body{background:#fff;position:relative}.x{position:absolute;z-index:-1}",
        "<div class=x>{}</div>",
    ),
    "own dark bg": (".x{background:#000}", "<div class=x>{}</div>"),
    "own dark bg inline": ("", "<div style=background:#000>{}</div>"),
    "own dark bg child": (".x{background:#000}", "<div class=x><p>{}</p></div>"),
    "own near-dark bg": (".x{background:#0a0a0a}", "<div class=x>{}</div>"),
    "body black": ("body{background:#000}", "<div class=x>{}</div>"),
    "html black": ("html{background:#000}", "<div class=x>{}</div>"),
    "body text grey": ("main{background:#333}body{color:#333}", "<div class=x>{}</div>"),
    "main black": ("main{background:#000}", "<div class=x>{}</div>"),
    "both rules": (".x{background:#336699}.x{color:#336699}", "<div class=x>{}</div>"),
    "two classes": (".a{background:#336699}.b{color:#336699}", "<div class='a b'>{}</div>"),
    "parent bg": (".c{background:#336699}.x{color:#336699}", "<div class=c><div class=x>{}</div></div>"),
    "parent colour": (".c{color:#336699}.x{background:#336699}", "<div class=c><div class=x>{}</div></div>"),
    "bg by span": (".c{background:#333}.x{color:#333}", "<div class=c>q <span class=x>{}</span></div>"),
    "mark in yellow": (".x{color:#ff0;display:block;height:40px}", "<div><mark class=x>{}</mark></div>"),
    "white shadow of white": (".x{color:#fff;text-shadow:0 0 3px #fff}", "<div class=x>{}</div>"),
    "white shadow of nothing": (".x{color:transparent;text-shadow:0 0 0 #fff}", "<div class=x>{}</div>"),
    "half white shadow": (".x{color:#fff;text-shadow:0 0 3px rgb(255 255 255 / 50%)}", "<div class=x>{}</div>"),
    "faint shadow": (".x{color:#fff;text-shadow:0 0 3px rgb(0 0 0 / 2%)}", "<div class=x>{}</div>"),
    "gradient no end": (
        ".x{color:transparent;background:linear-gradient(#fff 99%,red);background-clip:text}",
        "<div class=x>{}</div>",
    ),
    "color-mix transp": (".x{color:color-mix(in srgb, red 0%, transparent)}", "<div class=x>{}</div>"),
    "color-mix 4%": (".x{color:color-mix(in srgb, black 4%, transparent)}", "<div class=x>{}</div>"),
    "color-mix white 99": (".x{color:color-mix(in srgb, white 99%, black)}", "<div class=x>{}</div>"),
    "color-mix white tail": (".x{color:color-mix(in srgb, black, white 99%)}", "<div class=x>{}</div>"),
    "rel alpha calc": (".x{color:rgb(from black r g b / calc(alpha*0))}", "<div class=x>{}</div>"),
    "currentcolor in transparent": (
        ".c{color:transparent}.x{color:currentcolor}",
        "<div class=c><div class=x>{}</div></div>",
    ),
    "light-dark transp": (".x{color:light-dark(transparent,red)}", "<div class=x>{}</div>"),
    "color keyword gray": (".c{background:gray}.x{color:#808080}", "<div class=c><div class=x>{}</div></div>"),
    "darkslategray": (
        ".c{background:darkslategray}.x{color:darkslategray}",
        "<div class=c><div class=x>{}</div></div>",
    ),
    "rebeccapurple": (
        ".c{background:rebeccapurple}.x{color:rebeccapurple}",
        "<div class=c><div class=x>{}</div></div>",
    ),
    "named own": (".x{background:tomato;color:tomato}", "<div class=x>{}</div>"),
    "named antiquewhite": (".x{color:#fefdfd}", "<div class=x>{}</div>"),
    "font shorthand var": (":root{--f:0}.x{font:var(--f)/1 serif}", "<div class=x>{}</div>"),
    "font shorthand calc": (".x{font:calc(0px)/1 serif}", "<div class=x>{}</div>"),
    "zoom stacked": (".c{zoom:.2}.x{zoom:.2}", "<div class=c><div class=x>{}</div></div>"),
    "scale stacked": (".c{scale:.2}.x{scale:.2}", "<div class=c><div class=x>{}</div></div>"),
    "opacity stack": (".c{opacity:.2}.x{opacity:.12}", "<div class=c><div class=x>{}</div></div>"),
    "opacity stack3": (".a{opacity:.3}", "<div class=a><div class=a><div class=a>{}</div></div></div>"),
    "font-size-adjust .01": (".x{font-size-adjust:.01}", "<div class=x>{}</div>"),
    "left -100% rel": (".x{position:relative;left:-100%}", "<div class=x>{}</div>"),
    "right 100%": (".x{position:absolute;right:100%}", "<div class=x>{}</div>"),
    "right 100vw": (".x{position:absolute;right:100vw;white-space:nowrap}", "<div class=x>{}</div>"),
    "inset-inline-end 100%": (".x{position:absolute;inset-inline-end:100%}", "<div class=x>{}</div>"),
    "margin-left -100vw": (".x{margin-left:-100vw}", "<div class=x>{}</div>"),
    "top -200": (".x{position:absolute;top:-200px}", "<div class=x>{}</div>"),
    "left -400": (".x{position:absolute;left:-400px}", "<div class=x>{}</div>"),
    "anchor positioning": (
        ".c{anchor-name:--a;position:fixed;left:-400px}.x{position:fixed;left:anchor(--a left)}",
        "<div class=c>q</div><div class=x>{}</div>",
    ),
    "offset prop": (".x{offset:path('M-900 -900') 0}", "<div class=x>{}</div>"),
    "rotateX 180 backface": (".x{transform:rotateX(180deg);backface-visibility:hidden}", "<div class=x>{}</div>"),
    "rotateY 180 backface": (".x{transform:rotateY(180deg);backface-visibility:hidden}", "<div class=x>{}</div>"),
    "rotate prop y 180": (".x{rotate:y 180deg;backface-visibility:hidden}", "<div class=x>{}</div>"),
    "rotate3 vec": (".x{rotate:0 1 0 90deg}", "<div class=x>{}</div>"),
    "scaleZ": (".x{transform:scaleZ(0)}", "<div class=x>{}</div>"),
    "width 2px": (".x{width:2px;height:2px;overflow:hidden}", "<div class=x>{}</div>"),
    "height 5": (".x{height:3px;overflow:hidden}", "<div class=x>{}</div>"),
    "max-height .1em": (".x{max-height:.1em;overflow:hidden}", "<div class=x>{}</div>"),
    "overflow overlay": (".x{height:0;overflow:overlay}", "<div class=x>{}</div>"),
    "max-inline-size 0": (".x{max-inline-size:0;overflow:hidden;white-space:nowrap}", "<div class=x>{}</div>"),
    "min 0 flex": (
        ".c{display:flex;}.x{flex:0 0 0;overflow:hidden;white-space:nowrap}",
        "<div class=c><div class=x>{}</div></div>",
    ),
    "grid col 0": (
        ".c{display:grid;grid-template-columns:0}.x{overflow:hidden;white-space:nowrap}",
        "<div class=c><div class=x>{}</div></div>",
    ),
    "grid-template shorthand": (
        ".c{display:grid;grid-template:0/1fr}.x{overflow:hidden;min-height:0}",
        "<div class=c><div class=x>{}</div></div>",
    ),
    "grid shorthand": (".c{display:grid;grid:0px/1fr}.x{overflow:hidden}", "<div class=c><div class=x>{}</div></div>"),
    "grid-auto-rows 0": (
        ".c{display:grid;grid-auto-rows:0}.x{overflow:hidden;min-height:0}",
        "<div class=c><div class=x>{}</div></div>",
    ),
    "grid minmax": (
        ".c{display:grid;grid-template-rows:minmax(0,0)}.x{overflow:hidden}",
        "<div class=c><div class=x>{}</div></div>",
    ),
    "text-indent -400": (".x{text-indent:-400px}", "<div class=x>{}</div>"),
    "object fallback": ("", "<object data='data:text/html,q'>{}</object>"),
    "iframe inner": ("", "<iframe>{}</iframe>"),
    "math phantom": ("", "<math><mphantom><mtext>{}</mtext></mphantom></math>"),
    "canvas inner": ("", "<canvas width=20 height=20>{}</canvas>"),
    "fencedframe": ("", "<fencedframe>{}</fencedframe>"),
    "details name": ("", "<details name=q><summary>a</summary>{}</details>"),
    "details summary 2": ("", "<details><summary>a</summary><summary>{}</summary></details>"),
    "details no summary": ("", "<details>{}</details>"),
    "details nested in open": (
        "",
        "<details open><summary>a</summary><details><summary>b</summary>{}</details></details>",
    ),
    "details display contents": ("details{display:contents}", "<details><summary>a</summary>{}</details>"),
    "dialog in open": ("", "<dialog open><dialog>{}</dialog>q</dialog>"),
    "all inherit in hidden": (
        ".c{visibility:hidden}.x{visibility:visible;}.x{all:inherit}",
        "<div class=c><div class=x>{}</div></div>",
    ),
    "all inherit fs": (".c{font-size:0}.x{font-size:20px}.x{all:inherit}", "<div class=c><div class=x>{}</div></div>"),
    "all inherit pos": (".c{position:absolute;left:-300px}.x{all:inherit}", "<div class=c><div class=x>{}</div></div>"),
    "background inherit": (
        ".c{background:#333}.x{background:inherit;color:#333}",
        "<div class=c><div class=x>{}</div></div>",
    ),
    "color unset": (".c{color:#fff}.x{color:#000}.x{color:unset}", "<div class=c><div class=x>{}</div></div>"),
    "starting-style": (
        ".x{transition:opacity 99999s;opacity:1}@starting-style{.x{opacity:0}}",
        "<div class=x>{}</div>",
    ),
    "starting-style nested": (
        ".x{transition:opacity 99999s;opacity:1;@starting-style{opacity:0}}",
        "<div class=x>{}</div>",
    ),
    "starting-style delay": (
        ".x{transition:opacity 1s 9999s;opacity:1;@starting-style{opacity:0}}",
        "<div class=x>{}</div>",
    ),
    "transition shorthand": (
        ".x{transition:all 9999s;opacity:1}@starting-style{.x{opacity:0}}",
        "<div class=x>{}</div>",
    ),
    "anim timeline view": (
        "@keyframes a{from{opacity:0}to{opacity:0}}.x{animation:a linear both;animation-timeline:view()}",
        "<div class=x>{}</div>",
    ),
    "anim color": ("@keyframes a{from,to{color:#fff}}.x{animation:a 1s infinite}", "<div class=x>{}</div>"),
    "anim transform": ("@keyframes a{to{transform:scale(0)}}.x{animation:a .01s forwards}", "<div class=x>{}</div>"),
    "anim fs": ("@keyframes a{from,to{font-size:0}}.x{animation:a 1s infinite}", "<div class=x>{}</div>"),
    "anim height": (
        "@keyframes a{from,to{height:0}}.x{overflow:hidden;animation:a 1s infinite}",
        "<div class=x>{}</div>",
    ),
    "anim height ovf": (
        "@keyframes a{from,to{height:0;overflow:hidden}}.x{animation:a 1s infinite}",
        "<div class=x>{}</div>",
    ),
    "anim in media": (
        "@media screen{@keyframes a{from,to{opacity:0}}}.x{animation:a 1s infinite}",
        "<div class=x>{}</div>",
    ),
    "anim two": (
        "@keyframes a{from,to{opacity:1}}@keyframes b{from,to{opacity:0}}.x{animation:a 1s infinite,b 1s infinite}",
        "<div class=x>{}</div>",
    ),
    "anim two rev": (
        "@keyframes a{from,to{opacity:1}}@keyframes b{from,to{opacity:0}}.x{opacity:0;animation:a 1s,b 1s infinite}",
        "<div class=x>{}</div>",
    ),
    "anim none later": (
        "@keyframes a{from,to{opacity:1}}.x{opacity:0;animation:a 1s infinite}.x{animation:none}",
        "<div class=x>{}</div>",
    ),
    "anim of an instant": ("@keyframes a{from,to{opacity:1}}.x{opacity:0;animation:a .01s}", "<div class=x>{}</div>"),
    "anim of no time": ("@keyframes a{from,to{opacity:1}}.x{opacity:0;animation:a}", "<div class=x>{}</div>"),
    "anim marked important": (
        "@keyframes a{to{opacity:1!important}}.x{opacity:0;animation:a .1s forwards}",
        "<div class=x>{}</div>",
    ),
    "anim of what is not there": (
        "@keyframes a{from,to{display:block}}.x{display:none;animation:a .1s forwards}",
        "<div class=x>{}</div>",
    ),
    "anim iteration 0": ("@keyframes a{from,to{opacity:1}}.x{opacity:0;animation:a 1s 0}", "<div class=x>{}</div>"),
    "anim short blink": (
        "@keyframes a{0%{opacity:1}.01%,100%{opacity:0}}.x{animation:a 20s infinite}",
        "<div class=x>{}</div>",
    ),
    "anim show only moment": (
        "@keyframes a{0%,99%{opacity:0}99.5%{opacity:1}}.x{opacity:0;animation:a 9s infinite}",
        "<div class=x>{}</div>",
    ),
    "scope implicit": ("", "<div><style>@scope{.x{opacity:0}}</style><div class=x>{}</div></div>"),
    "nested decl after3": (".x{opacity:0;& b{color:red}}", "<div class=x>{}<b>q</b></div>"),
    "nest & &": (".x{&&{opacity:0}opacity:1}", "<div class=x>{}</div>"),
    "position-try": ("@position-try --q{left:0}.x{position:absolute;left:-400px}", "<div class=x>{}</div>"),
    "custom func": ("@function --o(){result:0}.x{opacity:--o()}", "<div class=x>{}</div>"),
    "attr typed display": (".x{display:attr(data-d type(*))}", "<div class=x data-d=none>{}</div>"),
    "if() style": (".x{--a:1;display:if(style(--a:1): none; else: block)}", "<div class=x>{}</div>"),
    "function of the sheet": ("@function --f(){result:none}.x{display:--f()}", "<div class=x>{}</div>"),
    "details of one name": (
        "",
        "<details name=n open><summary>a</summary>b</details><details name=n open><summary>c</summary>{}</details>",
    ),
    "attr typed fs": (".x{font-size:attr(data-o px)}", "<div class=x data-o=0>{}</div>"),
    "sibling-index": (".x{opacity:calc(sibling-index() - 1)}", "<div class=x>{}</div>"),
    "calc mod": (".x{opacity:mod(4,2)}", "<div class=x>{}</div>"),
    "calc env": (".x{opacity:env(nothing,0)}", "<div class=x>{}</div>"),
    "env display": (".x{display:env(nothing,none)}", "<div class=x>{}</div>"),
    "env vis": (".x{visibility:env(nope, hidden)}", "<div class=x>{}</div>"),
    "env safe": (".x{font-size:env(safe-area-inset-top,20px)}", "<div class=x>{}</div>"),
    "var in var": (":root{--a:var(--b);--b:none}.x{display:var(--a)}", "<div class=x>{}</div>"),
    "var fallback fn": (".x{display:var(--q,var(--r,none))}", "<div class=x>{}</div>"),
    "var color": (":root{--c:#fff}.x{color:var(--c)}", "<div class=x>{}</div>"),
    "var space toggle": (":root{--on: ;--off:initial}.x{opacity:var(--off,0)}", "<div class=x>{}</div>"),
    "var initial": (":root{--o:initial}.x{opacity:var(--o,0)}", "<div class=x>{}</div>"),
    "registered inherits false": (
        "@property --o{syntax:'<number>';inherits:false;initial-value:0}.x{opacity:var(--o)}",
        "<div class=x>{}</div>",
    ),
    "white nine deep": (
        ".x{color:#fff}",
        "<div>" * 11 + "<p class=x>{}</p>",
    ),
    "link as dark as its part": (".c{background:#000}a{color:#000}", "<div class=c><a href=/q>{}</a></div>"),
    "important colour alike": (
        ".c{background:#336699}div .x{color:#fff}.x{color:#336699!important}",
        "<div class=c><div class=x>{}</div></div>",
    ),
    "colour inherited again": (
        ".c{background:#333;color:#333}.x{color:#fff}.x{color:inherit}",
        "<div class=c><div class=x>{}</div></div>",
    ),
    "body text black": ("", "<script></script><div style=background:#000><p>{}</p></div>"),
    "body attributes": ("", "<table bgcolor=navy width=900><tr><td><font color=navy>{}</font></table>"),
    "maybe colour": (
        ".c{background:#336699}@container (min-width:1px){.x{color:#336699}}.c{container-type:inline-size}",
        "<div class=c><div class=x>{}</div></div>",
    ),
    "same by var": (
        ":root{--b:#336699}.c{background:var(--b)}.x{color:var(--b)}",
        "<div class=c><div class=x>{}</div></div>",
    ),
    "same by style": ("", "<div style=background:#336699><p style=color:#336699>{}</p></div>"),
    "same two of style": ("", "<div style=color:#336699><p style=background:#336699>{}</p></div>"),
    "animation paused by another rule": (
        (
            "@keyframes a{from{opacity:0}to{opacity:1}}.x{opacity:0;animation:a 1ms both}"
            "main .x{animation-play-state:paused}"
        ),
        "<div class=x>{}</div>",
    ),
    "panel pushed out to the right": (
        ".x{position:fixed;top:0;right:0;width:250px;transform:translateX(250px)}",
        "<div class=x>{}</div>",
    ),
    "panel pushed out from an automatic left": (
        ".x{position:fixed;top:0;right:0;left:auto;width:250px;transform:translateX(250px)}",
        "<div class=x>{}</div>",
    ),
    "panel pushed out in two steps": (
        ".x{position:fixed;top:0;right:0;width:250px;transform:translateX(150px) translateX(100px)}",
        "<div class=x>{}</div>",
    ),
    "panel pushed out by its width": (
        ".x{position:fixed;top:0;right:0;transform:translate3d(100%,0,0)}",
        "<div class=x>{}</div>",
    ),
    "panel pushed out to the left": (
        ".x{position:fixed;top:0;left:0;width:15em;transform:translate(-15em,0)}",
        "<div class=x>{}</div>",
    ),
    "white placed beside white": (
        ".x{position:absolute;top:300px;color:#fff}.y{background:#fff;height:90px}",
        "<div class=x>{}</div><div class=y>q</div>",
    ),
    "white placed beside nothing": (".x{position:absolute;top:300px;color:#fff}", "<div class=x>{}</div><div>q</div>"),
    "white under what is placed white": (
        ".c{position:relative}.y{position:absolute;inset:0;background:#fff}.x{position:relative;color:#fff}",
        "<div class=c><div class=y></div><div class=x>{}</div></div>",
    ),
    # What follows an open bracket or text stands in it, to the end of the sheet.
    "open bracket lifts": (".x{opacity:0}p({}.x{opacity:1}", "<div class=x>{}</div>"),
    "open square bracket lifts": (".x{opacity:0}p[a{}.x{opacity:1}", "<div class=x>{}</div>"),
    "bracket open behind a closed one lifts": (".x{opacity:0}p)(a(){}.x{opacity:1}", "<div class=x>{}</div>"),
    "open bracket of a condition lifts": (
        ".x{opacity:0}@media (min-width:1px{}.x{opacity:1}",
        "<div class=x>{}</div>",
    ),
    "open bracket within a condition lifts": (
        ".x{opacity:0}@media screen{.y{}p({}}.x{opacity:1}",
        "<div class=x>{}</div>",
    ),
    "open bracket of a value lifts": (".x{opacity:0}.y{width:calc(1px}.x{opacity:1}", "<div class=x>{}</div>"),
    "open text lifts": ('.x{opacity:0}p"{}.x{opacity:1}', "<div class=x>{}</div>"),
    "open bracket sets a variable": (
        ":root{--o:0}.x{opacity:var(--o)}p({}:root{--o:1}",
        "<div class=x>{}</div>",
    ),
    "open bracket before frames": (
        ".x{opacity:0;animation:a 9s both}p({}@keyframes a{from,to{opacity:1}}",
        "<div class=x>{}</div>",
    ),
    "bracket of a value lifts": (".x{opacity:0;--a:[;opacity:1;]}", "<div class=x>{}</div>"),
    "bracket of a value sets a variable": (
        ".x{--o:0;--a:(;--o:1;);opacity:var(--o)}",
        "<div class=x>{}</div>",
    ),
    "bracket of a style lifts": ("", "<div style='opacity:0;--a:(;opacity:1;)'>{}</div>"),
    "open bracket of a style lifts": ("", "<div style='opacity:0;--a:(;opacity:1'>{}</div>"),
    "text of a style lifts": ("", "<div style='opacity:0;--a:\";opacity:1;\"'>{}</div>"),
    "text ends with its line": ("", "<div style='color:\"\n;opacity:0'>{}</div>"),
}
SHOWN = {
    "animation paused before another rule": (
        (
            "@keyframes a{from{opacity:0}to{opacity:1}}.x{animation-play-state:paused}"
            "main .x{opacity:0;animation:a 1ms both}"
        ),
        "<div class=x>{}</div>",
    ),
    "panel pushed within": (
        ".x{position:fixed;top:0;right:0;width:250px;transform:translateX(-250px)}",
        "<div class=x>{}</div>",
    ),
    "panel pushed by a part of its width": (
        ".x{position:fixed;top:0;right:0;width:400px;transform:translateX(100px)}",
        "<div class=x>{}</div>",
    ),
    "panel hanging at both sides": (
        ".x{position:fixed;top:0;left:0;right:0;width:200px;transform:translateX(250px)}",
        "<div class=x>{}</div>",
    ),
    "panel pushed by a share of its width": (
        ".x{position:fixed;top:0;right:0;width:250px;transform:translateX(60%)}",
        "<div class=x>{}</div>",
    ),
    "panel pushed out and back": (
        ".x{position:fixed;top:0;right:0;width:100px;transform:translateX(100px) translateX(-100px)}",
        "<div class=x>{}</div>",
    ),
    "animation that a heavier rule runs": (
        (
            "@keyframes a{from{opacity:0}to{opacity:1}}.x{opacity:0;animation:a 1ms both}"
            ".y{animation-play-state:paused}.x.y{animation-play-state:running}"
        ),
        "<div class='x y'>{}</div>",
    ),
    "animation that an important rule runs": (
        (
            "@keyframes a{from{opacity:0}to{opacity:1}}.x{opacity:0;animation:a 1ms both}"
            ".y{animation-play-state:running!important}"
        ),
        "<div class='x y' style='animation-play-state:paused'>{}</div>",
    ),
    "white bar over a painted part": (
        ".x{position:absolute;color:#fff}.y{background:#123;height:200px}",
        "<div class=x>{}</div><div class=y>q</div>",
    ),
    "white before what is placed": (
        ".c{position:relative}.y{position:absolute;inset:0;background:#123}.x{position:relative;color:#fff}",
        "<div class=c><div class=y></div><div class=x>{}</div></div>",
    ),
    "white caption of a picture": (
        ".x{position:absolute;top:20px;color:#fff}",
        f'<div><img width=900 height=90 src="{DARK}"><p class=x>{{}}</p></div>',
    ),
    "white before the page's picture": (
        f'body{{background-color:#fff}}body{{background-image:url("{DARK}")}}.x{{color:#fff}}',
        "<div class=x>{}</div>",
    ),
    "mix lighten": (".x{mix-blend-mode:lighten;color:#000}", "<div class=x>{}</div>"),
    "mix difference": (".x{mix-blend-mode:difference;color:#000}", "<div class=x>{}</div>"),
    "mix exclusion": (".x{mix-blend-mode:exclusion;color:#000}", "<div class=x>{}</div>"),
    "rem from root 62.5": ("html{font-size:62.5%}.x{font-size:1.4rem}", "<div class=x>{}</div>"),
    "ruby rt": ("", "<ruby>q<rt>{}</rt></ruby>"),
    "button": ("", "<button>{}</button>"),
    "all inherit opacity": (".c{opacity:.5}.x{opacity:0}.x{all:inherit}", "<div class=c><div class=x>{}</div></div>"),
    "all inherit display": (
        ".c{display:block}.x{display:none}.x{all:inherit}",
        "<div class=c><div class=x>{}</div></div>",
    ),
    "nested decl after2": (".x{&{opacity:0}opacity:1}", "<div class=x>{}</div>"),
    "nest @layer": (".x{opacity:1;@layer q{opacity:0}}", "<div class=x>{}</div>"),
    "content url before": (".x::before{content:url(none.gif)}", "<div class=x>{}</div>"),
    "content text": (".x{content:'a lantern'}", "<div class=x>{}</div>"),
    "if() display": (".x{display:if(media(screen): none; else: block)}", "<div class=x>{}</div>"),
    "light on a dark part": (".c{background:#111}.x{color:#eee}", "<div class=c><div class=x>{}</div></div>"),
    "dark part says its colour": (".x{background:#000;color:#fff}", "<div class=x>{}</div>"),
    "colour from around a dark part": (".c{color:#fff}.x{background:#000}", "<div class=c><div class=x>{}</div></div>"),
    "white card in a black part": (
        ".c{background:#000}.x{background:#fff}",
        "<div class=c><div class=x>{}</div></div>",
    ),
    "link in a black part": (".c{background:#000}", "<div class=c><a href=/q>{}</a></div>"),
    "brand colour and brand part apart": (
        ".c{background:#336699;color:#fff}.x{color:#336699}",
        "<div class=c>q</div><div class=x>{}</div>",
    ),
    "brand text on its card in a brand part": (
        ".c{background:#336699}.d{background:#fff}.x{color:#336699}",
        "<div class=c><div class=d><div class=x>{}</div></div></div>",
    ),
    "heavier colour": (
        ".c{background:#336699}div .x{color:#fff}.x{color:#336699}",
        "<div class=c><div class=x>{}</div></div>",
    ),
    "heavier background": (
        "div.c{background:#fff}.c{background:#336699}.x{color:#336699}",
        "<div class=c><div class=x>{}</div></div>",
    ),
    "no background after all": (
        ".c{background:#336699}.c{background:none}.x{color:#336699}",
        "<div class=c><div class=x>{}</div></div>",
    ),
    "gradient letters": (
        ".x{color:transparent;background:linear-gradient(90deg,red,blue);-webkit-background-clip:text}",
        "<div class=x>{}</div>",
    ),
    "dark shadow of white": (".x{color:#fff;text-shadow:0 0 3px #000}", "<div class=x>{}</div>"),
    "shadow behind": (".x{color:#fff;text-shadow:0 0 0 #000}", "<div class=x>{}</div>"),
    "shadow of nothing": (".x{color:transparent;text-shadow:0 0 0 #000}", "<div class=x>{}</div>"),
    "outline of white": (".x{color:#fff;-webkit-text-stroke:1px #000}", "<div class=x>{}</div>"),
    "mark on black": (".c{background:#000}", "<div class=c><mark>{}</mark></div>"),
    "button in black": (".c{background:#000}", "<div class=c><button>{}</button></div>"),
    "body black text set": ("body{background:#000;color:#ddd}", "<div class=x>{}</div>"),
    "body black p set": ("body{background:#000}p,.x{color:#ddd}", "<div class=x>{}</div>"),
    "closed brackets": (".x{opacity:0}p(a[b]){}.x{opacity:1}", "<div class=x>{}</div>"),
    "escaped bracket": (".x{opacity:0}.a\\[b{}.a\\(c{}.x{opacity:1}", "<div class=x>{}</div>"),
    "bracket in a text": (".x{opacity:0}.y::after{content:'(['}.x{opacity:1}", "<div class=x>{}</div>"),
    "bracket in an address": (".x{opacity:0}.y{background:url(a'b)}.x{opacity:1}", "<div class=x>{}</div>"),
    "bracket of a style hides": ("", "<div style='--a:(;opacity:0;)'>{}</div>"),
    "text of a style hides": ("", "<div style='--a:\";opacity:0;\"'>{}</div>"),
}
