"""Which texts have the colour of what is behind them, or none, after all that rules, attributes and browsers say.

In: colours and grounds, each with its weight. Out: elements whose text nobody can read, and those within them whose
text can be read. Never: what a picture behind a text looks like; there the text counts as read.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain, islice
from typing import Protocol

from selectolax.lexbor import LexborNode

from rempart.engines.pages.sight.backdrops import Backdrops
from rempart.engines.pages.sight.cascade import ANIMATED, INLINE, NO_WEIGHT, Origin, Weight
from rempart.engines.pages.sight.colours import LIKE_LETTERS, Colour, like_any
from rempart.engines.pages.sight.declarations import Effect
from rempart.engines.pages.sight.elements import Elements
from rempart.engines.pages.sight.lettering import (
    AROUND,
    FAINT,
    GROUND,
    INHERITED,
    MAX_SHADES,
    filling_of,
    ground_of,
    letters_of,
)
from rempart.engines.pages.sight.rulebook import Place
from rempart.engines.pages.sight.tints import Tint, tints

_HEX = re.compile(r"[0-9a-f]{6}")
MAX_PLACES = 40_000
MAX_PAIRS = 200_000  # of colours that are compared before all elements are looked at
MAX_COLOURS = 20  # that one text may have
MAX_TINTS = 8  # of elements within each other: more is not worked out
MAX_BLENDS = 1_000  # of letters and grounds at one element
BLACK, WHITE, LINK, DARK = Colour(0, 0, 0), Colour(255, 255, 255), Colour(0, 0, 238), Colour(18, 18, 18)
_OF_THE_BROWSER = {
    "mark": Colour(255, 255, 0),
    "button": Colour(239, 239, 239),
    **dict.fromkeys(("input", "select", "textarea"), WHITE),
}


class Matching(Protocol):
    """Finds the elements of rules."""

    def __call__(self, asks: Callable[[Effect], bool], *, wide: bool = False) -> Iterator[Place]:
        """Those of rules whose effects are as `asks` says; with `wide`, those at which they may hold too."""


_COLOURING = {"body": "text", "font": "color"}  # attributes
_HINT = Origin("*", (-1,))  # of attributes: less than any rule


@dataclass(slots=True)
class _Said:
    """What is said at one element: of letters and their ground, and colours that it may have."""

    node: LexborNode
    values: dict[str, tuple[Weight, str]] = field(default_factory=dict)
    may_be: list[tuple[Weight, Colour]] = field(default_factory=list)

    def add(self, effect: Effect, origin: Origin) -> None:
        if effect.held:
            self.may_be += ((ANIMATED, colour) for colour in effect.held)
        if not effect.is_sure:
            if letters := effect.letters():
                plainly = origin.weight(is_important=False)
                self.may_be += [(plainly, colour) for colour in letters]
            return
        if not effect.paint:
            return
        plainly = origin.weight(is_important=False)
        for name, (value, is_important) in effect.paint.items():
            weight = origin.weight(is_important=True) if is_important else plainly
            if name not in self.values or weight >= self.values[name][0]:
                self.values[name] = weight, value


@dataclass(frozen=True, slots=True)
class _Look:
    """How a text looks at one element. `values`: what is said of letters there or around; `grounds`: all that they may
    stand on, none where it is not known; `colours`: all that its letters may have, `may_be`: those that they do not
    surely have; `tints`: what elements make of them, from the outermost; `is_painted`: the ground is not the window's
    own."""

    values: Mapping[str, str]
    grounds: tuple[Colour, ...]
    colours: tuple[Colour, ...]
    may_be: tuple[Colour, ...] = ()
    tints: tuple[Tint, ...] = ()
    is_painted: bool = False

    def is_lost(self) -> bool:
        return any(colour.alpha < FAINT or self._blends(colour) for colour in self.colours)

    def _blends(self, colour: Colour) -> bool:
        shown: tuple[Colour, ...] = (colour,)
        grounds = self.grounds
        if LIKE_LETTERS in grounds or len(self.tints) > MAX_TINTS:
            return True
        for tint in reversed(self.tints):
            shown = tint.of(shown)
            grounds = tint.of(grounds) if tint.has_ground else grounds
            if not shown:
                return False
            if len(shown) * len(grounds) > MAX_BLENDS:
                return True
        return any(one.over(ground).is_like(ground) for one in shown for ground in grounds)


_UNKNOWN = _Look({}, (), ())
_IN_THE_DARK = _Look({"color": "white"}, (DARK,), (WHITE,))
# What leaves a value as it is around: of other properties than the colour the last is a colour of its own.
_AS_AROUND = (AROUND - {"currentcolor"}, AROUND)


class Contrast:
    """Looks for such texts in a tree. `coloured` are styles of elements that say a colour or a ground; where not all
    sheets are known (`is_all`), an element with a class may have any. `is_beyond`: more is said than is looked at."""

    def __init__(self, elements: Elements, coloured: Sequence[tuple[LexborNode, Effect]], *, is_all: bool) -> None:
        self._elements, self._is_all = elements, is_all
        hints = [(node, effect, _HINT) for node, effect in self._attributes()]
        self._own: list[Place] = [*hints, *((node, effect, INLINE) for node, effect in coloured)]
        self._top = _Look({"color": "canvastext"}, (WHITE,), (BLACK,)) if is_all else _UNKNOWN
        self._said: dict[int, _Said] = {}
        self._looks: dict[int, _Look] = {}
        self._alike: dict[tuple[object, ...], _Look] = {}  # by what makes it so: a page styles many elements alike
        self._lost: dict[int, bool] = {}  # by the number of a look, which is kept
        self.is_beyond = False
        self.hidden: dict[int, LexborNode] = {}
        self.seen: dict[int, LexborNode] = {}

    def look(self, effects: Iterable[Effect], matched: Matching) -> None:
        """Fill `hidden` and `seen`; `effects` are those of all rules, `matched` the elements of rules with
        some."""
        every = chain(effects, (effect for _, effect, _ in self._own))
        is_tinted = any(True for _ in matched(_tints))
        risky = self._risky([effect for effect in every if _says_colour(effect)], is_tinted=is_tinted)
        if not risky:
            return
        places = chain(
            self._own,
            matched(lambda effect: _says_colour(effect) and risky.isdisjoint(effect.colours())),
            matched(lambda effect: not risky.isdisjoint(effect.colours()), wide=True),
        )
        for node, effect, origin in islice(places, MAX_PLACES):
            self._said_at(node).add(effect, origin)
        self.is_beyond = next(places, None) is not None
        if (body := self._elements.tree.body) is not None:
            self._said_at(body)
        self._judge()
        if self.hidden:
            self._leave_out_placed(chain(self._own, matched(lambda effect: effect.is_lifted)))

    def _said_at(self, node: LexborNode) -> _Said:
        number = node.mem_id
        said = self._said.get(number)
        if said is None:
            said = self._said[number] = _Said(node)
        return said

    def _attributes(self) -> Iterator[tuple[LexborNode, Effect]]:
        for node in self._elements.css("[bgcolor], [background], body[text], font[color]")[:MAX_PLACES]:
            attributes = node.attributes
            said = {
                "back": attributes.get("bgcolor"),
                "picture": "url()" if attributes.get("background") else "",
                "color": attributes.get(_COLOURING.get(node.tag or "", "")),
            }
            paint = {name: (_hint(value), False) for name, value in said.items() if value}
            if paint:
                yield node, Effect(paint=paint)

    def _risky(self, effects: Sequence[Effect], *, is_tinted: bool) -> set[Colour]:
        """Colours of letters that some ground has too, and those that are none."""
        texts = {colour for effect in effects for colour in effect.colours()}
        grounds = {ground for effect in effects for ground in effect.ground()}
        is_tinted = is_tinted or any(_tints(effect) for _, effect, _ in self._own)
        if is_tinted or any(map(_is_of_any_ground, effects)) or self._is_dark(""):
            return texts | {WHITE}
        if self._is_all:
            ours = self._elements.css(", ".join(_OF_THE_BROWSER))[:MAX_PLACES]
            texts |= {BLACK, LINK}
            grounds |= {WHITE, *(_OF_THE_BROWSER[node.tag or ""] for node in ours)}
        if len(texts) * len(grounds) > MAX_PAIRS or LIKE_LETTERS in grounds:
            return texts
        thin = [ground for ground in grounds if 0 < ground.alpha < 1]
        every = [ground for ground in grounds if ground.alpha > 0]
        like = like_any([text for text in texts if text.alpha == 1], grounds)
        return like | {
            text
            for text in texts - like
            if text.alpha < FAINT
            or (text.alpha < 1 and any(text.over(ground).is_like(ground) for ground in grounds))
            or any(ground.may_lie_on(text, every) for ground in thin)
        }

    def _judge(self) -> None:
        for said in self._said.values():
            self._sort(said.node)
        if self.hidden:
            for node in self._elements.css("a[href], mark, button, input, select, textarea")[:MAX_PLACES]:
                if node.mem_id not in self._said:
                    self._sort(node)

    def _sort(self, node: LexborNode) -> None:
        look = self._look_at(node)
        number = id(look)
        if number not in self._lost:
            self._lost[number] = look.is_lost()
        if self._lost[number]:
            self.hidden[node.mem_id] = node
        elif look.colours or self._is_painted(node):  # of what is not known nothing tells it from what is around it
            self.seen[node.mem_id] = node

    def _is_painted(self, node: LexborNode) -> bool:
        said = self._said.get(node.mem_id)
        return said is not None and ground_of(_values(said))[1]

    def _leave_out_placed(self, places: Iterable[Place]) -> None:
        """What stands before a picture, or before something painted that is not around it, may be read."""
        lifted = {node.mem_id for node, effect, _ in islice(places, MAX_PLACES) if effect.is_lifted}
        grounds = {number: ground_of(_values(said)) for number, said in self._said.items()}
        backdrops = Backdrops(lifted, {number: ground for number, (ground, is_any) in grounds.items() if is_any})
        for number, node in [*self.hidden.items()]:
            colours = [colour for colour in self._look_at(node).colours if colour.alpha >= FAINT]
            if colours and backdrops.is_before_one(node, colours):
                self.seen[number] = self.hidden.pop(number)

    def _look_at(self, node: LexborNode) -> _Look:
        passed: list[LexborNode] = []
        around: LexborNode | None = node
        while around is not None and around.mem_id not in self._looks:
            passed.append(around)
            around = around.parent
        look = self._top if around is None else self._looks[around.mem_id]
        for one in reversed(passed):
            look = self._looks[one.mem_id] = self._within(one, look)
        return look

    def _within(self, node: LexborNode, around: _Look) -> _Look:
        """How a text looks directly in `node`; `around` is how it looks in the element around that."""
        said = self._said.get(node.mem_id)
        if said is None and node.tag not in _OF_THE_BROWSER and node.tag not in {"a", "html"}:
            return around if self._is_all or not node.attributes.get("class") else _UNKNOWN
        own = _values(said) if said else {}
        attributes = node.attributes
        may_be = (said.values.get("color", (NO_WEIGHT,))[0], *said.may_be) if said and said.may_be else ()
        told = (tuple(own.items()), may_be)
        alike = (id(around), node.tag, "href" in attributes, bool(attributes.get("class")), said is None, told)
        if alike not in self._alike:
            self._alike[alike] = self._worked_out(node, said, own, around)
        return self._alike[alike]

    def _worked_out(self, node: LexborNode, said: _Said | None, own: Mapping[str, str], around: _Look) -> _Look:
        if node.tag == "html" and self._is_dark(own.get("scheme", "")):
            around = _IN_THE_DARK
        values = {**around.values, **self._default(node)}
        for name in INHERITED & own.keys():
            if own[name] not in _AS_AROUND[name == "color"]:
                values[name] = own[name]
            elif name in around.values:
                values[name] = around.values[name]
        if filling := filling_of(own):
            values["filling"] = filling
        may_be = _may_be(said, around)
        colours = tuple(dict.fromkeys((*may_be, *letters_of(values))))
        grounds = self._grounds(node, own, values, around)
        is_painted = ground_of(own)[1] or (self._is_all and node.tag in _OF_THE_BROWSER)
        found = _tinted(own, around)
        if is_painted and found:
            found = tuple(replace(one, has_ground=True) for one in found)
        return _Look(values, grounds, colours, may_be, found, around.is_painted or is_painted)

    def _default(self, node: LexborNode) -> dict[str, str]:
        """The colour that a browser gives the letters of such an element; "" where a sheet that is not known may."""
        is_link = node.tag == "a" and "href" in node.attributes
        if not self._is_all and (is_link or node.tag in _OF_THE_BROWSER or node.attributes.get("class")):
            return {"color": "", "fill": ""}
        return {"color": "linktext" if is_link else "canvastext"} if is_link or node.tag in _OF_THE_BROWSER else {}

    def _grounds(
        self, node: LexborNode, own: Mapping[str, str], values: Mapping[str, str], around: _Look
    ) -> tuple[Colour, ...]:
        if own.keys().isdisjoint(GROUND):
            if not self._is_all and (node.tag in _OF_THE_BROWSER or node.attributes.get("class")):
                return ()
            ours = _OF_THE_BROWSER.get(node.tag or "")
            return (ours,) if ours else around.grounds
        letters = values.get("color", "")
        grounds, is_any = ground_of({name: said.replace("currentcolor", letters) for name, said in own.items()})
        if not is_any:
            return around.grounds
        if all(ground.alpha >= 1 for ground in grounds):
            return grounds
        found = {ground.over(one): None for ground in grounds for one in around.grounds}
        return tuple(found) if len(found) <= MAX_SHADES else (LIKE_LETTERS,)

    def _is_dark(self, scheme: str) -> bool:
        """Whether the page takes the colours that a browser has in the dark: only where it can have no others."""
        if not self._is_all:
            return False
        metas = self._elements.css("meta[name=color-scheme i]")
        said = (scheme or (metas[0].attributes.get("content") or "" if metas else "")).lower().split()
        return "dark" in said and "light" not in said


def _may_be(said: _Said | None, around: _Look) -> tuple[Colour, ...]:
    """Colours that letters may have where `said` stands, or around it where nothing surely says another there."""
    if said is None:
        return around.may_be
    weight, value = said.values.get("color", (NO_WEIGHT, "inherit"))
    found = [colour for at, colour in said.may_be if at >= weight]
    return (*found[:MAX_COLOURS], *(around.may_be if value in AROUND else ()))[:MAX_COLOURS]


def _values(said: _Said) -> dict[str, str]:
    return {name: value for name, (_, value) in said.values.items()}


def _hint(value: str) -> str:
    """A colour of an attribute as sheets write it: there the sign before it may be left out."""
    value = value.strip().lower()
    return f"#{value}" if _HEX.fullmatch(value) else value


def _tinted(own: Mapping[str, str], around: _Look) -> tuple[Tint, ...]:
    """What elements make of colours; with the window's own ground nothing is blended."""
    filters, blend = own.get("filter", ""), own.get("blend", "") if around.is_painted else ""
    own_tints = (Tint(filters, blend, around.grounds),) if tints(filters, blend) else ()
    return (*around.tints, *own_tints)[: MAX_TINTS + 1]


def _tints(effect: Effect) -> bool:
    paint = effect.paint
    return bool(paint) and tints(paint.get("filter", ("",))[0], paint.get("blend", ("",))[0])


def _is_of_any_ground(effect: Effect) -> bool:
    """Whether it gives letters a ground of their own colour, or turns the page dark."""
    paint = effect.paint
    return bool(paint) and (
        "currentcolor" in f"{paint.get('back', ('',))[0]} {paint.get('picture', ('',))[0]}"
        or "dark" in paint.get("scheme", ("",))[0].split()
    )


def _says_colour(effect: Effect) -> bool:
    return bool(effect.paint or effect.held)
