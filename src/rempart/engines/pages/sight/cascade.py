"""Which of the declarations that meet at an element holds: by importance, by place, by layer, by selector, by order.

In: selectors and effects. Out: weights; the reasons why an element is hidden. Never: how a tie of two sheets ends whose
order is not known.
"""

from dataclasses import dataclass, field
from functools import cached_property

from selectolax.lexbor import LexborNode

from rempart.engines.pages.sight.animations import NAMING, NO_ANIMATION, Animation
from rempart.engines.pages.sight.declarations import Effect
from rempart.engines.pages.sight.selectors import specificity

# Comparable: the first is the heavier. Layers count the other way round where a declaration is important.
Weight = tuple[bool, bool, tuple[int, ...], tuple[int, ...]]
INHERITED = frozenset({"visibility", "font-size", "line-height", "letter-spacing", "text-indent", "contrast"})
NO_WEIGHT: Weight = (False, False, (), ())  # of what a browser has for its own, too
ANIMATED: Weight = (False, True, (1,), ())  # more than a style attribute, less than what is important


@dataclass(frozen=True)
class Origin:
    """Where a declaration stands: in a style attribute, or in a rule with this selector, layer and place."""

    selector: str = ""
    rank: tuple[int, ...] = ()
    order: int = 0

    def weight(self, *, is_important: bool) -> Weight:
        """How much the declaration weighs beside others (CSS Cascade 5, section 6.1)."""
        return self._important if is_important else self._plain

    @cached_property  # it stands at many elements
    def _plain(self) -> Weight:
        return (False, False, self.rank, self._place) if self.selector else (False, True, (), ())

    @cached_property
    def _important(self) -> Weight:
        rank = tuple(-place for place in self.rank)
        return (True, False, rank, self._place) if self.selector else (True, True, (), ())

    @cached_property
    def _place(self) -> tuple[int, ...]:
        return *specificity(self.selector), self.order


INLINE = Origin()


@dataclass(slots=True)
class Hiding:
    """Why the text of `node` may not be seen: of each property how much the declaration weighs that has it so. Of
    `told` a browser has the last word; `running` and `paused` hold while an animation runs, or is held."""

    node: LexborNode
    hides: dict[str, Weight] = field(default_factory=dict)
    told: dict[str, Weight] = field(default_factory=dict)
    no_room: dict[str, Weight] = field(default_factory=dict)
    cuts: dict[str, Weight] = field(default_factory=dict)
    running: dict[str, Weight] = field(default_factory=dict)
    paused: dict[str, Weight] = field(default_factory=dict)
    runs: tuple[Weight, Animation] = (NO_WEIGHT, NO_ANIMATION)
    named: Weight = NO_WEIGHT  # the heaviest that surely says which animations run
    state: tuple[Weight, bool] = (NO_WEIGHT, False)  # the heaviest that pauses or runs what others name

    def add(self, effect: Effect, origin: Origin, told: frozenset[str] = frozenset()) -> None:
        """Take what one rule or attribute says; of the properties in `told` it is left to somebody else (`told`)."""
        said = (
            (effect.hides - told, self.hides),
            (effect.hides & told, self.told),
            (effect.no_room, self.no_room),
            (effect.cuts, self.cuts),
        )
        for names, reasons in said:
            for name in names:
                weight = origin.weight(is_important=name in effect.important)
                reasons[name] = max(reasons.get(name, NO_WEIGHT), weight)
        for names, reasons in ((effect.running, self.running), (effect.paused, self.paused)):
            self.told |= dict.fromkeys(names & told, ANIMATED)
            for name in names - told:
                reasons[name] = max(reasons.get(name, NO_WEIGHT), _weight_of_name(effect, origin))

    def lift(self, effect: Effect, origin: Origin) -> None:
        """Take back what another declaration at the same element has otherwise, and see which animations run there."""
        if effect.animation.is_named:
            if (weight := _weight_of_name(effect, origin)) >= self.runs[0]:
                self.runs = weight, effect.animation
            self.named = max(self.named, weight if effect.is_sure else NO_WEIGHT)
        elif effect.animation.says_state:
            weight = origin.weight(is_important="animation-play-state" in effect.important)
            self.state = max(self.state, (weight, effect.animation.is_paused))
        for reasons in (self.hides, self.told, self.no_room, self.cuts):
            for name in effect.shows & reasons.keys():
                if origin.weight(is_important=name in effect.important) > reasons[name]:
                    del reasons[name]
        for name in effect.shows & effect.important:  # weighs more than an animation
            self.running.pop(name, None)
            self.paused.pop(name, None)
        self.free(effect.has_room, room_only=True)

    def free(self, names: frozenset[str], *, room_only: bool = False) -> None:
        """Take back what is said of `names`, but for what is important."""
        for reasons in (self.no_room,) if room_only else (self.hides, self.told, self.no_room):
            for name in names & reasons.keys():
                if room_only or not reasons[name][0]:
                    del reasons[name]

    def plays(self) -> bool:
        """Whether an animation runs there, and no declaration that weighs more holds it."""
        return self.runs[1].plays and not self._is_paused()

    def _is_paused(self) -> bool:
        weight, is_paused = self.state
        return is_paused if weight > self.runs[0] else self.runs[1].is_paused

    def animated(self) -> set[str]:
        """The properties by which animations hide."""
        said = self.paused if self._is_paused() else self.running
        return {name for name, weight in said.items() if weight >= self.named}

    def properties(self) -> set[str]:
        """All that has a part in it."""
        return {*self.hides, *self.told, *self.no_room, *self.cuts, *self.running, *self.paused}


def _weight_of_name(effect: Effect, origin: Origin) -> Weight:
    """How much it weighs that a declaration says which animations run."""
    return origin.weight(is_important=not effect.important.isdisjoint(NAMING))
