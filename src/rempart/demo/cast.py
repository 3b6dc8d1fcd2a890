"""Who and what the steps share: the installation, and the ids that earlier steps hand to later ones."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar
from uuid import UUID

from rempart.demo.answers import AnswerWatch
from rempart.demo.installation import Installation
from rempart.demo.setting import Setting
from rempart.demo.story import wait_for
from rempart.kernel.actors import Actor, Role
from rempart.lab.small_internet import SmallInternet
from rempart.pipeline.queries import list_steps

T = TypeVar("T")


@dataclass(slots=True)
class Cast:
    """`exhibits` maps hostnames to the files that step 4 wrote; `refusal` watches the resolver from step 7 on."""

    installation: Installation
    folder: Path
    site_id: UUID | None = None
    case_id: UUID | None = None
    order_id: UUID | None = None
    refusal: AnswerWatch | None = None
    exhibits: dict[str, Path] = field(default_factory=dict)
    lines: list[str] = field(default_factory=list)

    @property
    def setting(self) -> Setting:
        """Where the story plays."""
        return self.installation.setting

    @property
    def internet(self) -> SmallInternet:
        """Names, resolvers, timestamps and websites."""
        return self.installation.setting.internet

    def person(self, role: Role) -> Actor:
        """The person of the story who holds `role`."""
        return self.installation.people[role]

    def take_lines(self) -> list[str]:
        """What the present step showed; the next one starts with none."""
        lines, self.lines = self.lines, []
        return lines

    def wait_for(self, look: Callable[[], T | None], *, part: str, awaited: str, timeout_s: float = 30.0) -> T:
        """As `story.wait_for`; where nothing comes, the advice quotes the background steps that failed."""
        return wait_for(look, part=part, awaited=awaited, advise=self.trouble, timeout_s=timeout_s)

    def trouble(self) -> str:
        """What the background steps that failed say."""
        steps = list_steps(viewer=self.person(Role.ANALYST))
        failed = [f"{step.route}: {step.error}" for step in steps if step.error]
        return " ".join(failed) or f"no background step failed, {len(steps)} wait; is the worker running?"

    def say(self, line: str) -> None:
        """Add a line to what the present step shows."""
        self.lines.append(line)
