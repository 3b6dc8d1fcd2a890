"""`rempart screen … --engine ray`: the parts of a Parquet collection on a cluster, kept as they are done.

A folder given with `--keep` holds one file a finished part. A run that was stopped goes on from it; one with another
watch list, threshold or collection is refused, because its parts would not fit together.
"""

import hashlib
import json
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from rempart.cli.language import figure, say
from rempart.cli.output import counted, err, progress
from rempart.kernel.errors import InputRejectedError, OutsideUnavailableError
from rempart.ports.screening import Part, PartResult
from rempart.wiring_hostnames import build_ray_cluster, list_parquet_parts

_RUN = "run.json"


class KeptPartsError(InputRejectedError):
    """The folder of finished parts belongs to another run."""

    code = "screening.kept_parts"
    template = "{folder} holds parts of another watch list, threshold or collection. Give an empty folder with --keep."


class PartLostError(OutsideUnavailableError):
    """A part that was to be done cannot be read back: the cluster left it out, or its file was lost or cut since."""

    code = "screening.part_lost"
    template = (
        "{file} is missing or not whole, though the cluster has ended. Run the same command again; given a folder with "
        "--keep, it does only the parts that are missing there."
    )


def screened_on_ray(
    watchlist: bytes,
    hostnames: str,
    *,
    threshold: float | None,
    rejects: Path | None,
    address: str | None,
    keep: Path | None,
) -> Iterator[str]:
    """The hits of each part as JSON lines, in order, once all parts are done: what the local engine prints.

    Raises KeptPartsError, PartLostError, ClusterMissingError.
    """
    parts = [Part(number, path, group) for number, (path, group) in enumerate(list_parquet_parts(hostnames))]
    with ExitStack() as stack:
        folder = keep or Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="rempart-parts-")))
        _open_run(folder, watchlist, threshold, parts, with_rejects=rejects is not None)
        missing = [part for part in parts if _kept(folder, part) is None]
        results = build_ray_cluster(address).screen(
            missing, watchlist=watchlist, threshold=threshold, rejects=rejects is not None
        )
        _collect(folder, results if missing else iter(()), len(parts), len(parts) - len(missing))
        refused = stack.enter_context(rejects.open("w", encoding="utf-8")) if rejects else None
        lines = 0
        for part in parts:
            kept = _kept(folder, part)
            if kept is None:
                raise PartLostError(file=_file_of(folder, part.number))
            if refused is not None:
                refused.write(_shifted(kept["rejects"], lines))
            lines += kept["lines"]
            if kept["hits"]:
                yield kept["hits"]


def _open_run(
    folder: Path, watchlist: bytes, threshold: float | None, parts: list[Part], *, with_rejects: bool
) -> None:
    files = sorted({part.path for part in parts})
    sizes = [(path, Path(path).stat().st_size, Path(path).stat().st_mtime_ns) for path in files]
    facts = repr((hashlib.sha256(watchlist).hexdigest(), threshold, sizes, len(parts), with_rejects))
    digest = hashlib.sha256(facts.encode()).hexdigest()
    folder.mkdir(parents=True, exist_ok=True)
    run = folder / _RUN
    told = json.dumps({"run": digest})
    if run.exists() and run.read_text(encoding="utf-8", errors="replace") != told:
        raise KeptPartsError(folder=folder)
    run.write_text(told, encoding="utf-8")


def _kept(folder: Path, part: Part) -> dict[str, Any] | None:
    """What was kept of a part; None where nothing is to be read, or half of it, as a loss of power leaves it."""
    try:
        kept = json.loads(_file_of(folder, part.number).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return kept if isinstance(kept, dict) and {"lines", "hits", "rejects"} <= kept.keys() else None


def _file_of(folder: Path, number: int) -> Path:
    return folder / f"part-{number:06}.json"


def _collect(folder: Path, results: Iterator[PartResult], total: int, done: int) -> None:
    """Keep each part whole or not at all, and say what every node did."""
    names: dict[str, int] = defaultdict(int)
    seconds: dict[str, float] = defaultdict(float)
    with progress() as shown:
        bar = shown.add_task(say("screening"), total=total, completed=done)
        for result in results:
            row = {
                "lines": result.lines,
                "names": result.names,
                "no_names": result.no_names,
                "hits": result.hits.decode(),
                "rejects": result.rejects.decode(),
            }
            path = _file_of(folder, result.number)
            beside = path.with_suffix(".new")
            beside.write_text(json.dumps(row, ensure_ascii=False), encoding="utf-8")
            beside.replace(path)
            names[result.node] += result.names
            seconds[result.node] += result.seconds
            shown.advance(bar)
    for node in sorted(names):
        rate = names[node] / max(seconds[node], 1e-9)
        told = say(
            "{node}: {names}, {rate} a second and processor",
            node=node,
            names=counted(names[node], "hostname"),
            rate=figure(f"{rate:,.0f}"),
        )
        err.print(told, highlight=False)


def _shifted(rejects: str, lines: int) -> str:
    """Rejects of a part with their numbers in the whole, of which `lines` lines come before."""
    rows = (json.loads(row) for row in rejects.splitlines())
    return "".join(json.dumps(row | {"line": row["line"] + lines}, ensure_ascii=False) + "\n" for row in rows)
