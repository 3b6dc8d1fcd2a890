"""Many pieces of work come out as one process alone would do them; what goes wrong is told with the next step."""

import os
import signal
import socket
import time
from contextlib import closing
from types import ModuleType
from typing import Any
from unittest.mock import patch

import pytest

from rempart.adapters.crews import CoresCrew, LocalCrew, RayCrew
from rempart.ports.pages import PageMissingError
from rempart.ports.spreading import ClusterMissingError, CoreLostError


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


def _read(piece: int, shared: dict[int, str]) -> tuple[int, str]:
    if shared.get(piece) == "missing":
        raise PageMissingError(path=str(piece), problem="there is no such file")
    if shared.get(piece) == "slow":
        time.sleep(0.5)
    if shared.get(piece) == "fatal":
        os.kill(os.getpid(), signal.SIGKILL)
    return os.getpid(), shared.get(piece, "page") * (1 + piece % 3)


def test_cores_give_what_one_process_gives_in_its_order_one_task_after_the_other() -> None:
    with closing(CoresCrew(2)) as crew:
        for pieces, shared in ((range(40), {3: "quay"}), (range(0), {}), (range(5), {4: "lamp"})):
            spread, alone = list(crew.map(_read, pieces, shared)), list(LocalCrew().map(_read, pieces, shared))
            assert [text for _, text in spread] == [text for _, text in alone]
            assert os.getpid() not in {process for process, _ in spread}


def test_while_one_piece_takes_long_not_all_others_are_done_and_kept() -> None:
    pieces = iter(range(10_000))
    with closing(CoresCrew(2)) as crew:
        next(crew.map(_read, pieces, {0: "slow"}))
    assert next(pieces) < 20


def test_what_a_piece_raises_on_another_core_is_raised_here_at_its_place() -> None:
    with closing(CoresCrew(2)) as crew:
        results = crew.map(_read, range(30), {7: "missing", 4: "missing"})
        assert len([next(results) for _ in range(4)]) == 4
        with pytest.raises(PageMissingError, match=r"^4: there is no such file\. Give") as raised:
            next(results)
    assert raised.value.fields == {"path": "4", "problem": "there is no such file"}


def test_a_process_that_ends_before_its_work_is_told_with_the_next_step() -> None:
    with closing(CoresCrew(2)) as crew, pytest.raises(CoreLostError, match="--cores 1"):
        list(crew.map(_read, range(30), {5: "fatal"}))
