"""Who and what the steps share: the installation, and the ids that earlier steps hand to later ones."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar
from uuid import UUID

from rempart.demo.answers import AnswerWatch
from rempart.demo.edge_subscriber import EdgeSubscriber
from rempart.demo.installation import Installation
from rempart.demo.setting import Setting
from rempart.demo.story import expect, wait_for
from rempart.kernel.actors import Actor, Role
from rempart.kernel.errors import RempartError
from rempart.kernel.phrases import Phrase
from rempart.lab.small_internet import SmallInternet
from rempart.pipeline.contracts import STUCK_STATES
from rempart.pipeline.queries import list_steps

T = TypeVar("T")
# Long enough for a browser, and for the one compilation of a fresh installation, on a machine that has other work; a
# step that gave up is noticed at once.
PATIENCE_S = 300.0


@dataclass(slots=True)
class Cast:
    """What a step finds is set by it and read by later ones: the story stops at the first step that fails.

    `refusal` watches the subscribed resolver from step 7 on, `refusal_at_edge` the one behind the agent.
    """

    installation: Installation
    folder: Path
    site_id: UUID = field(init=False)
    case_id: UUID = field(init=False)
    order_id: UUID = field(init=False)
    refusal: AnswerWatch = field(init=False)
    refusal_at_edge: AnswerWatch = field(init=False)
    lines: list[Phrase | RempartError] = field(default_factory=list)

    @property
    def setting(self) -> Setting:
        """Where the story plays."""
        return self.installation.setting

    @property
    def internet(self) -> SmallInternet:
        """Names, resolvers, timestamps and websites."""
        return self.installation.setting.internet

    @property
    def edge(self) -> EdgeSubscriber:
        """The subscriber with an agent of its own."""
        return self.installation.setting.edge

    def person(self, role: Role) -> Actor:
        """The person of the story who holds `role`."""
        return self.installation.people[role]

    def take_lines(self) -> list[Phrase | RempartError]:
        """What the present step showed; the next one starts with none."""
        lines, self.lines = self.lines, []
        return lines

    def wait_for(self, look: Callable[[], T | None], *, part: str, awaited: str | Phrase) -> T:
        """As `story.wait_for`; raises at once where a background step gave up, and quotes what it said."""

        def look_or_give_up() -> T | None:
            seen = look()
            if not seen:
                self.expect_none_stuck(part)
            return seen

        return wait_for(look_or_give_up, part=part, awaited=awaited, advise=self.trouble, timeout_s=PATIENCE_S)

    def expect_none_stuck(self, part: str) -> None:
        """Raises NotVerifiedError where a background step was refused or gave up."""
        stuck = list_steps(viewer=self.person(Role.ANALYST), states=STUCK_STATES)
        said = "; ".join(f"{step.route}: {step.error}" for step in stuck)
        expect(not stuck, part=part, problem=said, advice="the page of steps lets it try again once that is mended.")

    def trouble(self) -> str | Phrase:
        """What the background steps that are still open say."""
        steps = list_steps(viewer=self.person(Role.ANALYST))
        failed = [f"{step.route}: {step.error}" for step in steps if step.error]
        return " ".join(failed) or Phrase(
            "no background step failed, {open} are open; is the worker running?", open=len(steps)
        )

    def say(self, line: Phrase | RempartError) -> None:
        """Add a line to what the present step shows."""
        self.lines.append(line)
