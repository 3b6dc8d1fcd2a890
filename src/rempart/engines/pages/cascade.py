"""Which of the declarations that meet at an element holds: by importance, by place, by layer, by selector, by order.

In: selectors and effects. Out: weights; the reasons why an element is hidden. Never: how a tie of two sheets ends whose
order is not known.
"""

from dataclasses import dataclass, field

from selectolax.lexbor import LexborNode

from rempart.engines.pages.animations import NO_ANIMATION, Animation
from rempart.engines.pages.declarations import Effect
from rempart.engines.pages.selectors import specificity

# Comparable: the first is the heavier. Layers count the other way round where a declaration is important.
Weight = tuple[bool, bool, tuple[int, ...], tuple[int, ...]]
INHERITED = frozenset({"visibility", "font-size", "line-height", "letter-spacing", "text-indent", "color", "contrast"})
NO_WEIGHT: Weight = (False, False, (), ())  # of what a browser has for its own, too
ANIMATED: Weight = (False, True, (1,), ())  # more than a style attribute, less than what is important


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a declaration stands: in a style attribute, or in a rule with this selector, layer and place."""

    selector: str = ""
    rank: tuple[int, ...] = ()
    order: int = 0

    def weight(self, *, is_important: bool) -> Weight:
        """How much the declaration weighs beside others (CSS Cascade 5, section 6.1)."""
        if not self.selector:
            return is_important, True, (), ()
        rank = tuple(-place for place in self.rank) if is_important else self.rank
        return is_important, False, rank, (*specificity(self.selector), self.order)


INLINE = Origin()


@dataclass(slots=True)
class Hiding:
    """Why the text of `node` may not be seen: of each property how much the declaration weighs that has it so. Of
    `told` a browser has the last word."""

    node: LexborNode
    hides: dict[str, Weight] = field(default_factory=dict)
    told: dict[str, Weight] = field(default_factory=dict)
    no_room: dict[str, Weight] = field(default_factory=dict)
    cuts: dict[str, Weight] = field(default_factory=dict)
    faint: dict[str, Weight] = field(default_factory=dict)
    runs: tuple[Weight, Animation] = (NO_WEIGHT, NO_ANIMATION)
    paused: tuple[Weight, bool] = (NO_WEIGHT, False)  # the heaviest that says so or otherwise

    def add(
        self, effect: Effect, origin: Origin, told: frozenset[str] = frozenset(), *, is_faint: bool = False
    ) -> None:
        """Take what one rule or attribute says; of the properties in `told` it is left to somebody else (`told`)."""
        said = (
            (effect.hides - told, self.hides),
            (effect.hides & told, self.told),
            (effect.no_room, self.no_room),
            (effect.cuts, self.cuts),
            (("color",) if is_faint else (), self.faint),
        )
        for names, reasons in said:
            for name in names:
                weight = origin.weight(is_important=name in effect.important)
                if name in effect.animated:
                    weight = max(weight, ANIMATED)
                reasons[name] = max(reasons.get(name, NO_WEIGHT), weight)

    def lift(self, effect: Effect, origin: Origin, *, is_faint: bool) -> None:
        """Take back what another declaration at the same element has otherwise, and see which animations run there."""
        if effect.animation.is_named and (weight := origin.weight(is_important=False)) >= self.runs[0]:
            self.runs = weight, effect.animation
        elif effect.animation.says_state and not effect.animation.is_named:
            weight = origin.weight(is_important="animation-play-state" in effect.important)
            self.paused = max(self.paused, (weight, effect.animation.is_paused))
        for reasons in (self.hides, self.told, self.no_room, self.cuts, self.faint):
            for name in effect.shows & reasons.keys():
                if reasons is self.faint and is_faint:
                    continue
                if origin.weight(is_important=name in effect.important) > reasons[name]:
                    del reasons[name]
        self.free(effect.has_room, room_only=True)

    def free(self, names: frozenset[str], *, room_only: bool = False) -> None:
        """Take back what is said of `names`, but for what is important."""
        for reasons in (self.no_room,) if room_only else (self.hides, self.told, self.no_room, self.faint):
            for name in names & reasons.keys():
                if room_only or not reasons[name][0]:
                    del reasons[name]

    def plays(self) -> bool:
        """Whether an animation runs there, and no declaration that weighs more holds it."""
        weight, is_paused = self.paused
        return self.runs[1].plays and not (is_paused and weight > self.runs[0])

    def properties(self) -> set[str]:
        """All that has a part in it."""
        return {*self.hides, *self.told, *self.no_room, *self.cuts, *self.faint}
