"""What the agent owes the hub outlives a kill: begun questions, signed receipts, and nothing that the hub has."""

import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from pathlib import Path

import pytest

from rempart.edge.receipts import ReceiptFile, settled_until
from rempart.kernel.hostname import Hostname

QUESTIONS = [(f"order-{number}", number, Hostname(f"n{number}.example")) for number in range(3)]


Start = Callable[[], ReceiptFile]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "receipts.jsonl"


@pytest.fixture
def start(path: Path) -> Iterator[Start]:
    """`start()` reads what is on disk; the one before was killed, so it is closed by the test's end only."""
    with ExitStack() as files:
        yield lambda: files.enter_context(closing(ReceiptFile(path)))


def statement(number: int) -> str:
    return json.dumps({"order_id": f"order-{number}", "sequence": number, "after": "NXDOMAIN"})


def test_begun_questions_and_signed_receipts_are_there_again(start: Start) -> None:
    first = start()
    first.owe(QUESTIONS)
    first.add(statement(0), "aa")
    first.add(statement(1), "bb")
    first.forget(1)
    second = start()
    assert second.owed == (QUESTIONS[2],)
    assert [receipt["signature"] for receipt in second.waiting] == ["bb"]
    second.add(statement(2), "cc")
    assert [receipt["signature"] for receipt in start().waiting] == ["bb", "cc"]


def test_what_the_hub_has_leaves_nothing_behind(path: Path, start: Start) -> None:
    file = start()
    file.owe(QUESTIONS[:1])
    file.add(statement(0), "aa")
    file.forget(1)
    assert path.read_text().splitlines()[-1] == '{"settled": 0}'
    assert (start().owed, len(start().waiting)) == ((), 0)
    file = start()
    file.owe(QUESTIONS[1:2])
    assert start().owed == (QUESTIONS[1],)


def test_a_line_that_a_power_cut_left_does_not_stop_the_start(path: Path, start: Start) -> None:
    start().owe(QUESTIONS[:2])
    path.write_text(path.read_text() + '{"receipt": "half')
    assert start().owed == tuple(QUESTIONS[:2])


def test_what_a_power_cut_took_is_found_again_in_the_state(path: Path, start: Start) -> None:
    file = start()
    file.owe(QUESTIONS[:1])
    file.add(statement(0), "aa")
    file.forget(1)
    file.obeyed = 1
    file.owe(QUESTIONS[1:2])
    file.add(statement(1), "bb")
    file.forget(1)  # all is settled up to the first line of the state
    assert settled_until(path) == 1
    kept = path.read_text()
    file.owe(QUESTIONS[2:])
    path.write_text(kept)  # the disk never came to see the last question
    with closing(ReceiptFile(path, obeyed=2, recent=QUESTIONS[2:])) as again:
        assert again.owed == (QUESTIONS[2],)
    assert settled_until(path) == 2


def test_what_has_its_receipt_is_not_asked_again(path: Path, start: Start) -> None:
    file = start()
    file.owe(QUESTIONS[:2])
    file.add(statement(0), "aa")
    file.forget(1)
    with closing(ReceiptFile(path, obeyed=3, recent=QUESTIONS)) as again:
        assert again.owed == (QUESTIONS[1], QUESTIONS[2])


def test_a_term_that_ended_after_its_own_line_is_asked_for_although_that_has_its_receipt(
    path: Path, start: Start
) -> None:
    file = start()
    file.owe(QUESTIONS[:1])
    file.add(statement(0), "aa")
    file.owe(QUESTIONS[:1])  # no other line came before the end
    for _ in range(2):  # killed, and killed again
        with closing(ReceiptFile(path, obeyed=2, recent=[QUESTIONS[0], QUESTIONS[0]])) as again:
            assert again.owed == (QUESTIONS[0],)
    again = start()
    again.add(statement(0), "bb")
    assert [receipt["signature"] for receipt in start().waiting] == ["aa", "bb"]
    assert start().owed == ()


def test_a_file_in_which_all_is_settled_stays_short(path: Path, start: Start) -> None:
    file = start()
    for _ in range(1000):
        file.owe(QUESTIONS[:1])
        file.add(statement(0), "aa")
        file.forget(1)
    assert path.stat().st_size < 1 << 17
    assert settled_until(path) == 0
