"""What the declarations of an element say of its animations: which run there, and at which frame they stay.

In: declarations. Out: an `Animation`. Never: what its frames look like.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

SOON_S = 30.0  # how long a reader waits at most
_BLINK_S = 0.2  # what shows for less is read by nobody
_TIME = re.compile(r"(?<![\w.-])(-?(?:\d+\.?\d*|\.\d+))(m?s)\b")
_WORD = re.compile(r"[\w-]+")
_COUNT = re.compile(r"(?<![\w.,(-])\d+(?:\.\d+)?(?![\w.%,)])")
_NEVER = re.compile(r"(?<![\w.,-])0(?![\w.%,])")  # times that it runs
_BRACKETS = re.compile(r"\([^()]*+\)")
NAMING = frozenset({"animation", "animation-name", "-webkit-animation", "-webkit-animation-name"})
_STEP_END = re.compile(r"step-end|steps\(\s*1\s*(?:,\s*(?:jump-)?end\s*)?\)")
_STEP_START = re.compile(r"step-start|steps\(\s*1\s*,\s*(?:jump-)?start")


@dataclass(frozen=True, slots=True)
class Animation:
    """`names` are words, names among them; `is_named`: they say which run; `plays`: one begins soon, and leaves or
    shows something where it is not paused; `holds`: where it stays: "first", "last" or "ever", any of the frames;
    `holds_paused`: the same while it is paused."""

    names: frozenset[str] = frozenset()
    is_named: bool = False
    plays: bool = False
    holds: frozenset[str] = frozenset()
    holds_paused: frozenset[str] = frozenset()

    @property
    def is_paused(self) -> bool:
        """Whether it stays at its beginning."""
        return "paused" in self.names

    @property
    def says_state(self) -> bool:
        """Whether it is told to stay or to run."""
        return not self.names.isdisjoint({"paused", "running"})

    def hiding_only(self) -> "Animation":
        """The same without what it shows."""
        return replace(self, plays=False)


NO_ANIMATION = Animation()


def animation_in(said: Mapping[str, str]) -> Animation:
    """What declarations, in lower case, say of animations."""
    text = " ".join(value for name, value in said.items() if "animation" in name)
    words = frozenset(_WORD.findall(text))
    times, durations, delays = (
        _seconds(said.get(name, "")) for name in ("animation", "animation-duration", "animation-delay")
    )
    delay = [*times[1:2], *delays]
    lasting = [_lasting(one) for one in _BRACKETS.sub("", said.get("animation", "")).split(",") if one.strip()]
    is_empty = bool(lasting) and max([*lasting, *durations]) < _BLINK_S and not words & {"forwards", "both", "infinite"}
    is_never = _NEVER.search(_BRACKETS.sub("", text)) is not None
    plays = not is_empty and not is_never and max(delay, default=0.0) <= SOON_S
    is_named = not NAMING.isdisjoint(said)
    running, paused = (
        _holds(text, words, [*times[:1], *durations], delay, is_paused=is_paused) for is_paused in (False, True)
    )
    return Animation(words, is_named, plays, running, paused)


def _seconds(value: str) -> list[float]:
    return [float(number) / (1000 if unit == "ms" else 1) for number, unit in _TIME.findall(value)]


def _lasting(one: str) -> float:
    """How long an animation of the shorthand runs, in seconds; without a time not at all."""
    return next(iter(_seconds(one)), 0.0)


def _holds(
    text: str, words: frozenset[str], durations: list[float], delays: list[float], *, is_paused: bool
) -> frozenset[str]:
    is_backwards = bool(words & {"reverse", "alternate-reverse"})
    begin, end = ("last", "first") if is_backwards else ("first", "last")
    is_endless, is_slow = "infinite" in words, max(durations, default=0.0) > SOON_S
    late, early = max(delays, default=0.0), min(delays, default=0.0)
    found: set[str] = set()
    if words & {"backwards", "both"} and (late > SOON_S or is_paused):
        found.add(begin)
    if words & {"forwards", "both"} and not is_endless:
        found.add(end)
        if words & {"alternate", "alternate-reverse"} and _COUNT.search(text):
            found.add(begin)
    if is_paused or is_slow:
        found.add(begin)
        if early < 0:
            found.add("ever")
    if is_endless and _STEP_END.search(text):
        found.add(begin)
    if (is_endless or is_slow) and _STEP_START.search(text):
        found.add(end)
    return frozenset(found)
