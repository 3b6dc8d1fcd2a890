"""The Ray engine gives what one machine gives, byte for byte, and goes on from what it has."""

from pathlib import Path
from unittest.mock import patch

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from rempart.adapters import ray_cluster
from rempart.cli.screen_ray import KeptPartsError, PartLostError, screened_on_ray
from rempart.ports.hostnames import HostnamesMissingError
from rempart.ports.screening import PartResult
from rempart.ports.spreading import ClusterMissingError
from tests.cli.test_screen import run

WATCHLIST = b'{"site": "salon", "domains": ["salon-bleu.example", "salonbleu3.example"]}\n'
NAMES = [
    "plain.example",
    "salonbleu4.test",
    "no name",
    None,
    "salon-bleu.test",
    "www.salonbleu5.test",
    "x\x00.test",
    "",
]


@pytest.fixture
def collection(tmp_path: Path) -> tuple[Path, Path]:
    watchlist, folder = tmp_path / "watchlist.jsonl", tmp_path / "names"
    watchlist.write_bytes(WATCHLIST)
    (folder / "more").mkdir(parents=True)
    table = pa.table({"hostname": NAMES * 10})
    pq.write_table(table, folder / "a.parquet", row_group_size=30)
    pq.write_table(table.slice(3), folder / "more" / "b.parquet", row_group_size=50)
    return watchlist, folder


@pytest.mark.slow
@pytest.mark.timeout(1200)
@pytest.mark.filterwarnings("default")  # Ray's own
@pytest.mark.xdist_group("ray")
def test_a_cluster_gives_what_one_machine_gives(collection: tuple[Path, Path], tmp_path: Path) -> None:
    watchlist, folder = collection
    alone, together, kept = tmp_path / "alone.jsonl", tmp_path / "together.jsonl", tmp_path / "kept"

    here = run(watchlist, folder, "--rejects", alone)
    with patch.object(ray_cluster.RayCluster, "__init__", _one_processor):
        there = run(watchlist, folder, "--rejects", together, "--engine", "ray", "--keep", kept)

    assert there == here
    assert len(here) == 60 - 1  # three of each eight names, but for what `b` lacks
    assert together.read_bytes() == alone.read_bytes()
    assert len(list(kept.glob("part-*.json"))) == 5

    # A second run, with one part missing and one half written, does these alone.
    (kept / "part-000002.json").unlink()
    (kept / "part-000004.json").write_text('{"lines"')
    with (
        patch.object(ray_cluster.RayCluster, "__init__", _one_processor),
        patch.object(
            ray_cluster.RayCluster, "screen", autospec=True, side_effect=ray_cluster.RayCluster.screen
        ) as screen,
    ):
        again = run(watchlist, folder, "--rejects", together, "--engine", "ray", "--keep", kept)
    assert again == here
    assert [part.number for part in screen.call_args.args[1]] == [2, 4]


def _one_processor(cluster: ray_cluster.RayCluster, address: str | None) -> None:
    cluster._address, cluster._cpus = address, 1


@pytest.mark.parametrize("told", ['{"run": "of another watch list"}', "x"])
def test_finished_parts_of_another_run_are_refused(collection: tuple[Path, Path], tmp_path: Path, told: str) -> None:
    watchlist, folder = collection
    kept = tmp_path / "kept"
    kept.mkdir()
    (kept / "run.json").write_text(told)

    with pytest.raises(KeptPartsError):
        list(
            screened_on_ray(watchlist.read_bytes(), str(folder), threshold=None, rejects=None, address=None, keep=kept)
        )


def test_each_node_is_told_with_what_it_did(
    collection: tuple[Path, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    watchlist, folder = collection
    nodes = {0: "192.0.2.1", 1: "192.0.2.2", 2: "192.0.2.1", 3: "192.0.2.1", 4: "192.0.2.2"}
    done = [PartResult(part, node, 10, 600 * (part + 1), 0, 2.0, b"", b"") for part, node in nodes.items()]
    with patch.object(ray_cluster.RayCluster, "screen", return_value=iter(done)):
        assert not list(
            screened_on_ray(
                watchlist.read_bytes(), str(folder), threshold=None, rejects=None, address=None, keep=tmp_path / "kept"
            )
        )
    told = [line.strip() for line in capsys.readouterr().err.splitlines() if "hostnames" in line]
    assert told == [
        "192.0.2.1: 4,800 hostnames, 800 a second and processor",
        "192.0.2.2: 4,200 hostnames, 1,050 a second and processor",
    ]


def test_a_part_that_cannot_be_read_back_is_named_with_what_to_do(
    collection: tuple[Path, Path], tmp_path: Path
) -> None:
    watchlist, folder = collection
    kept = tmp_path / "kept"
    done = [PartResult(part, "192.0.2.1", 10, 10, 0, 2.0, b"", b"") for part in (0, 1, 3, 4)]
    with (
        patch.object(ray_cluster.RayCluster, "screen", return_value=iter(done)),
        pytest.raises(PartLostError, match=r"part-000002\.json is missing .* Run the same command again"),
    ):
        list(
            screened_on_ray(watchlist.read_bytes(), str(folder), threshold=None, rejects=None, address=None, keep=kept)
        )


def test_without_ray_it_is_said_what_to_install(collection: tuple[Path, Path]) -> None:
    watchlist, folder = collection

    with patch.dict("sys.modules", {"ray": None}), pytest.raises(ClusterMissingError, match="not installed"):
        run(watchlist, folder, "--engine", "ray")


def test_a_list_that_is_no_parquet_is_not_for_a_cluster(collection: tuple[Path, Path], tmp_path: Path) -> None:
    names = tmp_path / "names.txt"
    names.write_text("salonbleu4.test\n", encoding="utf-8")
    with pytest.raises(HostnamesMissingError, match="is no Parquet; folders, and what a cluster reads"):
        run(collection[0], names, "--engine", "ray")
