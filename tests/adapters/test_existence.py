"""Does a name exist? Asked of the laboratory's real BIND."""

from collections.abc import Iterator

import pytest

from rempart.adapters.existence import DnsExistence
from rempart.adapters.resolver import DnsResolver
from rempart.adapters.streams.fetching import Budget
from rempart.kernel.hostname import parse_hostname
from rempart.lab.bind import NameServer
from rempart.lab.processes import NAMED, LabFolder, find_program, free_port
from rempart.ports.existence import ExistenceUnavailableError, Presence
from rempart.ports.naming import Answer, Endpoint
from tests.waiting import PATIENCE_S

pytestmark = pytest.mark.slow

HOSTS = {
    "there.example": ("127.0.0.2",),
    "*.wild.test": ("127.0.0.3",),
    "own.wild.test": ("127.0.0.4",),
}


@pytest.fixture(scope="module")
def names() -> Iterator[NameServer]:
    if find_program(NAMED) is None:
        pytest.skip("not installed: bind9")
    folder = LabFolder()
    server = NameServer(folder.make("existence"), HOSTS)
    server.start()
    yield server
    server.stop()
    folder.remove()


def open_check(endpoint: Endpoint, budget: Budget | None = None, timeout_s: float = PATIENCE_S) -> DnsExistence:
    resolver = DnsResolver("watch", endpoint, timeout_s=timeout_s, tries=1)
    return DnsExistence(resolver, budget or Budget(rate=1000.0))


def test_a_name_comes_into_being_and_goes(names: NameServer) -> None:
    check = open_check(Endpoint(names.address, names.port))
    fresh = parse_hostname("orchidroom3.example")
    assert check.check(parse_hostname("there.example")) is Presence.EXISTS
    assert check.check(fresh) is Presence.ABSENT
    names.add_host(fresh, "127.0.0.2")
    assert check.check(fresh) is Presence.EXISTS
    names.remove_host(fresh)
    assert check.check(fresh) is Presence.ABSENT


def test_where_every_name_answers_a_name_counts_only_by_records_of_its_own(names: NameServer) -> None:
    check = open_check(Endpoint(names.address, names.port))
    assert check.check(parse_hostname("orchidroom3.wild.test")) is Presence.UNTELLABLE
    assert check.check(parse_hostname("own.wild.test")) is Presence.EXISTS


def test_a_suffix_is_tried_with_a_random_label_once_an_hour(names: NameServer) -> None:
    asked: list[str] = []
    now = [0.0]
    check = open_check(Endpoint(names.address, names.port))
    check.make_label = lambda: asked.append("label") or f"x{len(asked)}"  # type: ignore[func-returns-value]
    check.monotonic = lambda: now[0]
    for number in range(5):
        check.check(parse_hostname(f"name{number}.example"))
    assert len(asked) == 2
    now[0] = 3601.0
    check.check(parse_hostname("name9.example"))
    assert len(asked) == 4


def test_no_question_is_sent_before_the_budget_allows_it(names: NameServer) -> None:
    clock = [0.0]

    def sleep(seconds: float) -> None:
        clock[0] += seconds

    budget = Budget(rate=2.0, monotonic=lambda: clock[0], sleep=sleep)
    check = open_check(Endpoint(names.address, names.port), budget)
    for number in range(10):
        check.check(parse_hostname(f"name{number}.example"))
    assert clock[0] >= 10 / 2.0


def test_a_resolver_that_is_silent_says_nothing_of_a_name() -> None:
    with pytest.raises(ExistenceUnavailableError, match=r"no answer within|refused"):
        open_check(Endpoint("127.0.0.1", free_port()), timeout_s=0.5).check(parse_hostname("there.example"))


@pytest.mark.parametrize("code", ["SERVFAIL", "REFUSED"])
def test_an_answer_that_is_none_says_nothing_of_a_name(code: str) -> None:
    class Failing(DnsResolver):
        def resolve(self, name: str, record_type: str = "A") -> Answer:
            return Answer(name, record_type, code, (), 1.0)

    check = DnsExistence(Failing("watch", Endpoint("127.0.0.1")), Budget(rate=1000.0))
    with pytest.raises(ExistenceUnavailableError, match=code):
        check.check(parse_hostname("there.example"))
