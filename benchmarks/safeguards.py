"""Safeguards in figures: the incidents of the past, and how many ordinary names would be refused for nothing.

Run with ``python -m benchmarks safeguards [--quick]``. The incidents are those of the tests, replayed under invented
names. The ordinary names are a sample of a whole registry zone (``../shared/data/background-ee.txt.gz``), with fresh
evidence and nothing else known of them, as for a site of its own; the lists are the Public Suffix List that comes with
Rempart and, where the package ``pymispwarninglists`` is installed, real lists of popular names, dynamic-DNS names,
universities and content networks. Nothing of either is contacted or kept.

The way to stop everything is timed on a whole installation of processes, from the overseer's act to the last answer of
a real Unbound.
"""

import gzip
import importlib.util
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from benchmarks.publication.asking import NOERROR, NXDOMAIN, Asker
from benchmarks.publication.whole import await_quiet
from benchmarks.rows import Row
from rempart.adapters.rule_files import RuleFiles, RuleSources
from rempart.engines.policy import NameFacts, SafeguardLists, judge_name
from rempart.kernel.errors import RempartError
from rempart.kernel.hostname import Hostname, parse_hostname
from tests.engines.policy.test_safeguards import INCIDENTS, LISTS, NOW
from tests.fakes.signing import name_of
from tests.fakes.whole import Whole

ORDINARY = Path("shared") / "data" / "background-ee.txt.gz"  # beside the repository, or beside its parents
_POPULAR = ("tranco10k", "cisco_top10k", "majestic_million", "moz-top500")
_SUFFIXES = ("dynamic-dns",)
_INSTITUTIONS = ("university_domains",)
_NETWORKS = ("cloudflare", "fastly", "akamai")


def run(quick: bool) -> list[Row]:
    """All rows."""
    rows = [_incidents()]
    names = _ordinary(1000 if quick else 10_000)
    for label, lists in _lists():
        rows += _needless(label, names, lists)
    return [*rows, *_stop_everything(50 if quick else 1000)]


def _incidents() -> Row:
    stopped = sum(
        code in {reason.code for reason in judge_name(facts, LISTS, NOW).refusals} for facts, code in INCIDENTS.values()
    )
    return Row("incidents stopped", stopped, f"of {len(INCIDENTS)}", "all", met=stopped == len(INCIDENTS))


def _needless(label: str, names: list[Hostname], lists: SafeguardLists) -> list[Row]:
    """How many ordinary names are refused, and how long a judgement takes."""
    if not names:
        return [Row(f"needless refusals, {label}", 0, "ordinary names absent", "< 1 %")]
    fresh = NameFacts(hostname=names[0], evidence_at=NOW - timedelta(hours=1))
    began = time.process_time()
    refused = sum(bool(judge_name(replace(fresh, hostname=name), lists, NOW).refusals) for name in names)
    spent = time.process_time() - began
    share = 100 * refused / len(names)
    return [
        Row(f"needless refusals of {len(names):,} names, {label}", share, "%", "< 1", met=share < 1),
        Row(f"one judgement, {label}", spent / len(names) * 1e6, "µs"),
    ]


def _stop_everything(orders: int) -> list[Row]:
    """From the moment the overseer begins to suspend all orders until the last name answers again."""
    names = [name_of(number) for number in range(orders)]
    with Whole(orders).running() as whole:
        ways = {"edge": Asker(whole.edge), "BIND": Asker(whole.standard)}
        whole.tell("all")
        for asker in ways.values():
            asker.await_codes(names, NXDOMAIN)
        await_quiet(whole)
        stopped = whole.tell("stop")
        with ThreadPoolExecutor() as both:
            answered = dict(
                zip(ways, both.map(lambda way: way.await_codes(names, NOERROR), ways.values()), strict=True)
            )
    label = f"{stopped['orders']:,} orders suspended in one act"
    rows = [Row(f"{label}: writing it down", stopped["at"] - stopped["begun_at"], "s")]
    for way, at in answered.items():
        took = at - stopped["begun_at"]
        rows.append(Row(f"{label}: the last name answers, by {way}", took, "s", "≤ 2", met=took <= 2))
    return rows


def _ordinary(number: int) -> list[Hostname]:
    """A sample of the zone that is the same each time; empty where the file is not there."""
    beside = (parent / ORDINARY for parent in Path(__file__).resolve().parents)
    file = next((path for path in beside if path.exists()), None)
    if file is None:
        return []
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        names = [line.strip() for line in lines if line.strip()]
    sample = []
    for name in Random(20).sample(names, min(len(names), 2 * number)):
        try:
            sample.append(parse_hostname(name))
        except RempartError:
            continue
    return sample[:number]


def _lists() -> list[tuple[str, SafeguardLists]]:
    """The lists that come with Rempart, and those with real lists added where they are installed."""
    sources = RuleSources(bases=(), zone="rpz.rempart.example")
    found = [("suffixes alone", RuleFiles(sources).read().lists)]
    package = importlib.util.find_spec("pymispwarninglists")
    if package is None or package.origin is None:
        return found
    root = Path(package.origin).parent
    with TemporaryDirectory() as folder:
        chosen = {
            kind: _gather(root, Path(folder) / kind, names)
            for kind, names in (
                ("popular", _POPULAR),
                ("suffixes", _SUFFIXES),
                ("institutions", _INSTITUTIONS),
                ("networks", _NETWORKS),
            )
        }
        full = replace(
            sources,
            popular_names_file=chosen["popular"],
            shared_networks_file=chosen["networks"],
            institutions_file=chosen["institutions"],
            shared_suffixes_file=chosen["suffixes"],
        )
        return [*found, ("with real lists", RuleFiles(full).read().lists)]


def _gather(root: Path, folder: Path, names: tuple[str, ...]) -> Path:
    """The chosen warning lists, one file each, in a folder of their own."""
    folder.mkdir()
    for list_file in root.rglob("list.json"):
        if list_file.parent.name in names:
            (folder / f"{list_file.parent.name}.json").write_bytes(list_file.read_bytes())
    return folder
