"""Which elements a reader cannot see. Words hidden in a page (to frame it, or to fool a comparison) do not count.

Reads inline styles and the page's own style elements; style sheets from elsewhere are not loaded, so an exhibit's
rendered text is used beside this where there is one.
"""

import re

from selectolax.lexbor import LexborHTMLParser, LexborNode, SelectolaxError

MAX_RULES = 400
MAX_ANCESTORS = 8
_RULE = re.compile(r"([^{}]{1,300})\{([^{}]{1,2000})\}")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_FAR = r"-\s*(?:[5-9]\d\d|\d{4,})(?:\.\d+)?(?:px|em|rem|pt|vw|vh|%)"
_HIDDEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|opacity\s*:\s*(?:0?\.0[0-5]?\d*|0)\s*(?:[;!]|$)"
    r"|font-size\s*:\s*(?:0|0?\.\d+|1)(?:px|pt|em|rem|%)?\s*(?:[;!]|$)"
    r"|(?:text-indent|left|top|right|bottom|margin-left|margin-top|translate[xy]?\()\s*:?\s*" + _FAR + r"|"
    r"clip\s*:\s*rect\(\s*[01](?:px)?[ ,]+[01](?:px)?[ ,]+[01](?:px)?|clip-path\s*:\s*(?:inset\((?:50|100)%|circle\(0)"
    r"|transform\s*:\s*scale[xy]?\(0?\.?0\)|(?:^|[;\s])color\s*:\s*(?:transparent|rgba\([^)]*,\s*0(?:\.0+)?\s*\))",
    re.IGNORECASE,
)
_ZERO_BOX = re.compile(r"(?:^|[;\s])(?:max-)?(?:height|width)\s*:\s*[01](?:px)?\s*(?:[;!]|$)", re.IGNORECASE)
_OVERFLOW = re.compile(r"overflow\s*:\s*(?:hidden|clip)", re.IGNORECASE)
_COLOUR = re.compile(r"(?:^|[;\s])color\s*:\s*([^;!]+)", re.IGNORECASE)
_BACKGROUND = re.compile(r"(?:^|[;\s])background(?:-color)?\s*:\s*([^;!]+)", re.IGNORECASE)
_PAGE_SELECTOR = re.compile(r"^\s*(?:html|body|\*|:root)\s*$", re.IGNORECASE)
_NAMED = {"white": "ffffff", "black": "000000"}


def hides(style: str) -> bool:
    """Whether CSS declarations make an element's text unreadable on their own."""
    if _HIDDEN.search(style) or (_ZERO_BOX.search(style) and _OVERFLOW.search(style)):
        return True
    colour, background = _COLOUR.search(style), _BACKGROUND.search(style)
    return bool(colour and background and _colour(colour[1]) == _colour(background[1]))


def remove_hidden(tree: LexborHTMLParser, style_texts: list[str]) -> int:
    """Take every element that cannot be seen out of `tree`; returns how many."""
    removed = 0
    page_colour = _page_colour(tree, style_texts)
    for node in tree.css("[style], font[color]"):
        style = node.attributes.get("style") or f"color:{node.attributes.get('color') or ''}"
        if (hides(style) or _blends(node, style, page_colour)) and node.tag not in {"body", "html"}:
            node.decompose()
            removed += 1
    for selector in ("[hidden]", *_hiding_selectors(style_texts)):
        try:
            nodes = tree.css(selector)
        except (SelectolaxError, ValueError, UnicodeError):
            continue  # a selector that no browser would take either
        for node in nodes:
            if node.tag not in {"body", "html"}:
                node.decompose()
                removed += 1
    return removed


def _hiding_selectors(style_texts: list[str]) -> list[str]:
    """Selectors of the page's own rules that hide; rules for printing or for states such as :hover do not count."""
    found: list[str] = []
    for text in style_texts:
        for selectors, body in _RULE.findall(_without_conditions(_COMMENT.sub("", text))):
            if hides(body):
                found.extend(s.strip() for s in selectors.split(",") if ":" not in s and "@" not in s and s.strip())
    return found[:MAX_RULES]


def _without_conditions(css: str) -> str:
    """`css` without the blocks of ``@media``: what hides on paper or on a small screen is there for other readers."""
    first, *rest = css.split("@media")
    return first + "".join(_after_block(part) for part in rest[:MAX_RULES])


def _after_block(css: str) -> str:
    depth = 0
    for match in re.finditer(r"[{}]", css):
        depth += 1 if match[0] == "{" else -1
        if depth <= 0:
            return css[match.end() :]
    return ""


def _blends(node: LexborNode, style: str, page_colour: str) -> bool:
    """Whether the element's text has the page's own colour and nothing close around it sets another background."""
    own = _COLOUR.search(style)
    if not own or not page_colour or _colour(own[1]) != page_colour:
        return False
    around: LexborNode | None = node
    for _ in range(MAX_ANCESTORS):
        if around is None or around.tag in {"body", "html"}:
            return True
        attributes = around.attributes
        if _BACKGROUND.search(attributes.get("style") or "") or attributes.get("bgcolor") or attributes.get("class"):
            return False
        around = around.parent
    return False


def _page_colour(tree: LexborHTMLParser, style_texts: list[str]) -> str:
    """The page's background as six hex digits; "" where a style sheet from elsewhere may set it."""
    body = tree.body
    attributes = body.attributes if body is not None else {}
    if declared := _BACKGROUND.search(attributes.get("style") or ""):
        return _colour(declared[1])
    if attributes.get("bgcolor"):
        return _colour(attributes["bgcolor"] or "")
    for text in style_texts:
        for selectors, rules in _RULE.findall(text[:50_000]):
            if any(_PAGE_SELECTOR.match(s) for s in selectors.split(",")) and (declared := _BACKGROUND.search(rules)):
                return _colour(declared[1])
    return "" if tree.css_first("link[rel~=stylesheet]") is not None else "ffffff"


def _colour(value: str) -> str:
    """A colour as six hex digits where it is one of the plain forms, else the text itself."""
    value = value.strip().lower().removesuffix("!important").strip()
    if value in _NAMED:
        return _NAMED[value]
    if re.fullmatch(r"#[0-9a-f]{3}", value):
        return "".join(digit * 2 for digit in value[1:])
    if re.fullmatch(r"#[0-9a-f]{6}", value):
        return value[1:]
    if match := re.fullmatch(r"rgba?\(\s*(\d+)[ ,]+(\d+)[ ,]+(\d+)(?:[ ,/]+1(?:\.0+)?)?\s*\)", value):
        return "".join(f"{min(255, int(match[i])):02x}" for i in (1, 2, 3))
    return value
