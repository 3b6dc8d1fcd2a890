"""What the verifier says: one line for each check, passed, failed or not possible, with the reason in words."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from cryptography.x509 import Certificate

from rempart.verification.said import Said

_LONGEST_TEXT = 1_000
_NOTHING = Said("")


class Outcome(StrEnum):
    """How a check ended. What could not be checked is said, never counted as passed."""

    PASSED = "passed"
    FAILED = "failed"
    NOT_POSSIBLE = "not possible"


@dataclass(frozen=True, slots=True)
class Check:
    """One claim and how it stands. `code` is stable: ``part.claim``."""

    code: str
    outcome: Outcome
    text: Said


@dataclass(frozen=True, slots=True)
class Trust:
    """What the person who verifies knows from elsewhere, never from the exhibit.

    `seal_keys` raw Ed25519 keys (32 bytes), `timestamp_roots` certificates, `log_keys` and `witness_keys` in C2SP
    form (``name+hash+base64``). `now` is the time on the reader's clock: nothing can have been sealed after it.
    """

    seal_keys: tuple[bytes, ...] = ()
    timestamp_roots: tuple[Certificate, ...] = ()
    log_keys: tuple[str, ...] = ()
    witness_keys: tuple[str, ...] = ()
    now: datetime | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """Every check in order. `unreadable` says why nothing could be checked at all, else it is empty."""

    checks: tuple[Check, ...]
    unreadable: Said = _NOTHING

    @property
    def sound(self) -> bool:
        """True if the file could be read and no check failed."""
        return not self.unreadable and all(check.outcome is not Outcome.FAILED for check in self.checks)

    @property
    def exit_code(self) -> int:
        """0 sound, 1 not sound, 2 unreadable."""
        return 2 if self.unreadable else 0 if self.sound else 1

    def list_failed(self) -> tuple[Check, ...]:
        """The checks that failed, in order."""
        return tuple(check for check in self.checks if check.outcome is Outcome.FAILED)


@dataclass(slots=True)
class Findings:
    """The checks so far; the parts of the verifier write here."""

    checks: list[Check] = field(default_factory=list)

    def passed(self, code: str, text: Said) -> None:
        """The claim holds."""
        self._add(code, Outcome.PASSED, text)

    def failed(self, code: str, text: Said) -> None:
        """The claim is contradicted."""
        self._add(code, Outcome.FAILED, text)

    def not_possible(self, code: str, text: Said) -> None:
        """Nobody can tell from what is there."""
        self._add(code, Outcome.NOT_POSSIBLE, text)

    def judge(self, code: str, problems: Sequence[Said], text: Said) -> bool:
        """Failed once for each of `problems` (at most 20 are listed), else passed with `text`."""
        for problem in problems[:20]:
            self.failed(code, problem)
        if len(problems) > 20:
            self.failed(code, Said("and {count} more of this kind", count=len(problems) - 20))
        if not problems:
            self.passed(code, text)
        return not problems

    def _add(self, code: str, outcome: Outcome, text: Said) -> None:
        self.checks.append(Check(code, outcome, text.plain(_LONGEST_TEXT)))
