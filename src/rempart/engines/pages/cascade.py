"""Which of the declarations that meet at an element holds: by importance, by place, by selector, by order.

In: selectors and effects. Out: weights; the reasons why an element is hidden. Never: layers, or how a tie of two sheets
ends whose order is not known.
"""

import re
from dataclasses import dataclass, field
from functools import lru_cache

from selectolax.lexbor import LexborNode

from rempart.engines.pages.styles import Effect

Weight = tuple[int, ...]
INLINE: Weight = (1, 0, 0, 0, 0)
INHERITED = frozenset({"visibility", "font-size", "line-height", "letter-spacing", "text-indent", "color"})
_WHERE = re.compile(r":where\([^()]*+\)", re.IGNORECASE)
_CLASS = re.compile(r"\.[\w-]|\[|(?<!:):(?!:|not\b|is\b|has\b|matches\b)")
_TYPE = re.compile(r"(?:^|[\s>+~(,])[a-z]", re.IGNORECASE)


@lru_cache(maxsize=2048)
def weight_of(selector: str, order: int) -> Weight:
    """How much a rule weighs beside others; what is compared before is whether a declaration is important."""
    plain = _WHERE.sub("", selector)
    return (0, plain.count("#"), len(_CLASS.findall(plain)), len(_TYPE.findall(plain)), order)


@dataclass(slots=True)
class Hiding:
    """Why the text of `node` may not be seen: of each property how much the declaration weighs that has it so."""

    node: LexborNode
    hides: dict[str, Weight] = field(default_factory=dict)
    no_room: dict[str, Weight] = field(default_factory=dict)
    cuts: dict[str, Weight] = field(default_factory=dict)
    faint: dict[str, Weight] = field(default_factory=dict)

    def add(
        self, effect: Effect, weight: Weight, told: frozenset[str] = frozenset(), *, is_faint: bool = False
    ) -> None:
        """Take what one rule or attribute says, but of the properties in `told`."""
        said = ((effect.hides - told, self.hides), (effect.no_room, self.no_room), (effect.cuts, self.cuts))
        for names, reasons in said:
            for name in names:
                reasons[name] = max(reasons.get(name, ()), (name in effect.important, *weight))
        if is_faint:
            self.faint["color"] = max(self.faint.get("color", ()), ("color" in effect.important, *weight))

    def lift(self, effect: Effect, weight: Weight, *, is_faint: bool) -> None:
        """Take back what another declaration at the same element has otherwise."""
        for reasons in (self.hides, self.no_room, self.cuts, self.faint):
            for name in effect.shows & reasons.keys():
                if reasons is self.faint and is_faint:
                    continue
                if (name in effect.important, *weight) > reasons[name]:
                    del reasons[name]
        self.free(effect.has_room, room_only=True)

    def free(self, names: frozenset[str], *, room_only: bool = False) -> None:
        """Take back what is said of `names`, however much it weighs."""
        for reasons in (self.no_room,) if room_only else (self.hides, self.no_room, self.faint):
            for name in names & reasons.keys():
                del reasons[name]

    def properties(self) -> set[str]:
        """All that has a part in it."""
        return {*self.hides, *self.no_room, *self.cuts, *self.faint}
