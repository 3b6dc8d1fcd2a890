"""Where a page itself sends its reader on: by a refresh, or, where it shows nothing else, by a script or one frame.

In: HTML. Out: a `WayOn`, its address as the page writes it, perhaps a relative one.
Never: a refresh that no browser would follow (in a comment, for readers without scripts, cut off by its quotes), or one
so late that the page was read meanwhile: such would hide a page from a look that does follow.
"""

import re
from dataclasses import dataclass
from itertools import islice

from selectolax.lexbor import LexborHTMLParser

from rempart.engines.pages.bounds import bound_html
from rempart.engines.pages.reading.forms import form_count
from rempart.engines.pages.reading.markup import Markup, read_markup
from rempart.engines.pages.sight.matching import upward
from rempart.engines.pages.words.text import words_of

MOST_DELAY_S = 30
FEW_WORDS = 40  # more is a page to read, whatever it may do under some condition
REFRESH_WITHIN = 40_000  # characters
MAX_MOVES = 10  # of one script
MOST_READ = 60_000  # of a page that shows nothing else
# The HTML Standard's rules for a refresh: a time, then an address with or without "url=", in quotes or without. What is
# read is not given back (``++``), as in the Standard: else the blank before a time would count as the one after it.
_REFRESH = re.compile(
    r"[ \t\n\f\r]*+(?=[0-9.])([0-9]{0,9}+)[0-9.]*+(?:[ \t\n\f\r]*+[;,][ \t\n\f\r]*+|[ \t\n\f\r]++)"
    r"(?:url[ \t\n\f\r]*=[ \t\n\f\r]*)?(.*)",
    re.IGNORECASE | re.DOTALL,
)
# A whole address in quotes, which nothing is added to: what a script puts together is not known without running it.
_MOVES = re.compile(
    r"\blocation(?:\.href)?\s*=\s*(?P<q>[\"'])([^\"'\\\s]{1,1000})(?P=q)\s*(?:[;})\n]|$)"
    r"|\blocation\.(?:replace|assign)\(\s*(?P<r>[\"'])([^\"'\\\s]{1,1000})(?P=r)\s*\)"
)
_ASIDE = frozenset({"noscript", "template", "svg", "noframes"})


@dataclass(frozen=True, slots=True)
class WayOn:
    """`target` is "" where the page keeps its reader. `is_all`: it shows nothing else, so what is there is read there.

    A page that shows something and sends on all the same is read itself: a script can stop a refresh, so a site could
    show itself to its visitors and something else to whoever follows.
    """

    target: str = ""
    is_all: bool = True


def way_on(html: str) -> WayOn:
    """Where a reader of `html` is sent by the page itself."""
    small = html[:MOST_READ].lower()
    refresh = _refresh_in(html[:REFRESH_WITHIN]) if "refresh" in small else ""
    others = len(html) <= MOST_READ and ("location" in small or "<frame" in small or "<iframe" in small)
    if not refresh and not others:
        return WayOn()
    markup = read_markup(html)
    is_all = sum(len(words_of(block)) for block in markup.blocks) <= FEW_WORDS and not form_count(markup.forms)
    if refresh:
        return WayOn(refresh, is_all)
    return WayOn(_by_script_or_frame(markup)) if is_all else WayOn()


def _refresh_in(html: str) -> str:
    """The target of the first refresh, as a browser takes the first and leaves the others."""
    for node in LexborHTMLParser(bound_html(html).html or "<html></html>").css("meta[http-equiv][content]"):
        if (node.attributes.get("http-equiv") or "").strip().lower() != "refresh":
            continue
        is_aside = any(around.tag in _ASIDE for around in upward(node))
        found = None if is_aside else _REFRESH.match(node.attributes.get("content") or "")
        if found and int(found[1] or 0) <= MOST_DELAY_S:
            return _unquoted(found[2])
    return ""


def _unquoted(text: str) -> str:
    if text[:1] in ('"', "'"):
        text = text[1:].partition(text[0])[0]
    return text.strip()[:1000]


def moves_to(markup: Markup) -> list[str]:
    """The whole addresses that scripts of the page send its reader to, whenever they do."""
    texts = (text[:20_000] for text in markup.script_texts[:20] if "location" in text)
    return [match[2] or match[4] for text in texts for match in islice(_MOVES.finditer(text), MAX_MOVES)]


def _by_script_or_frame(markup: Markup) -> str:
    if moves := moves_to(markup):
        return moves[0]
    shown = [frame for frame in markup.frames if not frame.startswith(("about:", "javascript:", "data:"))]
    return shown[0] if len(shown) == 1 else ""
