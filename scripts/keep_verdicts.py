"""Adds the judgements of the engine's current version to `tests/golden/verdicts.jsonl`, for ever.

    python scripts/keep_verdicts.py

To be run once for each new version of the verdict, after the change and before it lands. What older versions judged
stays as it is: `tests/engines/verdict/test_versions.py` computes all of it again, to the last byte.
"""

import json
from dataclasses import replace
from pathlib import Path

from rempart.adapters.page_files import PageFiles
from rempart.engines.pages import Fact, PageFeatures, PageInput, features_to_json
from rempart.engines.verdict import VERDICT_VERSION, judge, portrait_of, verdict_to_json

ROOT = Path(__file__).parents[1]
PAGES = ROOT / "src/rempart/lab/pages"
TARGET = ROOT / "tests/golden/verdicts.jsonl"
LAYOUT = "5a" * 32
FACTS = (
    Fact("layout", LAYOUT, "view"),
    Fact("certificate-key", "c0" * 32, "chain"),
    Fact("name-server", "ns1.quay-names.example", "dns"),
    Fact("address", "192.0.2.7", "dns"),
    Fact("registrant", "harbour services", "rdap"),
)
PAIRS = (
    *(("closed", "reopened", 0.2), ("closed", "reopened", 0.02), ("closed", "lookalike", 0.2), ("closed", "news", 0.5)),
    *(("closed", "parked", 0.2), ("shop", "ordinary", 0.2), ("closed+facts", "lookalike+facts", 0.2)),
    *(("closed+facts", "shop+facts", 0.02), ("missing", "parked", 0.2), ("closed", "closed+facts", 0.4)),
)


def portraits() -> dict[str, PageFeatures]:
    """The pages that the pairs are made of."""
    found = {}
    for name in sorted({name for *names, _ in PAIRS for name in names}):
        file, _, facts = name.partition("+")
        html = (PAGES / f"{file}.html").read_text(encoding="utf-8")
        page = PageInput(html=html, url=f"https://{file}.example/", records={"html": f"file:{file}.html"})
        found[name] = portrait_of(replace(page, facts=FACTS) if facts else page)
    return found


def main() -> None:
    """Append one line; never rewrite."""
    kept = TARGET.read_text(encoding="utf-8") if TARGET.is_file() else ""
    if any(json.loads(line)["version"] == VERDICT_VERSION for line in kept.splitlines()):
        raise SystemExit(f"The judgements of version {VERDICT_VERSION} are kept already. Raise VERDICT_VERSION first.")
    background = PageFiles().read_background()
    pages = portraits()
    row = {
        "version": VERDICT_VERSION,
        "background_sha256": background.sha256,
        "pages": {name: json.loads(features_to_json(page)) for name, page in pages.items()},
        "judged": [
            {"a": a, "b": b, "verdict": json.loads(verdict_to_json(judge(pages[a], pages[b], background, prior)))}
            for a, b, prior in PAIRS
        ],
    }
    line = json.dumps(row, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    TARGET.write_text(f"{kept}{line}\n", encoding="utf-8")
    print(f"version {VERDICT_VERSION}: {len(PAIRS)} judgements kept")


if __name__ == "__main__":
    main()
