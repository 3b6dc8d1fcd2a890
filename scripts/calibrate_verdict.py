"""Fits the verdict's weights on the training part of a development set and prints the figures of both parts.

    python scripts/build_page_families.py OUT
    python scripts/calibrate_verdict.py OUT [--write]

The model is a logistic sum whose signs are fixed: what is shared can only speak for one site, what differs only
against. Groups of pairs count by the square root of their size. With --write the numbers go into a new file of
`src/rempart/engines/verdict/versions/`, beside the rules of the version before: name it in `VERSIONS` and
`VERDICT_VERSION`, then run `scripts/keep_verdicts.py`.
"""

import argparse
import json
from collections import Counter
from pathlib import Path

import numpy as np

from rempart.adapters.page_files import PageFiles
from rempart.engines.pages.words.trade_words import TRADE_WORDS
from rempart.engines.verdict import DEFAULT_PRIOR, judge, portrait_of
from rempart.engines.verdict.calibration import VERDICT_VERSION

VERSIONS = Path(__file__).parents[1] / "src/rempart/engines/verdict/versions"
# Where the numbers start, and what they are drawn back to: what one log10 unit of a family should be worth by its
# nature. The generated families know nothing of networks, and too much of templates, so the data moves these, no more.
START: dict[str, float] = {
    "name": 2.2,
    "text": 1.3,
    "text_share": 1.0,
    "copy": 5.0,
    "make": 0.8,
    "agreed": 2.0,
    "form": 1.2,
    "choices": 1.4,
    "contact": 2.1,
    "account": 1.4,
    "code": 0.6,
    "structure": 0.3,
    "network": 1.6,
    "link": 1.0,
    "name_differs": -3.5,
    "text_differs": -1.2,
    "form_differs": -0.7,
    "contact_differs": -0.6,
    "account_differs": -0.4,
    "structure_differs": -0.8,
    "named": 2.0,
    "strangers": -4.0,
    "anybodys": -3.0,
    "untouched": -2.0,
    "missing_own_mark": -3.0,
    "missing_second_source": -2.0,
    "missing_name": -2.0,
}
WHOLE = {"copy", "agreed", "named", "strangers", "anybodys", "untouched"}  # yes or no, not log10 units
PENALTY = 0.008
MOST = 2.302  # one log10 unit cannot be worth more than one log10 unit


def load(folder: Path, part: str):
    """Measures, truths, groups of a part; pairs with a placeholder are left out (their probability is a rule)."""
    reader = PageFiles()
    background = reader.read_background()
    rows = [json.loads(line) for line in (folder / f"labels-{part}.jsonl").read_text().splitlines()]
    pages = {path: portrait_of(reader.read_file(str(folder / path))) for row in rows for path in (row["a"], row["b"])}
    kept = []
    for row in rows:
        a, b = pages[row["a"]], pages[row["b"]]
        if not (a.kind.says_nothing or b.kind.says_nothing):
            kept.append((judge(a, b, background).measures, row["same"], row["group"]))
    return kept


def fit(rows, names: list[str]) -> tuple[np.ndarray, float]:
    """Weights and intercept at the default prior."""
    x = np.array([[measures.get(name, 0.0) for name in names] for measures, _, _ in rows])
    y = np.array([same for _, same, _ in rows], float)
    sizes = Counter(group for _, _, group in rows)
    weight = np.array([1 / np.sqrt(sizes[group]) for _, _, group in rows])
    weight[y == 1] *= 0.5 / weight[y == 1].sum()
    weight[y == 0] *= 0.5 / weight[y == 0].sum()
    low = np.array([-3 * MOST if START[name] < 0 else 0.05 for name in names])
    high = np.array([-0.05 if START[name] < 0 else 3 * MOST if name in WHOLE else MOST for name in names])
    start = np.array([START[name] for name in names])
    w, b = start.copy(), 0.0
    for step in range(12_000):
        p = 1 / (1 + np.exp(-np.clip(x @ w + b, -30, 30)))
        error = weight * (p - y)
        rate = 1.0 if step < 9_000 else 0.2
        w = np.clip(w - rate * (x.T @ error + PENALTY * (w - start)), low, high)
        b -= rate * error.sum()
    return w, b + np.log(DEFAULT_PRIOR / (1 - DEFAULT_PRIOR))


def write(names: list[str], w: np.ndarray, b: float) -> Path:
    """The numbers as the next version, by the background that comes along today."""
    facts = json.loads((VERSIONS / f"{VERDICT_VERSION}.json").read_text(encoding="utf-8"))
    facts["version"] = str(int(VERDICT_VERSION) + 1)
    facts["background_sha256"] = PageFiles().read_background().sha256
    facts["weights"] = {name: round(float(value), 3) for name, value in zip(names, w, strict=True)}
    facts["intercept"] = round(float(b), 3)
    facts["trades"] = " ".join(sorted(TRADE_WORDS))
    target = VERSIONS / f"{facts['version']}.json"
    target.write_text(json.dumps(facts, indent=1) + "\n", encoding="utf-8")
    return target


def main() -> None:
    """Fit, report, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    names = list(START)
    w, b = fit(load(arguments.folder, "train"), names)
    for name, value in zip(names, w, strict=True):
        print(f"{name:24} {value:+.3f}")
    print(f"{'intercept':24} {b:+.3f}")
    if arguments.write:
        print(f"{write(names, w, b)} written; VERDICT_VERSION is {VERDICT_VERSION}: raise it")


if __name__ == "__main__":
    main()
