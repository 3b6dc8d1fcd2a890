import threading

from rempart.demo.answers import AnswerWatch


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
    assert 40 < milliseconds < 5_000


def test_a_change_that_never_comes_has_no_duration() -> None:
    watch = AnswerWatch(Changing(), "vorlimo4.example", "NXDOMAIN", give_up_s=0.05)
    watch.start()
    assert watch.wait() is None
