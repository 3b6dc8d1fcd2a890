"""The story's table of contents, and its performance from first step to last."""

from rempart.demo import decisions, effect, evidence, noticing, resurgence, unrelated, watching
from rempart.demo.cast import Cast
from rempart.demo.story import Listener, Outcome, Step, tell_story

STEPS: tuple[Step[Cast], ...] = (
    Step(1, "A small internet of its own", watching.look_around),
    Step(2, "The closed site is on the watch list", watching.enrol),
    Step(3, "Its next name is noticed in a certificate log", noticing.notice),
    Step(4, "Captured, sealed, stamped and verified", evidence.seal),
    Step(5, "Compared with the closed site", evidence.compare),
    Step(6, "A public report joins the case", decisions.report),
    Step(7, "Two people order the block, one cannot", decisions.decide),
    Step(8, "Published; a real resolver refuses", effect.publish),
    Step(9, "A probe proves the block, and no harm", effect.prove),
    Step(10, "The site moves: caught again, the old block lifts", resurgence.come_back),
    Step(11, "Under an unrelated name: its page and its old address tell", unrelated.find),
    Step(12, "The public account and the journal", resurgence.account),
)


def perform(cast: Cast, listener: Listener) -> tuple[Outcome, ...]:
    """Tell the whole story."""
    return tell_story(STEPS, cast, listener)
