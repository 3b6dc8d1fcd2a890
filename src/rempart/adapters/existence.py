"""Whether a name exists, by one cheap question to a resolver: does it have name servers?

NXDOMAIN means that the name is nobody's; any other proper answer that it is somebody's, also one without records.
Some suffixes answer for every name: a random label is asked for first, and where that exists, a name counts only if
its records differ from those that every name has. Questions are spaced by one budget, however many threads ask.
"""

import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from rempart.adapters.streams.fetching import Budget
from rempart.kernel.hostname import Hostname
from rempart.ports.existence import ExistenceUnavailableError, Presence
from rempart.ports.naming import Answer, Resolver, ResolverUnavailableError

WILDCARD_KEPT_S = 3600.0
_TYPES = ("NS", "A")

# What a name answers to each type.
_Face = tuple[frozenset[str], ...]


def random_label() -> str:
    """A label that nobody registered: 80 random bits."""
    return f"x{secrets.token_hex(10)}"


@dataclass(slots=True)
class DnsExistence:
    """The `ExistenceCheck` over one resolver (made with one try a question, so that the budget is the truth)."""

    resolver: Resolver
    budget: Budget
    make_label: Callable[[], str] = random_label
    monotonic: Callable[[], float] = time.monotonic
    _wildcards: dict[str, tuple[float, tuple[_Face | None, ...]]] = field(default_factory=dict)

    def check(self, hostname: Hostname) -> Presence:
        """As `ExistenceCheck.check`."""
        everybodys = self._everybodys(hostname.partition(".")[2])
        if not everybodys:
            return Presence.EXISTS if self._exists(hostname) else Presence.ABSENT
        own = self._face(hostname)
        if own is None:
            return Presence.ABSENT
        # Two random names that differ from each other say nothing of what a third one's difference means.
        first, second = everybodys
        return Presence.UNTELLABLE if first != second or own == first else Presence.EXISTS

    def _everybodys(self, suffix: str) -> tuple[_Face | None, ...]:
        """What two random names under `suffix` answer; empty where random names do not exist."""
        kept = self._wildcards.get(suffix)
        if kept is not None and self.monotonic() - kept[0] < WILDCARD_KEPT_S:
            return kept[1]
        names = [f"{self.make_label()}.{suffix}" for _ in range(2)]
        found = tuple(self._face(name) for name in names) if self._exists(names[0]) else ()
        self._wildcards[suffix] = (self.monotonic(), found)
        return found

    def _exists(self, name: str) -> bool:
        return self._ask(name, _TYPES[0]).response_code != "NXDOMAIN"

    def _face(self, name: str) -> _Face | None:
        answers = [self._ask(name, record_type) for record_type in _TYPES]
        if any(answer.response_code == "NXDOMAIN" for answer in answers):
            return None
        return tuple(frozenset(answer.records) for answer in answers)

    def _ask(self, name: str, record_type: str) -> Answer:
        self.budget.wait()
        try:
            answer = self.resolver.resolve(name, record_type)
        except ResolverUnavailableError as error:
            raise ExistenceUnavailableError(name=name, problem=error.message) from error
        if answer.response_code not in ("NOERROR", "NXDOMAIN"):
            raise ExistenceUnavailableError(name=name, problem=f"the resolver answered {answer.response_code}")
        return answer
