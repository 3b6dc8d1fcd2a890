import threading

import pytest

from rempart.demo.answers import AnswerWatch
from rempart.demo.story import NotVerifiedError


class Changing:
    """A resolver whose answer a test changes."""

    def __init__(self) -> None:
        self.code = "NOERROR"

    def response_code(self, hostname: str) -> str:
        return self.code


def test_the_watch_knows_the_answer_before_and_how_long_the_change_took() -> None:
    resolver = Changing()
    watch = AnswerWatch(resolver, "vorlimo4.example", "NXDOMAIN")
    watch.start()
    threading.Timer(0.05, lambda: setattr(resolver, "code", "NXDOMAIN")).start()
    milliseconds = watch.wait()
    assert watch.before == "NOERROR"
    assert milliseconds is not None
    assert 40 < milliseconds < 30_000


def test_a_change_that_is_late_or_from_another_answer_is_not_accepted() -> None:
    resolver = Changing()
    for before, within_ms, said in (("NXDOMAIN", 1_000.0, "answered NOERROR"), ("NOERROR", 0.0, "only after")):
        watch = AnswerWatch(resolver, "vorlimo4.example", "NOERROR")
        watch.start()
        with pytest.raises(NotVerifiedError, match=said):
            watch.expect_change(before=before, within_ms=within_ms, advise=str)


def test_a_change_that_never_comes_has_no_duration() -> None:
    watch = AnswerWatch(Changing(), "vorlimo4.example", "NXDOMAIN", give_up_s=0.05)
    watch.start()
    assert watch.wait() is None
