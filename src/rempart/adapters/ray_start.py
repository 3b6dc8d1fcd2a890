"""Ray, begun or joined and asked for results the same way for whatever is spread over it.

In: a cluster's address, or none for one on this machine. Out: the module, and results. Never: a word to Ray's makers
(usage statistics and dashboard are off); an error of Ray's own kind.
"""

import logging
import os
import socket
from typing import Any

from rempart.kernel.phrases import Phrase
from rempart.ports.spreading import ClusterMissingError

ANSWERS_WITHIN_S = 10.0


def start_ray(address: str | None, cpus: int | None) -> Any:
    """Ray, joined to the cluster at `address` or started here with `cpus` workers (None: one for each core).

    Raises ClusterMissingError.
    """
    os.environ["RAY_USAGE_STATS_ENABLED"] = "0"  # noqa: TID251 (Ray is told this way only)
    try:
        import ray  # noqa: PLC0415 (an extra, and slow to load)
    except ImportError as error:
        raise ClusterMissingError(problem="Ray is not installed") from error
    if address:
        _knock_at(address)
    started_here = {"num_cpus": cpus, "include_dashboard": False, "_node_ip_address": "127.0.0.1"}
    try:
        ray.init(
            address=address or "local",
            log_to_driver=False,
            logging_level=logging.ERROR,
            **({} if address else started_here),  # type: ignore[arg-type]
        )
    except Exception as error:  # Ray raises a bare Exception where its own node does not start
        raise ClusterMissingError(problem=Phrase("no Ray answers ({said})", said=_first_line(error))) from error
    return ray


def _knock_at(address: str) -> None:
    """Ray waits a quarter of an hour for a cluster that is not there. Raises ClusterMissingError."""
    host, _, port = address.removeprefix("ray://").rpartition(":")
    if not port.isdecimal():
        return  # "auto", or a name that Ray looks up itself
    try:
        socket.create_connection((host.strip("[]"), int(port)), timeout=ANSWERS_WITHIN_S).close()
    except (OSError, OverflowError) as error:
        problem = Phrase("nothing answers at {address} ({said})", address=address, said=_first_line(error))
        raise ClusterMissingError(problem=problem) from error


def result_of(ray: Any, reference: Any) -> Any:
    """What the task behind `reference` gave.

    Raises what the task raised, or ClusterMissingError where a worker or a machine was lost too often.
    """
    try:
        return ray.get(reference)
    except ray.exceptions.RayTaskError as error:
        raise error.cause or ClusterMissingError(problem=_first_line(error)) from None
    except ray.exceptions.RayError as error:
        raise ClusterMissingError(problem=_first_line(error)) from error


def _first_line(error: Exception) -> str:
    """What an error says first, or what it is called."""
    return next(iter(str(error).splitlines()), type(error).__name__)[:300].rstrip(".")
