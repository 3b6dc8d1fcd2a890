"""Ways to say words that are no text of the page: painted by styles, drawn, in frames and shadow roots; and ways that
only look like it. What each does in a browser is known from a browser: `tests/security/test_hidden_words.py`."""

_SVG = "<svg width=900 height=30{}>{}</svg>"
_WORDS = "<text y=20>{}</text>"


def _drawn(inner: str, attributes: str = "") -> tuple[str, str]:
    return "", _SVG.format(attributes, inner)


HIDDEN = {
    "painted seen through": (".x::before{content:attr(data-w);opacity:0}", "<div class=x data-w='{}'></div>"),
    "painted not displayed": (".x::after{content:attr(data-w);display:none}", "<div class=x data-w='{}'></div>"),
    "painted in white": (".x::after{content:attr(data-w);color:#fff}", "<div class=x data-w='{}'></div>"),
    "painted tiny": (".x::after{content:attr(data-w);font-size:0}", "<div class=x data-w='{}'></div>"),
    "painted far": (
        ".x::after{content:attr(data-w);position:absolute;left:-9999px}",
        "<div class=x data-w='{}'></div>",
    ),
    "painted over": (
        ".x::after{content:attr(data-w)}div.x::after{content:none}",
        "<div class=x data-w='{}'></div>",
    ),
    "painted over important": (
        ".x::after{content:'' !important}#i::after{content:attr(data-w)}",
        "<div class=x id=i data-w='{}'></div>",
    ),
    "painted hidden by another": (
        ".x::after{content:attr(data-w)}div::after{visibility:hidden}",
        "<div class=x data-w='{}'></div>",
    ),
    "painted in a hidden part": (
        ".x::after{content:attr(data-w)}.x{display:none}",
        "<div class=x data-w='{}'></div>",
    ),
    "painted on a mouse": (".x:hover::after{content:attr(data-w)}", "<div class=x data-w='{}'></div>"),
    "painted for paper": ("@media print{.x::after{content:attr(data-w)}", "<div class=x data-w='{}'></div>"),
    "painted in a field": ("input::after{content:attr(data-w)}", "<input data-w='{}'>"),
    "painted nowhere": (".y::after{content:attr(data-w)}", "<div class=x data-w='{}'></div>"),
    "painted for readers aloud": (".x::after{content:'q' / attr(data-w)}", "<div class=x data-w='{}'></div>"),
    "no content on an element": (".x{content:attr(data-w)}", "<div class=x data-w='{}'></div>"),
    "painted and all taken back": (
        ".x::after{content:attr(data-w)}div.x::after{all:unset}",
        "<div class=x data-w='{}'></div>",
    ),
    "painted over with a cry": (
        ".x::after{content:'! ' attr(data-w)}div.x::after{content:none}",
        "<div class=x data-w='{}'></div>",
    ),
    "painted after what is important": (
        ".x::after{content:none!important;content:attr(data-w)}",
        "<div class=x data-w='{}'></div>",
    ),
    "painted by a value that is none": (".x::after{content:attr(data-w) q}", "<div class=x data-w='{}'></div>"),
    "painted by a list that is none": (".x::after,.y:::b{content:attr(data-w)}", "<div class=x data-w='{}'></div>"),
    "painted by others' browsers": (
        ".x::after,.y::-moz-b{content:attr(data-w)}",
        "<div class=x data-w='{}'></div>",
    ),
    "painted under a condition": (
        "@container (min-width:9000px){.x::after{content:attr(data-w)}}",
        "<div class=x data-w='{}'></div>",
    ),
    "painted letters of nothing": (
        ".x::after{content:attr(data-w);-webkit-text-fill-color:transparent}",
        "<div class=x data-w='{}'></div>",
    ),
    "painted behind": (
        ".x::after{content:attr(data-w);position:relative;z-index:-1}body,main{background:#fff;position:relative}",
        "<div class=x data-w='{}'></div>",
    ),
    "painted first line white": (
        ".x::first-line{color:#fff}.x::before{content:attr(data-w)}",
        "<div class=x data-w='{}'></div>",
    ),
    "painted where it is not empty": (".x:empty::after{content:attr(data-w)}", "<div class=x data-w='{}'>q</div>"),
    "drawn and set to nothing": _drawn("<g><set attributeName=display to=none /><text y=20>{}</text></g>"),
    "drawn cut to its middle": _drawn(
        "<text x=0 y=290>{}</text>", " viewBox='0 0 900 300' preserveAspectRatio='xMidYMin slice'"
    ),
    "drawn by a mark": _drawn("<marker id=m><text y=20>{}</text></marker>"),
    "drawn in a mask": _drawn("<mask id=m><text y=20>{}</text></mask>"),
    "drawn clear": _drawn("<text y=20 fill='rgba(0,0,0,0)'>{}</text>"),
    "frame with another text": ("", "<iframe src='data:text/html,<p>{}' srcdoc='<p>q'></iframe>"),
    "drawn above": _drawn("<text y=-20>{}</text>"),
    "drawn below": _drawn("<text y=60>{}</text>"),
    "drawn beside": _drawn("<text x=900 y=20>{}</text>"),
    "drawn before": _drawn("<text x=0 y=20 text-anchor=end>{}</text>"),
    "drawn white": _drawn("<text y=20 fill=#fff>{}</text>"),
    "drawn in nothing": _drawn("<text y=20 fill=none>{}</text>"),
    "drawn white around": _drawn("<g fill=white><text y=20>{}</text></g>"),
    "drawn white by a style": _drawn("<text y=20 style='fill:#fff'>{}</text>"),
    "drawn white by a rule": ("text{fill:#fff}", _SVG.format("", _WORDS)),
    "drawn white by a rule around": ("svg{fill:#fff}", _SVG.format("", _WORDS)),
    "drawn on black": _drawn("<rect width=900 height=30 /><text y=20>{}</text>"),
    "drawn under": _drawn("<text y=20>{}</text><rect width=900 height=30 fill=#eee />"),
    "drawn seen through": _drawn("<text y=20 opacity=0>{}</text>"),
    "drawn for use": _drawn("<defs><text y=20>{}</text></defs>"),
    "drawn as a sign": _drawn("<symbol id=s><text y=20>{}</text></symbol>"),
    "drawn as a cut": _drawn("<clipPath id=c><text y=20>{}</text></clipPath>"),
    "drawn tiny": _drawn("<text y=20 font-size=0>{}</text>"),
    "drawn tiny by its box": _drawn("<text y=200>{}</text>", " viewBox='0 0 90000 3000'"),
    "drawn outside its box": _drawn("<text x=700 y=20>{}</text>", " viewBox='0 0 300 30'"),
    "drawn shrunk": _drawn("<g transform=scale(0)><text y=20>{}</text></g>"),
    "drawn moved": _drawn("<g transform=translate(0,90)><text y=20>{}</text></g>"),
    "drawn by parts below": _drawn("<text y=20><tspan y=90>{}</tspan></text>"),
    "drawn parts white": _drawn("<text y=20><tspan fill=white>{}</tspan></text>"),
    "drawn in a small picture": ("", "<svg width=5 height=0><text y=4>{}</text></svg>"),
    "drawn in a picture made small": ("svg{width:2px;height:2px}", _SVG.format("", _WORDS)),
    "drawn title": _drawn("<title>{}</title>"),
    "drawn in the dark": ("body{background:#000;color:#fff}", _SVG.format("", _WORDS)),
    "formula's source": (
        "",
        "<math><semantics><mi>q</mi><annotation><mtext>{}</mtext></annotation></semantics></math>",
    ),
    "formula hidden": ("mtext{opacity:0}", "<math><mtext>{}</mtext></math>"),
    "frame hidden": ("iframe{display:none}", "<iframe srcdoc='<p>{}'></iframe>"),
    "frame of no size": ("", "<iframe width=1 height=1 srcdoc='<p>{}'></iframe>"),
    "frame of no size by a rule": ("iframe{width:2px;height:2px}", "<iframe srcdoc='<p>{}'></iframe>"),
    "frame hidden within": ("", "<iframe srcdoc='<style>p{opacity:0}</style><p>{}'></iframe>"),
    "frame in the dark": ("body{background:#000}", "<iframe srcdoc='<p>{}'></iframe>"),
    "frame in the nearly dark": ("body{background:#222}", "<iframe srcdoc='<p style=color:#222>{}'></iframe>"),
    "frame away": ("iframe{position:absolute;left:-5000px}", "<iframe srcdoc='<p>{}'></iframe>"),
    "shadow hides its host": (
        "",
        "<div><template shadowrootmode=open><style>:host{display:none}</style><p>{}</p></template></div>",
    ),
    "shadow hides its host by its class": (
        "",
        "<div class=x><template shadowrootmode=open><style>:host(.x){display:none}</style><p>{}</p></template></div>",
    ),
    "shadow hides": (
        "",
        "<div><template shadowrootmode=open><style>p{opacity:0}</style><p>{}</p></template></div>",
    ),
    "shadow of what is hidden": ("div{opacity:0}", "<div><template shadowrootmode=open><p>{}</p></template></div>"),
    "shadow in the dark": ("body{background:#000}", "<div><template shadowrootmode=open><p>{}</p></template></div>"),
    "template": ("", "<div><template><p>{}</p></template></div>"),
    "beside choices": ("", "<select>{}<option>q</select>"),
    "for those without scripts": ("", "<p>q<noscript><p>{}</p></noscript>"),
    "for those without scripts in a table": ("", "<table><noscript><tr><td>{}</noscript></table>"),
    "for those without scripts closing more": ("", "<div><noscript></div></div></main>{}</noscript>"),
    "for those without scripts in small": ("", "<p>q<NoScript id=q><div>{}</div></NOSCRIPT>"),
}
SHOWN = {
    "painted before": (".x::before{content:attr(data-w)}", "<div class=x data-w='{}'></div>"),
    "painted after": (".x:after{content:attr(data-w);display:block}", "<div class=x data-w='{}'>q</div>"),
    "painted in parts": (".x::after{content:'q ' attr(data-w) ' w'}", "<div class=x data-w='{}'></div>"),
    "painted in black": (".x::after{content:attr(data-w);color:#000}", "<div class=x data-w='{}'></div>"),
    "painted where it is empty": (".x:empty::after{content:attr(data-w)}", "<div class=x data-w='{}'></div>"),
    "painted beside a picture's words": (".x::after{content:attr(data-w) / 'q'}", "<div class=x data-w='{}'></div>"),
    "painted with a count": (".x::after{content:counter(q) '. ' attr(data-w)}", "<div class=x data-w='{}'></div>"),
    "painted by the heavier": (
        ".x::after{content:none}div.x::after{content:attr(data-w)}",
        "<div class=x data-w='{}'></div>",
    ),
    "drawn": ("", _SVG.format("", _WORDS)),
    "drawn black": _drawn("<text y=20 fill=black>{}</text>"),
    "drawn in a box": _drawn("<text x=5 y=20>{}</text>", " viewBox='0 0 450 30'"),
    "drawn on white": _drawn("<rect width=900 height=30 fill=white /><text y=20>{}</text>"),
    "drawn in the middle": _drawn("<text x=450 y=20 text-anchor=middle>{}</text>"),
    "drawn in a part": _drawn("<text y=20><tspan>{}</tspan></text>"),
    "drawn in a link": _drawn("<a href=/><text y=20>{}</text></a>"),
    "drawn as the text around": ("div{color:#300}", "<div>" + _SVG.format(" fill=currentColor", _WORDS) + "</div>"),
    "formula": ("", "<math><mtext>{}</mtext></math>"),
    "frame": ("", "<iframe srcdoc='<p>{}'></iframe>"),
    "frame of the whole page": (
        "iframe{width:100%;height:100vh;border:0}",
        "<iframe srcdoc='<title>q</title><p>{}'></iframe>",
    ),
    "frame on white": ("body{background:#fff}", "<iframe width=600 height=200 srcdoc='<p>{}'></iframe>"),
    "frame of an address": ("", "<iframe src='data:text/html,<p>{}'></iframe>"),
    "object of an address": ("", "<object width=600 height=200 data='data:text/html,<p>{}'></object>"),
    "shadow": ("", "<div><template shadowrootmode=open><p>{}</p></template></div>"),
    "shadow that styles its host": (
        "",
        "<div><template shadowrootmode=open><style>:host{display:block}</style><p>{}</p></template></div>",
    ),
    "above other letters": ("", "<ruby>q<rt>{}</rt></ruby>"),
    "below other letters": ("", "<ruby>{}<rt>q</rt></ruby>"),
}
