"""Fixtures that start the laboratory's real programs; the whole run shares one small internet."""

from collections.abc import Iterator

import pytest

from rempart.lab.processes import INITDB, POSTGRES, PSQL, SETPRIV, LabFolder, missing_programs
from rempart.lab.small_internet import SmallInternet, missing


def _skip_where_missing(names: list[str]) -> None:
    if names:
        pytest.skip(f"not installed: {', '.join(names)}")


def _run_internet() -> Iterator[SmallInternet]:
    _skip_where_missing([program.package for program in missing()])
    with SmallInternet() as internet:
        yield internet


@pytest.fixture(scope="session")
def small_internet() -> Iterator[SmallInternet]:
    """BIND, two Unbounds, a timestamp authority and thirty websites on loopback; leave the zones as they were."""
    yield from _run_internet()


@pytest.fixture
def own_internet() -> Iterator[SmallInternet]:
    """A small internet for one test, which may close and move its sites."""
    yield from _run_internet()


@pytest.fixture
def lab_folder() -> Iterator[LabFolder]:
    """A temporary folder whose subfolders unprivileged children may write to."""
    folder = LabFolder()
    yield folder
    folder.remove()


@pytest.fixture
def needs_postgresql() -> None:
    """Skip where PostgreSQL's programs are not installed."""
    _skip_where_missing([program.package for program in missing_programs((INITDB, POSTGRES, PSQL, SETPRIV))])
