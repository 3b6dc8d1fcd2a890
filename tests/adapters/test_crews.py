"""What goes wrong with Ray itself is told with the next step, whatever Ray raises."""

import socket
from types import ModuleType
from typing import Any
from unittest.mock import patch

import pytest

from rempart.adapters.crews import RayCrew
from rempart.ports.spreading import ClusterMissingError


class RayError(Exception):
    """As Ray's own."""


class RayTaskError(RayError):
    """What a task raised."""

    cause: Exception | None = None


class FakeRay(ModuleType):
    """Ray, as far as a crew or a cluster asks it; `refuses` is what its start raises, `loses` what a result raises."""

    def __init__(self, refuses: Exception | None = None, loses: Exception | None = None) -> None:
        super().__init__("ray")
        self._refuses, self._loses, self.is_shut_down = refuses, loses, False
        self.exceptions = type("exceptions", (), {"RayError": RayError, "RayTaskError": RayTaskError})

    def init(self, **_settings: Any) -> None:
        if self._refuses:
            raise self._refuses

    def remote(self, *_do: Any, **_settings: Any) -> Any:
        if not _do:
            return self.remote
        return type("task", (), {"remote": lambda *_given: None})

    def put(self, value: Any) -> Any:
        return value

    def cluster_resources(self) -> dict[str, float]:
        return {"CPU": 1.0}

    def wait(self, references: list[Any], num_returns: int) -> tuple[list[Any], list[Any]]:
        return references[:num_returns], references[num_returns:]

    def shutdown(self) -> None:
        self.is_shut_down = True

    def get(self, _reference: Any) -> Any:
        assert self._loses is not None
        raise self._loses


def crew(**faults: Exception) -> RayCrew:
    with patch.dict("sys.modules", {"ray": FakeRay(**faults)}):
        return RayCrew()


def _first(piece: str, _shared: str) -> str:
    return piece


@pytest.mark.parametrize("error", [Exception("The current node timed out during startup.\nLong."), ConnectionError()])
def test_a_ray_that_does_not_start_is_told_with_the_next_step(error: Exception) -> None:
    with pytest.raises(ClusterMissingError, match=r"(timed out during startup|ConnectionError)\)\. Install"):
        crew(refuses=error)


@pytest.mark.parametrize("scheme", ["", "ray://"])
def test_a_cluster_that_is_not_there_is_told_at_once(scheme: str) -> None:
    """Ray itself would wait a quarter of an hour for it."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        address = f"{scheme}127.0.0.1:{free.getsockname()[1]}"
    with patch.dict("sys.modules", {"ray": FakeRay()}):
        with pytest.raises(ClusterMissingError, match=f"nothing answers at {address}"):
            RayCrew(address)
        RayCrew("auto").close()


def test_workers_that_are_lost_again_and_again_are_told_with_the_next_step() -> None:
    with pytest.raises(ClusterMissingError, match="The worker died unexpectedly"):
        list(crew(loses=RayError("The worker died unexpectedly")).map(_first, ["page"], "shared"))


def test_what_a_piece_of_work_raises_comes_out_as_it_was() -> None:
    error = RayTaskError("somewhere else")
    error.cause = KeyError("page")
    with pytest.raises(KeyError, match="page"):
        list(crew(loses=error).map(_first, ["page"], "shared"))
