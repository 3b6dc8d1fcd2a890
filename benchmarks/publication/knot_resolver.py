"""Knot Resolver, which reads a list from a file: from the file's new name to the refusal, and how long it is deaf."""

import threading
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

from benchmarks.publication.asking import NOERROR, NXDOMAIN, Asker, Gaps, spread
from benchmarks.rows import Row
from rempart.engines.zonefile.recipes import Primary, recipe
from rempart.lab.bind import NameServer
from rempart.lab.processes import LabFolder, Program, free_port
from tests.lab.test_recipes import run_copy

KRESD = Program("kresd", "knot-resolver", ("usr/sbin/kresd",))
_HEAD = "$TTL 5\n@ SOA localhost. h. 1 60 10 86400 5\n@ NS localhost.\n"


def rows(names: int, orders: int) -> Iterator[Row]:
    """`orders` blocked and lifted in a list of that many names."""
    lab = LabFolder()
    folder, port = lab.make("knot"), free_port("127.0.0.1")
    server = NameServer(lab.make("names"), dict.fromkeys(("forum.example", "untouched.example"), ("127.0.0.9",)))
    file = folder / "list.rpz"
    mass = _HEAD + "".join(f"name-{number}.test CNAME .\n" for number in range(names))
    file.write_text(mass)
    server.start()
    config = folder / "kresd.conf"
    config.write_text(
        f"net.listen('127.0.0.1', {port})\nmodules.load('policy')\ntrust_anchors.remove('.')\ncache.size = 10 * MB\n"
        + recipe("knot", Primary("127.0.0.1", port, (), str(file)))
        + f"policy.add(policy.all(policy.STUB('{server.address}@{server.port}')))\n"
    )
    child = run_copy(KRESD, ["-n", "-q", "-c", str(config), str(folder)], folder)
    where = SimpleNamespace(address="127.0.0.1", port=port)
    asker, gaps = Asker(where), Gaps(where, "untouched.example")
    watcher = threading.Thread(target=gaps.run, daemon=True)
    try:
        asker.await_code("untouched.example", NOERROR, 60)
        watcher.start()
        blocks, lifts = [], []
        for _ in range(orders):
            blocks.append(
                asker.time_until(lambda: _replace(file, f"{mass}forum.example CNAME .\n"), "forum.example", NXDOMAIN)
            )
            lifts.append(asker.time_until(lambda: _replace(file, mass), "forum.example", NOERROR))
    finally:
        gaps.stop()
        child.terminate()
        child.wait(timeout=10)
        server.stop()
        lab.remove()
    yield from spread(f"file → Knot Resolver, {names:,} names: block", blocks)
    yield from spread(f"file → Knot Resolver, {names:,} names: lift", lifts)
    yield Row(f"file → Knot Resolver, {names:,} names: longest unanswered query", gaps.longest_ms, "ms")


def _replace(file: Path, text: str) -> None:
    draft = file.with_name("draft")
    draft.write_text(text)
    draft.replace(file)
