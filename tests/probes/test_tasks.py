"""What a hub says that no vantage point may come to grief over, and a look at resolvers that do not answer."""

import json
from threading import Barrier
from uuid import uuid4

import pytest

from rempart.kernel.hostname import parse_hostname
from rempart.ports.naming import Answer, ResolverUnavailableError
from rempart.probes.contracts import Finding, Question
from rempart.probes.observing import Target, Vantage
from rempart.probes.tasks import LineRejectedError, Task, look, read_task, write_task
from tests.fakes.naming import FakeResolver
from tests.waiting import PATIENCE_S

NAME = parse_hostname("reopened.example")
TASK = Task(uuid4(), Target(NAME, True, False, "nxdomain"), (), 5.0)


class DeadResolver(FakeResolver):
    """Says nothing, once as many as `together` wait for are asked at a time."""

    together: Barrier

    def resolve(self, name: str, record_type: str = "A") -> Answer:
        self.together.wait(PATIENCE_S / 4)  # raises BrokenBarrierError where they are asked one after another
        raise ResolverUnavailableError(resolver=self.label, name=name, problem="no answer")


@pytest.mark.parametrize(
    "line",
    [
        "",
        "[]",
        "[" * 100_000,
        *(write_task(TASK).replace("5.0", number) for number in ("1e999", "NaN", '"soon"', "null")),
        write_task(TASK).replace("reopened.example", "..."),
        write_task(TASK).replace('"answer"', '"reply"'),
        write_task(TASK).replace('"sample": []', '"sample": 5'),
    ],
)
def test_what_is_no_task_is_refused(line: str) -> None:
    with pytest.raises(LineRejectedError):
        read_task(line)


def test_a_task_is_read_as_it_was_written_and_no_hub_has_a_vantage_point_wait_for_hours() -> None:
    assert read_task(write_task(TASK)) == TASK
    facts = json.loads(write_task(TASK)) | {"patience_s": 1e9}
    assert read_task(json.dumps(facts)).patience_s == 60.0


def test_a_look_takes_no_longer_for_each_resolver_that_does_not_answer() -> None:
    """Else the hub would give it up, and ask for the same look again and again."""
    sample = tuple((parse_hostname(f"n{number}.example"), Question.CONTROL) for number in range(5))
    dead = [DeadResolver(f"dead {number}") for number in range(10)]
    DeadResolver.together = Barrier(len(dead))
    alive = FakeResolver("alive", {name: ("192.0.2.7",) for name, _ in sample})
    found = look(Task(TASK.order_id, TASK.target, sample, 0.0), Vantage([*dead, alive], None))
    assert [answer.resolver for answer in found.answers] == 6 * [resolver.label for resolver in (*dead, alive)]
    of_sample = [answer.finding for answer in found.answers if answer.question is Question.CONTROL]
    assert of_sample == 5 * [*(10 * [Finding.UNAVAILABLE]), Finding.RESOLVED]
