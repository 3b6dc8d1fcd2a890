import sqlite3
from pathlib import Path

import numpy as np
import pytest

from rempart.adapters.page_files import PageFiles
from rempart.adapters.page_index import MAX_SEGMENTS, SqlitePageIndex, open_index
from rempart.engines.pages import PageFeatures, PageInput
from rempart.engines.pages.index import CHUNK, index_keys, pack_chunks, pages_under, rank_candidates
from rempart.engines.verdict import portrait_of
from rempart.ports.pages import PageIndexUnreadableError, PageIndexUnwritableError
from tests.factories import pages

BACKGROUND = PageFiles().read_background()


def entry(label: str, html: str) -> tuple[str, PageFeatures, tuple[int, ...]]:
    features = portrait_of(PageInput(html=html))
    return label, features, index_keys(features, BACKGROUND)


def other(number: int) -> str:
    return pages.page(
        f"Workshop number{number}", f"<p>Lamp {number} was mended by neighbour{number} on a rainy day{number}.</p>"
    )


@pytest.fixture
def path(tmp_path: Path) -> str:
    return str(tmp_path / "pages.index")


def test_a_reopening_under_another_name_is_found_among_others(path: str) -> None:
    index = SqlitePageIndex(path, create=True)
    index.add([entry(f"other-{n}", other(n)) for n in range(50)] + [entry("closed", pages.CLOSED)])

    found = index.find(entry("new", pages.REOPENED)[2], 5)

    assert found[0].label == "closed"
    assert found[0].features == portrait_of(PageInput(html=pages.CLOSED))
    index.close()


def test_pages_added_later_are_found_and_segments_are_merged(path: str) -> None:
    SqlitePageIndex(path, create=True).close()
    for number in range(MAX_SEGMENTS + 3):
        index = SqlitePageIndex(path)
        assert index.add([entry(f"other-{number}", other(number))]) == 1
        index.close()
    index = SqlitePageIndex(path)

    for number in range(MAX_SEGMENTS + 3):
        assert index.find(entry("x", other(number))[2], 1)[0].label == f"other-{number}"
    index.close()


def test_a_page_entered_twice_is_there_once(path: str) -> None:
    index = SqlitePageIndex(path, create=True)

    assert (index.add([entry("one", pages.CLOSED)]), index.add([entry("one", pages.SHOP)])) == (1, 0)
    assert len(index) == 1
    index.close()


def test_a_page_that_shares_nothing_finds_nothing(path: str) -> None:
    index = SqlitePageIndex(path, create=True)
    index.add([entry("closed", pages.CLOSED)])

    assert index.find((1, 2, 3), 5) == ()
    index.close()


def leave_in_a_log(path: str, tmp_path: Path, tables: str) -> None:
    """A database at `path` whose `tables` stand in the log beside it alone."""
    left = sqlite3.connect(tmp_path / "left")
    left.executescript(f"PRAGMA journal_mode = WAL; {tables}")
    for ending in ("", "-wal"):
        Path(path + ending).write_bytes((tmp_path / f"left{ending}").read_bytes())
    left.close()


def test_an_index_whose_tables_are_in_its_log_only_gives_way_to_a_new_one(path: str, tmp_path: Path) -> None:
    """As who is killed while building one leaves it."""
    leave_in_a_log(path, tmp_path, "CREATE TABLE page (a); CREATE TABLE chunk (a)")

    with open_index(path, create=True) as index:
        index.add([entry("closed", pages.CLOSED)])

    with open_index(path, create=False) as index:
        assert [found.label for found in index.find(entry("new", pages.REOPENED)[2], 5)] == ["closed"]


def test_another_programs_database_with_a_log_is_kept(path: str, tmp_path: Path) -> None:
    leave_in_a_log(path, tmp_path, "CREATE TABLE cases (a)")

    with pytest.raises(PageIndexUnwritableError, match="another file"), open_index(path, create=True):
        pass  # pragma: no cover


def test_what_is_no_index_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x").write_bytes(b"not a database at all, but long enough to be read as one" * 50)
    for name in ("x", "missing"):
        with pytest.raises(PageIndexUnreadableError), open_index(str(tmp_path / name), create=False):
            pass


def test_an_index_with_other_bytes_in_its_own_tables_is_refused(path: str) -> None:
    with open_index(path, create=True, background="quay"):
        pass
    content = Path(path).read_bytes()
    Path(path).write_bytes(content.replace(b"made_with (", b"made\xe7with ("))
    with pytest.raises(PageIndexUnreadableError), open_index(path, create=False) as index:
        assert index.background == "quay"


def test_postings_equal_a_plain_table_whatever_the_chunks() -> None:
    random = np.random.default_rng(7)
    keys = random.integers(0, 900, 3 * CHUNK, dtype=np.uint64)
    beside = random.integers(0, 5000, 3 * CHUNK, dtype=np.uint32)
    chunks = list(pack_chunks(keys, beside))

    for key in (0, 1, 450, 899, 901):
        assert pages_under(key, chunks).tolist() == sorted(beside[keys == key].tolist())


def test_a_key_that_most_pages_have_leads_nowhere() -> None:
    common, rare = np.arange(5000, dtype=np.uint32), np.array([7], np.uint32)

    assert rank_candidates([common, rare], 10_000, 3) == (7,)


def test_pages_of_one_program_do_not_keep_out_the_page_whose_address_is_given() -> None:
    program = [np.arange(100, 114, dtype=np.uint32)] * 20
    address = [np.array([3], np.uint32)]

    first, *others = rank_candidates(program + address, 1_000, 10)
    assert first == 100
    assert 3 in others
    assert len(set(others)) == 9
    assert rank_candidates([*program, *address], 1_000, 40) == rank_candidates([*address, *program], 1_000, 40)
