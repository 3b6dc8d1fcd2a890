"""Watches a resolver change its answer, beside whatever else goes on.

In: a resolver, a name, the response code to come. Out: the code before, and the milliseconds until it came.
Never: an answer from a cache of ours; every look is a question to the real resolver.
"""

import threading
import time
from collections.abc import Callable
from typing import Protocol

from dns.exception import DNSException

from rempart.demo.story import expect
from rempart.kernel.phrases import Phrase

_LOOK_EVERY_S = 0.002


class Asked(Protocol):
    """A resolver that can be asked for a name's response code."""

    def response_code(self, hostname: str) -> str:
        """Such as ``NOERROR``."""
        ...


class AnswerWatch:
    """Started just before the act; `wait` then says how long the answer took to change."""

    def __init__(self, resolver: Asked, hostname: str, awaited: str, give_up_s: float = 30.0) -> None:
        self._resolver = resolver
        self._hostname = hostname
        self._awaited = awaited
        self._give_up_s = give_up_s
        self._milliseconds: float | None = None
        self._thread = threading.Thread(target=self._look, name=f"answers-{hostname}", daemon=True)
        self.before = ""

    def start(self) -> None:
        """Note the answer as it is, then look again and again in a thread of its own."""
        self.before = self._ask()
        self._started = time.perf_counter()
        self._thread.start()

    def wait(self) -> float | None:
        """Milliseconds from `start` to the first awaited answer; None where none came in time."""
        self._thread.join()
        return self._milliseconds

    def expect_change(self, *, before: str, within_ms: float, advise: Callable[[], str | Phrase]) -> float:
        """The milliseconds, where the answer was `before` and changed in time. Raises NotVerifiedError."""
        milliseconds = self.wait()
        expect(
            self.before == before and milliseconds is not None,
            part="publication",
            problem=Phrase(
                "{hostname} answered {before} and never {awaited}",
                hostname=self._hostname,
                before=str(self.before),
                awaited=self._awaited,
            ),
            advice=advise(),
        )
        took = milliseconds or 0.0
        expect(
            took < within_ms,
            part="publication",
            problem=Phrase(
                "{hostname} answered {awaited} only after {took} ms",
                hostname=self._hostname,
                awaited=self._awaited,
                took=round(took),
            ),
            advice="look at notify-delay and min-update-interval; is the machine busy?",
        )
        return took

    def _look(self) -> None:
        while time.perf_counter() - self._started < self._give_up_s:
            if self._ask() == self._awaited:
                self._milliseconds = (time.perf_counter() - self._started) * 1000
                return
            time.sleep(_LOOK_EVERY_S)

    def _ask(self) -> str:
        try:
            return self._resolver.response_code(self._hostname)
        except (DNSException, OSError):
            return "no answer"  # one lost datagram; the next look is two milliseconds away
