"""What goes wrong with the cluster that screens is told with the next step, whatever Ray raises."""

from unittest.mock import patch

import pytest

from rempart.adapters.ray_cluster import RayCluster
from rempart.ports.screening import Part
from rempart.ports.spreading import ClusterMissingError
from tests.adapters.test_crews import FakeRay, RayError, RayTaskError

PARTS = [Part(number=0, path="names.parquet", group=0)]


def screen(loses: Exception) -> None:
    ray = FakeRay(loses=loses)
    try:
        with patch.dict("sys.modules", {"ray": ray}):
            list(RayCluster(None, 1).screen(PARTS, watchlist=b"", threshold=None, rejects=False))
    finally:
        assert ray.is_shut_down


@pytest.mark.parametrize("error", [RayError("The worker died unexpectedly"), RayTaskError("The worker died")])
def test_workers_that_are_lost_again_and_again_are_told_with_the_next_step(error: Exception) -> None:
    with pytest.raises(ClusterMissingError, match=r"The worker died.*leave out --engine ray"):
        screen(error)


def test_what_a_part_raises_comes_out_as_it_was() -> None:
    error = RayTaskError("somewhere else")
    error.cause = FileNotFoundError("names.parquet")
    with pytest.raises(FileNotFoundError, match=r"names\.parquet"):
        screen(error)
