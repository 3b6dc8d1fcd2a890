"""Parts of an installation on PostgreSQL killed without warning at random points."""

from collections.abc import Iterator

from benchmarks.rows import Row
from rempart.lab.postgres import PostgresServer
from tests.fakes.interrupting import interrupt
from tests.fakes.whole import Whole


def rows(points: int) -> Iterator[Row]:
    """Worker, agent, feed, primary and database in turn, `points` in all; judged by the journal and `lists check`."""
    with Whole(2 * points, PostgresServer(durable=True)).running() as whole:
        left = interrupt(whole, points, seed=points)
    label = f"{points} kills of {', '.join(left.kills)}"
    lost = len(left.in_force_by_journal - left.refused_at_edge) + int(left.check.get("missing", points))
    more = len(left.refused_at_edge - left.in_force_by_journal) + int(left.check.get("surplus", points))
    yield Row(f"{label}: orders in force", len(left.in_force_by_journal), "")
    yield Row(f"{label}: lost", lost, "", "0", lost == 0)
    yield Row(f"{label}: too many", more, "", "0", more == 0)
    yield Row(f"{label}: published twice", left.doubled, "", "0", left.doubled == 0)
