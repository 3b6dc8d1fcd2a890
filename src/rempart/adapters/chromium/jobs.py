"""What the worker hands to a capture process, and what comes back."""

from dataclasses import dataclass
from enum import StrEnum

from rempart.ports.capturing import CapturePolicy, PageCapture


@dataclass(frozen=True, slots=True)
class Job:
    """One capture to make. Paths are text; empty means none."""

    url: str
    policy: CapturePolicy
    chromium: str
    isolation: str
    bubblewrap: str = ""
    extra_roots: str = ""


class Ending(StrEnum):
    """How a capture process ended."""

    CAPTURED = "captured"
    REFUSED = "refused"
    BROWSER_MISSING = "browser-missing"
    UNREACHABLE = "unreachable"


@dataclass(frozen=True, slots=True)
class Outcome:
    """How it ended, why, and what was seen; `capture` is there unless the browser did not even start."""

    ending: Ending
    problem: str = ""
    capture: PageCapture | None = None
