"""Who and what the steps share: the installation, and the ids that earlier steps hand to later ones."""

from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID

from rempart.demo.installation import Installation
from rempart.demo.setting import Setting
from rempart.kernel.actors import Actor, Role
from rempart.lab.small_internet import SmallInternet


@dataclass(slots=True)
class Cast:
    """`exhibits` maps hostnames to files that step 4 wrote; `tell` prints a line of the story."""

    installation: Installation
    folder: Path
    site_id: UUID | None = None
    case_id: UUID | None = None
    order_id: UUID | None = None
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

    def say(self, line: str) -> None:
        """Add a line to what the present step shows."""
        self.lines.append(line)
