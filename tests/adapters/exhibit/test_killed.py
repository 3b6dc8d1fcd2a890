"""A process that is ended anywhere between capture and seal leaves whole exhibits or none."""

import os
from pathlib import Path

import pytest

from rempart.adapters.exhibit import WaczExhibits
from rempart.adapters.exhibit_store import FolderStore
from rempart.adapters.signer import FileSigner
from rempart.verification import verify_exhibit
from tests.factories.captures import AT, make_capture
from tests.factories.kills import choose_points, count_points, run_until

POINTS = 100


class Bench:
    """One process's work: package, store, seal, store."""

    def __init__(self, folder: Path) -> None:
        self.store = FolderStore(folder / "exhibits", folder / "key")
        self.format = WaczExhibits(FileSigner(folder / "keys"))

    def work(self) -> None:
        package = self.format.package(make_capture())
        self.store.put(package.content)
        sealed = self.format.seal(package.content, log_proof=None, now=AT)
        self.store.put(sealed.content)


@pytest.mark.slow
def test_a_process_ended_at_any_of_100_points_leaves_whole_exhibits_or_none(tmp_path: Path) -> None:
    total = count_points(Bench(tmp_path / "whole").work)
    stored, odd = set(), []
    for point in choose_points(total, POINTS):
        folder = tmp_path / str(point)
        bench = Bench(folder)
        child = os.fork()
        if child == 0:
            run_until(point, bench.work, lambda: os._exit(9))
            os._exit(0)
        os.waitpid(child, 0)
        digests = bench.store.list_digests()
        stored.add(len(digests))
        for digest in digests:
            failed = {check.code for check in verify_exhibit(bench.store.open(digest).read()).list_failed()}
            odd += [(point, failed)] if failed not in (set(), {"seal.present", "wacz.signature"}) else []
        bench.work()  # whoever comes next finishes the work
        assert any(verify_exhibit(bench.store.open(digest).read()).sound for digest in bench.store.list_digests())
    print(f"ended at {POINTS} points of packing, storing, sealing: {len(odd)} exhibits that are not what they look")
    assert odd == []
    assert stored == {0, 1, 2}, "the points lie before, between and after the two storings"
