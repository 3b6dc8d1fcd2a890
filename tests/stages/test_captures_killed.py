"""A worker that is ended at any of 100 points of capturing and sealing: no exhibit looks complete that is not."""

from contextlib import suppress
from pathlib import Path
from uuid import UUID

import pytest

from rempart.adapters.exhibit_store import FolderStore
from rempart.captures import queries
from rempart.captures.contracts import Exhibit, ExhibitSealed, PageCaptured
from rempart.journal.contracts import AlreadyDoneError
from rempart.journal.queries import list_entries
from rempart.kernel.actors import SYSTEM
from rempart.verification import verify_exhibit
from tests.factories.kills import Killed, choose_points, count_points, raise_killed, run_until
from tests.stages.test_captures import Desk, sighting  # noqa: F401 (a fixture)

POINTS = 100


class Worker:
    """Captures and seals for one cause each, as the pipeline does; run again it goes on where it was."""

    def __init__(self, desk: Desk, sighting_id: UUID, cause: int) -> None:
        self.desk = desk
        self.sighting_id = sighting_id
        self.cause = cause

    def work(self) -> None:
        with suppress(AlreadyDoneError):
            self.desk.capture(self.sighting_id, cause=self.cause)
        for exhibit in queries.list_unsealed(viewer=SYSTEM):
            self.desk.seal(exhibit.id, cause=self.cause)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    desk = Desk(tmp_path)
    desk.store = FolderStore(tmp_path / "exhibits", tmp_path / "key")  # type: ignore[assignment]
    return desk


def is_what_it_says(desk: Desk, exhibit: Exhibit) -> bool:
    report = verify_exhibit(desk.store.open(exhibit.file_sha256).read())
    return report.sound is (exhibit.seal is not None)


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_a_worker_ended_at_any_of_100_points_goes_on_and_does_everything_once(
    desk: Desk,
    sighting: UUID,  # noqa: F811
) -> None:
    total = count_points(Worker(desk, sighting, cause=1_000_000).work)
    killed, odd = 0, []
    for cause, point in enumerate(choose_points(total, POINTS)):
        worker = Worker(desk, sighting, cause)
        try:
            run_until(point, worker.work, raise_killed)
        except Killed:
            killed += 1
        whole = all(is_what_it_says(desk, exhibit) for exhibit in queries.list_exhibits(viewer=SYSTEM, limit=3))
        worker.work()
        assert queries.list_unsealed(viewer=SYSTEM) == ()
        acts = [entry.act for entry in list_entries(limit=100_000) if entry.cause == cause]
        odd += [(point, acts)] if not whole or acts != [PageCaptured.act, ExhibitSealed.act] else []
    print(f"worker ended {killed} times: {len(odd)} times work was lost, done twice or not what it looked")
    assert odd == []
    assert killed >= POINTS - 5  # the last points may lie behind the end of a shorter run
