import pytest

from rempart.demo.story import NeverHappenedError, NotVerifiedError, Outcome, Step, expect, tell_story, wait_for
from rempart.kernel.phrases import Phrase


class Audience:
    """Remembers what it was shown."""

    def __init__(self) -> None:
        self.seen: list[str] = []

    def begins(self, number: int, title: str) -> None:
        self.seen.append(f"begins {number}")

    def ended(self, outcome: Outcome) -> None:
        self.seen.append(f"ended {outcome.number} {'well' if outcome.verified else 'badly'}")


def well(_cast: list[str]) -> Phrase:
    return Phrase("{part} of it", part="all")


def badly(_cast: list[str]) -> Phrase:
    raise NotVerifiedError(part="resolver", problem="it answers NOERROR", advice="look at its log.")


def test_every_step_is_told_in_order_and_shown_at_once() -> None:
    audience = Audience()
    outcomes = tell_story([Step(1, "one", well), Step(2, "two", well)], [], audience)
    assert [str(outcome.verified) for outcome in outcomes] == ["all of it", "all of it"]
    assert audience.seen == ["begins 1", "ended 1 well", "begins 2", "ended 2 well"]


def test_a_step_that_fails_says_part_and_advice_and_the_steps_after_it_are_not_reached() -> None:
    outcomes = tell_story([Step(1, "one", well), Step(2, "two", badly), Step(3, "three", well)], [], Audience())
    assert [outcome.verified is None for outcome in outcomes] == [False, True, True]
    assert str(outcomes[1].problem) == "resolver: it answers NOERROR. What to do: look at its log."
    assert str(outcomes[2].problem) == "not reached, because step 2 failed"


def test_an_error_that_nobody_foresaw_is_not_taken_for_a_failed_step() -> None:
    def broken(_cast: list[str]) -> Phrase:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        tell_story([Step(1, "one", broken)], [], Audience())


def test_expect_passes_the_true_and_names_the_false() -> None:
    expect(1, part="a", problem="b", advice="c")
    with pytest.raises(NotVerifiedError, match=r"a: b\. What to do: c"):
        expect((), part="a", problem="b", advice="c")


def test_waiting_returns_what_came_and_gives_up_with_a_sentence() -> None:
    answers = iter([None, (), "there"])
    assert wait_for(lambda: next(answers), part="a", awaited="b", advise=str) == "there"
    with pytest.raises(NeverHappenedError, match=r"b did not happen within 0 s\. .*look there"):
        wait_for(lambda: None, part="a", awaited="b", advise=lambda: "look there", timeout_s=0.0)
