"""What a story is made of: steps, what each verified, and how a step fails.

In: a list of `Step`s and the `Cast` they share. Out: one `Outcome` a step.
Never: a step that is counted as verified although it raised, or was never reached.
"""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from rempart.kernel.errors import OutsideUnavailableError, RempartError, RuleRefusedError
from rempart.kernel.phrases import Phrase

T = TypeVar("T")
C = TypeVar("C")
LOOK_EVERY_S = 0.05


class NotVerifiedError(RuleRefusedError):
    """A step looked and did not see what it should."""

    code = "demo.not_verified"
    template = "{part}: {problem}. What to do: {advice}"


class NeverHappenedError(OutsideUnavailableError):
    """A step waited for something that did not come."""

    code = "demo.never_happened"
    template = "{part}: {awaited} did not happen within {seconds:.0f} s. What to do: {advice}"


@dataclass(frozen=True, slots=True)
class Step(Generic[C]):
    """One step: `tell` does it and returns what it verified, in words, or raises."""

    number: int
    title: str
    tell: Callable[[C], Phrase]


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a step ended: with what it `verified`, or with the `problem` for which it failed or was not reached."""

    number: int
    title: str
    verified: Phrase | None
    problem: RempartError | Phrase | None
    seconds: float


class Listener(Protocol):
    """Whoever shows the story while it is told."""

    def begins(self, number: int, title: str) -> None:
        """A step begins."""

    def ended(self, outcome: Outcome) -> None:
        """A step ended, well or not, or was not reached."""


def tell_story(steps: Sequence[Step[C]], cast: C, listener: Listener) -> tuple[Outcome, ...]:
    """Do the steps in order until one fails; those after it are not reached."""
    outcomes: list[Outcome] = []
    failed_at = 0
    for step in steps:
        listener.begins(step.number, step.title)
        outcome = _unreached(step, failed_at) if failed_at else _do(step, cast)
        if outcome.verified is None and not failed_at:
            failed_at = step.number
        outcomes.append(outcome)
        listener.ended(outcome)
    return tuple(outcomes)


def _do(step: Step[C], cast: C) -> Outcome:
    start = time.perf_counter()
    verified, problem = None, None
    try:
        verified = step.tell(cast)
    except RempartError as error:
        problem = error
    return Outcome(step.number, step.title, verified, problem, time.perf_counter() - start)


def _unreached(step: Step[C], failed_at: int) -> Outcome:
    problem = Phrase("not reached, because step {number} failed", number=failed_at)
    return Outcome(step.number, step.title, None, problem, 0.0)


def expect(truth: object, *, part: str, problem: str | Phrase, advice: str | Phrase) -> None:
    """Raises NotVerifiedError unless `truth` is true."""
    if not truth:
        raise NotVerifiedError(part=part, problem=problem, advice=advice)


def wait_for(
    look: Callable[[], T | None],
    *,
    part: str,
    awaited: str | Phrase,
    advise: Callable[[], str | Phrase],
    timeout_s: float = 30.0,
) -> T:
    """The first thing that `look` returns that is neither None, False nor empty.

    Raises NeverHappenedError with what `advise` then says.
    """
    deadline = time.monotonic() + timeout_s
    while True:
        seen = look()
        if seen:
            return seen
        if time.monotonic() > deadline:
            raise NeverHappenedError(part=part, awaited=awaited, seconds=timeout_s, advice=advise())
        time.sleep(LOOK_EVERY_S)
