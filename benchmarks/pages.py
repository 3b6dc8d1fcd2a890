"""Part D in figures: features, verdict, classifier and index, beside the hashes that others compare pages by.

Run with ``python -m benchmarks pages [--quick]``. Pages are generated (`scripts/page_families`); the peers' hashes
see the same pages (`benchmarks.page_peers`).
"""

import json
import re
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from importlib.metadata import distribution
from multiprocessing import get_context
from pathlib import Path
from statistics import quantiles
from typing import TypedDict

import numpy as np

from benchmarks import page_peers
from benchmarks.rows import Row
from rempart.adapters.page_files import PageFiles
from rempart.adapters.page_index import SqlitePageIndex
from rempart.engines.pages import Asset, PageFeatures, PageInput, pack_features, unpack_features
from rempart.engines.pages.index import index_keys
from rempart.engines.verdict import judge, portrait_of
from rempart.engines.verdict.evaluation import Outcome, area_under_curve, calibration_error, figures_by_group

SCRIPTS = Path(__file__).parents[1] / "scripts"
SIZE, ROUNDS = 200_000, 10  # characters of the pages that are timed; how often each is
RULES, STYLED = 400, 300  # of pages as site builders make them
HARD = ("other_brand_same_template", "clone_other_brand")
MIRRORS, CLONES = "clone_mirror", "clone_other_brand"


class Label(TypedDict):
    """A row of a labels file."""

    a: str
    b: str
    same: bool
    group: str


def run(quick: bool) -> list[Row]:
    """Every figure of pages; `quick` takes a third of the families and a tenth of the index."""
    with tempfile.TemporaryDirectory(prefix="rempart-bench-") as folder:
        out = Path(folder)
        size = ["--templates", "15"] if quick else []
        subprocess.run([sys.executable, str(SCRIPTS / "build_page_families.py"), folder, *size], check=True, stdout=2)
        labels = [json.loads(line) for line in (out / "labels-test.jsonl").read_text().splitlines()]
        paths = sorted({str(row[side]) for row in labels for side in ("a", "b")})
        html = {path: (out / path).read_text(encoding="utf-8") for path in paths}
        speed = _speed_rows(html)  # first: thousands of features in memory would slow the collector of garbage
        portraits = {path: portrait_of(PageInput(html=text)) for path, text in html.items()}
        return [
            *_verdict_rows(labels, portraits),
            *_peer_rows(labels, html, portraits),
            *_kind_rows(out),
            *speed,
            *_index_rows(out, portraits, 100_000 if quick else 1_000_000),
        ]


def _verdict_rows(labels: list[Label], portraits: dict[str, PageFeatures]) -> list[Row]:
    background = PageFiles().read_background()
    outcomes = []
    for row in labels:
        verdict = judge(portraits[row["a"]], portraits[row["b"]], background)
        outcomes.append(Outcome(row["a"], row["b"], row["same"], row["group"], verdict.kind, verdict.probability))
    figures = figures_by_group(outcomes)
    everything = figures["all"]
    silent = sum(figures[name].false_same for name in figures if name.endswith("_pages"))
    supplied = sum(figures[f"{made}_one_source"].false_same for made in ("card", "shop", "office", "entrance"))
    found = calibration_error(outcomes)
    error = 1.0 if found is None else found
    precision, recall = everything.precision or 0.0, everything.recall or 0.0
    clones = area_under_curve(
        [row.probability for row in outcomes if row.group == MIRRORS],
        [row.probability for row in outcomes if row.group == CLONES],
    )
    return [
        Row("precision of same", precision, "", "≥ 0.99", precision >= 0.99),
        Row("recall of same", recall, "", "≥ 0.90", recall >= 0.90),
        *(
            Row(
                f"AUC, {name.replace('_', ' ')}",
                figures[name].auc or 0.0,
                "",
                "≥ 0.99",
                (figures[name].auc or 0) >= 0.99,
            )
            for name in HARD
        ),
        Row(
            "AUC, mirrors of a brand against other brands on its template",
            clones or 0.0,
            "",
            "≥ 0.99",
            (clones or 0) >= 0.99,
        ),
        Row("placeholder pairs called same", silent, "pairs", "0", silent == 0),
        Row("pages that one builder or program made called same", supplied, "pairs", "0", supplied == 0),
        Row("calibration error", error, "", "≤ 0.02", error <= 0.02),
    ]


def _peer_rows(labels: list[Label], html: dict[str, str], portraits: dict[str, PageFeatures]) -> list[Row]:
    """AUC of mirrors of a brand against other brands on its template, by what others compare with."""
    rows = []
    for name, score in page_peers.peers(html, portraits):
        same = [score(row["a"], row["b"]) for row in labels if row["group"] == MIRRORS]
        other = [score(row["a"], row["b"]) for row in labels if row["group"] == CLONES]
        rows.append(Row(f"AUC of a peer: {name}", area_under_curve(same, other) or 0.0, ""))
    silent = [row for row in labels if str(row["group"]).endswith("_pages")]
    equal = sum(page_peers.tag_hash(html[row["a"]]) == page_peers.tag_hash(html[row["b"]]) for row in silent)
    return [*rows, Row("placeholder pairs with an equal tag hash (a peer)", equal, f"of {len(silent)} pairs")]


def _kind_rows(out: Path) -> list[Row]:
    rows = [json.loads(line) for line in (out / "kinds.jsonl").read_text().splitlines()]
    silent = [row for row in rows if row["kind"] in {"parked", "default"}]
    reader = PageFiles()
    right = sum(portrait_of(reader.read_file(str(out / row["page"]))).kind.kind == row["kind"] for row in silent)
    share = right / len(silent)
    return [Row("parked and default pages recognised", share, "", "≥ 0.99", share >= 0.99)]


def _speed_rows(html: dict[str, str]) -> list[Row]:
    """Pages are put together until they have 200 kB; the peers' hashes are taken of the same pages."""
    texts = list(html.values())
    count = max(1, min(17, sum(map(len, texts)) // SIZE))
    pages = [("".join(texts[n::count]) * 2)[:SIZE] for n in range(count)]
    first = _time_of(pages[0])  # what a process makes once, tables of letters and patterns, falls on its first page
    rounds = [[_time_of(page) for page in pages] for _ in range(ROUNDS)]  # so that no page alone meets a slow moment
    best = _p95([min(took) for took in zip(*rounds, strict=True)])
    every = _p95([one for took in rounds for one in took])
    what = "features of a 200 kB page, processor time"
    rows = [
        Row(f"{what}, best of {ROUNDS}, p95 of {count} pages", best, "ms", "< 30", best < 30),
        Row(f"{what}, p95 of every run", every, "ms", "< 30", every < 30),
        Row(f"{what}, of the first page in a process", first, "ms"),
        *_styled_rows(pages),
        *_sheet_rows(pages[0]),
    ]
    for name, digest in page_peers.digests():
        started = time.process_time()
        for page in pages[:5]:
            digest(page)
        rows.append(Row(f"a peer's hash of such a page: {name}", (time.process_time() - started) * 200, "ms"))
    return rows


def _styled_rows(pages: list[str]) -> list[Row]:
    """The same pages as site builders make them, which is slower: a sheet of their own, and style attributes."""
    styled = [_styled(page, number) for number, page in enumerate(pages)]
    for page in styled:
        _time_of(page)
    rounds = [[_time_of(page) for page in styled] for _ in range(ROUNDS)]
    best = _p95([min(took) for took in zip(*rounds, strict=True)])
    every = _p95([one for took in rounds for one in took])
    what = f"the same with {RULES} rules of its own and {STYLED} style attributes"
    return [
        Row(f"{what}, best of {ROUNDS}, p95", best, "ms", "< 30", best < 30),
        Row(f"{what}, p95 of every run", every, "ms", "< 30", every < 30),
    ]


def _styled(page: str, number: int) -> str:
    """`page` with classes at its elements, rules for them, and a style attribute at the first of them. Half of the
    rules are for what is not on the page, a quarter begins within another element, each tenth asks for a width; some
    take out of sight, and some write white on dark, which has to be told from white on white."""
    rules = []
    for n in range(RULES):
        colour = f"#{(n * 7919 + number * 104729) % (1 << 24):06x}"
        said = (
            f"color:{colour};margin:{n % 9}px 0",
            f"background-color:{colour};color:#fff;padding:4px {n % 7}px",
            f"display:{'none' if n % 5 == 0 else 'inline-block'};width:{n}px",
            f"position:relative;font-size:{10 + n % 9}px;line-height:1.{n % 7}",
        )[n % 4]
        selector = f".box{n % 60} .k{n}" if n % 4 == 0 else f".k{n}:hover, .k{n}"
        rules.append(f"@media (max-width:{n}px){{{selector}{{{said}}}}}" if n % 10 == 0 else f"{selector}{{{said}}}")
    count = 0

    def bear(tag: re.Match[str]) -> str:
        nonlocal count
        count += 1
        style = f' style="color:#{count % 999:03d};padding:{count % 5}px"' if count <= STYLED else ""
        return f'<{tag[1]} class="k{count % (RULES // 2)} box{count % 60}"{style}'

    begin, head, rest = re.sub(r"<(p|li|td|span|h2)(?=[ >])", bear, page).partition("</head>")
    return f"{begin}<style>{''.join(rules)}</style>{head}{rest}"[:SIZE]


def _sheet_rows(page: str) -> list[Row]:
    """What a linked style sheet adds to a page: one that a library brings, of 150 kB and 1,500 rules."""
    sheet = distribution("django-ninja").locate_file("ninja/static/ninja/swagger-ui.css")
    css = Path(str(sheet)).read_text(encoding="utf-8")
    without = min(_time_of(page) for _ in range(ROUNDS))
    first = _time_of(page, css) - without
    again = sorted(_time_of(page, css) - without for _ in range(ROUNDS))[ROUNDS // 2]
    what = f"a linked style sheet of {len(css) // 1000} kB adds, processor time"
    return [Row(f"{what}, met first", first, "ms"), Row(f"{what}, met again, median", again, "ms")]


def _time_of(page: str, sheet: str = "") -> float:
    """Milliseconds of processor time that the features of `page` take, with a style sheet that it links to."""
    styles = (Asset("", text=sheet),) if sheet else ()
    started = time.process_time()
    portrait_of(PageInput(html=page, styles=styles))
    return (time.process_time() - started) * 1000


def _p95(values: list[float]) -> float:
    """The 95th percentile, never more than the most that was measured."""
    return quantiles(values, n=20, method="inclusive")[-1] if len(values) > 1 else values[0]


def _index_rows(out: Path, portraits: dict[str, PageFeatures], total: int) -> list[Row]:
    """Look-ups among `total` pages: made-up keys, and the real pages of the set among them."""
    background = PageFiles().read_background()
    index = SqlitePageIndex(str(out / "pages.index"), create=True)
    random = np.random.default_rng(11)
    packed = [pack_features(features) for features in portraits.values()]
    for start in range(0, total, 200_000):
        count = min(200_000, total - start)
        keys = random.integers(0, 1 << 63, count * 30, dtype=np.uint64)
        keys[: count * 3] %= np.uint64(50_000)  # one key in ten is shared by many pages
        pages = np.repeat(np.arange(count, dtype=np.uint32), 30)
        index.add_packed([f"made-up-{start + n}" for n in range(count)], packed, keys, pages)
    index.add((path, features, index_keys(features, background)) for path, features in portraits.items())
    index.close()
    sought = list(portraits.items())[:200]
    asked = [(path, pack_features(features)) for path, features in sought]
    # In a process of its own, as a query is: what building took must not count for its memory.
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        processor, clock, found, peak = pool.submit(_query, str(out / "pages.index"), asked).result()
    what = f"query among {total:,} pages with 10 exact comparisons"
    return [
        Row(f"{what}, processor time, p95", _p95(processor), "ms", "< 50", _p95(processor) < 50),
        Row(f"{what}, by the clock, p95", _p95(clock), "ms", "< 50", _p95(clock) < 50),
        Row("memory of the querying process at its peak", peak, "MB", "< 4096", peak < 4096),
        Row("pages found by their own signs", found / len(sought), ""),
        Row("size of the index file", (out / "pages.index").stat().st_size / 1e6, "MB"),
        Row("features as kept, mean", sum(map(len, packed)) / len(packed), "bytes"),
    ]


def _query(path: str, asked: list[tuple[str, bytes]]) -> tuple[list[float], list[float], int, float]:
    """Milliseconds of each query, as processor time and by the clock, how many found the page itself, and this
    process's peak in MB (from /proc: what `getrusage` tells holds the peak of the process that began this one)."""
    background = PageFiles().read_background()
    index = SqlitePageIndex(path)
    processor, clock, found = [], [], 0
    for name, packed in asked:
        features = unpack_features(packed)
        began, started = time.perf_counter(), time.process_time()
        candidates = index.find(index_keys(features, background), 10)
        for candidate in candidates:
            judge(candidate.features, features, background)
        processor.append((time.process_time() - started) * 1000)
        clock.append((time.perf_counter() - began) * 1000)
        found += name in {candidate.label for candidate in candidates}
    index.close()
    peak = re.search(r"VmHWM:\s*(\d+)", Path("/proc/self/status").read_text())
    return processor, clock, found, int(peak[1]) / 1024 if peak else float("nan")
