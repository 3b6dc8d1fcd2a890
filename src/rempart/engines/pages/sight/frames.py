"""Frames and shadow roots in which a document within a page may not be seen, for all that its own styles say.

In: a tree, the rules of the page around. Out: such frames. Never: the document within.
"""

import re

from selectolax.lexbor import LexborNode

from rempart.engines.pages.sight.brackets import split_declarations
from rempart.engines.pages.sight.colours import Colour
from rempart.engines.pages.sight.declarations import Effect
from rempart.engines.pages.sight.elements import Elements
from rempart.engines.pages.sight.lengths import lengths
from rempart.engines.pages.sight.matching import upward
from rempart.engines.pages.sight.rulebook import Rulebook

WITHIN = "iframe[srcdoc], iframe[src], frame[src], object[data], embed[src], template[shadowrootmode]"
_OWN = (
    "iframe[srcdoc], iframe[src^='data:' i], object[data^='data:' i], embed[src^='data:' i], template[shadowrootmode]"
)
MAX_FRAMES = 100
LEAST_WIDE, LEAST_TALL, LEAST_SHARE = 150.0, 80.0, 25.0  # pixels, and hundredths of what is around
_SIZE = re.compile(r"(?:max-)?(?:width|height|inline-size|block-size)")
_WHOLE = re.compile(r"(?:auto|none|initial|unset|revert|(?:-webkit-)?fill-available|stretch|fit-content|max-content)?")
_SHARE = re.compile(r"(\d+\.?\d*)(?:%|[sdl]?v[wh])")
_TINTS = frozenset({"filter", "blend", "scheme"})
_GROUNDS = _TINTS | {"back", "picture"}
_COLOURED = "[bgcolor], [background]"
_WHITE = Colour(255, 255, 255)


def lost_frames(elements: Elements, book: Rulebook, *, is_any: bool) -> list[LexborNode]:
    """Frames that are small, or that stand on a ground that is not white: letters of a document without a ground of its
    own are black. `is_any`: those of documents from elsewhere too."""
    frames = elements.css(WITHIN if is_any else _OWN)
    if not frames:
        return []
    rules = [rule for rule in book.rules if _SIZE.search(rule.body) and _is_small(book.resolve(rule.body))]
    small = {node.mem_id for node, _, _ in book.matched(rules, wide=True)}
    small |= {frame.mem_id for frame in frames if _is_small(book.resolve(_attributes(frame)))}
    rules = [rule for rule in book.rules if _is_dark(rule.effect)]
    dark = {node.mem_id for node, _, _ in book.matched(rules, wide=True)}
    dark |= {node.mem_id for node, style in book.styled if _is_dark(book.effect_of(style))}
    dark |= {node.mem_id for node in elements.css(_COLOURED)}
    return [
        frame
        for place, frame in enumerate(frames)
        if place >= MAX_FRAMES or frame.mem_id in small or not dark.isdisjoint(_numbers(frame))
    ]


def _numbers(frame: LexborNode) -> list[int]:
    return [frame.mem_id, *(one.mem_id for one in upward(frame))]


def _attributes(frame: LexborNode) -> str:
    """The sizes that a frame has by its attributes and its style, as declarations."""
    said = frame.attributes
    told = ((name, (said.get(name) or "").strip()) for name in ("width", "height"))
    sizes = (f"{name}:{value}{'' if value.endswith(('%', 'px')) else 'px'}" for name, value in told if value)
    hidden = "height:0" if (said.get("scrolling") or "").lower() == "no" and not said.get("height") else ""
    return ";".join((*sizes, hidden, said.get("style") or ""))


def _is_small(style: str) -> bool:
    """Whether declarations leave a frame less than a few lines, or a size that is not read."""
    for part in split_declarations(style.lower()):
        name, _, value = part.partition(":")
        name, value = name.strip(), value.partition("!")[0].strip()
        if not _SIZE.fullmatch(name) or _WHOLE.fullmatch(value):
            continue
        least = LEAST_WIDE if name.endswith(("width", "inline-size")) else LEAST_TALL
        if share := _SHARE.fullmatch(value):
            small = float(share[1]) < LEAST_SHARE
        else:
            found = list(lengths(value))
            small = not found or max(found) < least
        if small:
            return True
    return False


def _is_dark(effect: Effect) -> bool:
    """Whether declarations paint a ground that is not surely white."""
    if _GROUNDS.isdisjoint(effect.paint):
        return False
    grounds = effect.ground()
    is_plain = _TINTS.isdisjoint(effect.paint)
    return not (grounds and is_plain and all(ground.alpha == 0 or ground.is_like(_WHITE) for ground in grounds))
