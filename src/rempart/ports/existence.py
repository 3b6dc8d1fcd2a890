"""The port to the question whether a name exists: asked of the DNS alone, never of the site itself."""

from enum import StrEnum
from typing import Protocol

from rempart.kernel.errors import OutsideUnavailableError
from rempart.kernel.hostname import Hostname


class Presence(StrEnum):
    """`untellable`: what is above the name answers for every name, and for this one no differently."""

    EXISTS = "exists"
    ABSENT = "absent"
    UNTELLABLE = "untellable"


class ExistenceUnavailableError(OutsideUnavailableError):
    """The resolver did not say whether the name exists; it is asked again later."""

    code = "existence.unavailable"
    template = "Whether {name} exists cannot be had: {problem}. It is asked again; see watch.resolver in rempart.toml."


class ExistenceCheck(Protocol):
    """Something that tells whether names exist, slowly enough to be welcome."""

    def check(self, hostname: Hostname) -> Presence:
        """Whether the name is delegated or holds records. Raises ExistenceUnavailableError."""
        ...
