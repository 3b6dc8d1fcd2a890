"""The part of the composition root that opens hostnames to screen: what `rempart screen` loads of it.

Adapters are imported inside the functions that build them, as in `wiring`.
"""

from rempart.ports.hostnames import HostnameSource
from rempart.ports.screening import ScreeningCluster


def list_parquet_parts(path: str) -> list[tuple[str, int]]:
    """(file, row group) of a Parquet file or folder, in order."""
    from rempart.adapters.hostname_files import parquet_parts

    return parquet_parts(path)


def build_ray_cluster(address: str | None) -> ScreeningCluster:
    """The Ray cluster at `address`, or one on this machine."""
    from rempart.adapters.ray_cluster import RayCluster

    return RayCluster(address)


def open_hostnames(path: str) -> HostnameSource:
    """The hostnames of a file or, for ``-``, of standard input."""
    from rempart.adapters.hostname_files import HostnameFile

    return HostnameFile(path)


def read_text(path: str) -> bytes:
    """A whole list of text from a file (plain, .gz, .zst) or, for ``-``, standard input. Raises TextUnreadableError."""
    from rempart.adapters import hostname_files

    return hostname_files.read_text(path)
