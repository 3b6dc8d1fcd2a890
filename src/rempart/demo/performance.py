"""The story's table of contents, and its performance from first step to last."""

from rempart.demo import evidence, watching
from rempart.demo.cast import Cast
from rempart.demo.story import Listener, Outcome, Step, tell_story

STEPS: tuple[Step[Cast], ...] = (
    Step(1, "A small internet of its own", watching.look_around),
    Step(2, "The closed site is on the watch list", watching.enrol),
    Step(3, "Its next name is found in a stream of hostnames", watching.screen),
    Step(4, "Captured, sealed, stamped and verified", evidence.seal),
)


def perform(cast: Cast, listener: Listener) -> tuple[Outcome, ...]:
    """Tell the whole story."""
    return tell_story(STEPS, cast, listener)
