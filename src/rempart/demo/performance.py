"""The story's table of contents, and its performance from first step to last."""

from rempart.demo import decisions, effect, evidence, noticing, resurgence, unrelated, watching
from rempart.demo.cast import Cast
from rempart.demo.story import Listener, Outcome, Step, tell_story
from rempart.web.labels import marked

STEPS: tuple[Step[Cast], ...] = (
    Step(1, marked("A small internet of its own"), watching.look_around),
    Step(2, marked("The closed site is on the watch list"), watching.enrol),
    Step(3, marked("Its next name is noticed in a certificate log"), noticing.notice),
    Step(4, marked("Captured, sealed, stamped and verified"), evidence.seal),
    Step(5, marked("Compared with the closed site"), evidence.compare),
    Step(6, marked("A public report joins the case"), decisions.report),
    Step(7, marked("Two people order the block, one cannot"), decisions.decide),
    Step(8, marked("Published; a real resolver refuses"), effect.publish),
    Step(9, marked("A probe proves the block, and no harm"), effect.prove),
    Step(10, marked("The site moves: caught again, the old block lifts"), resurgence.come_back),
    Step(11, marked("Under an unrelated name: its page and its old address tell"), unrelated.find),
    Step(12, marked("The public account and the journal"), resurgence.account),
)


def perform(cast: Cast, listener: Listener) -> tuple[Outcome, ...]:
    """Tell the whole story."""
    return tell_story(STEPS, cast, listener)
