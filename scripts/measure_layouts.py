"""How near the layouts of generated pages are: ``python scripts/measure_layouts.py FOLDER [--pairs 12]``.

FOLDER is what ``build_page_families.py`` wrote. Each page of the first pairs of every group of the part held apart is
shown by Chromium, offline, and hashed as the picture of an exhibit is.
"""

import argparse
import json
from collections import defaultdict
from functools import cache
from pathlib import Path

from playwright.sync_api import sync_playwright

from rempart.adapters.chromium.page import HEIGHT, WIDTH
from rempart.adapters.chromium.programs import START_SCRIPT
from rempart.adapters.page_layout import layout_facts
from rempart.engines.verdict import calibration_of


def main() -> None:
    """Print for each group how many pairs have two layouts, and how many of those are near."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--pairs", type=int, default=12)
    asked = parser.parse_args()
    groups = defaultdict(list)
    for line in (asked.folder / "labels-test.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        groups[row["group"]].append(row)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(START_SCRIPT), args=["--no-sandbox"])
        page = browser.new_context(viewport={"width": WIDTH, "height": HEIGHT}, offline=True).new_page()

        @cache
        def layout(path: str) -> int | None:
            page.set_content((asked.folder / path).read_text(encoding="utf-8"))
            fact = next(layout_facts(page.screenshot(full_page=True), ""), None)
            return int(fact.value, 16) if fact else None

        print("group\tsame\tpairs\twith two layouts\tnear\tbits that differ")
        for group, rows in groups.items():
            pairs = [(layout(row["a"]), layout(row["b"])) for row in rows[: asked.pairs]]
            bits = sorted((a ^ b).bit_count() for a, b in pairs if a is not None and b is not None)
            near = sum(distance <= calibration_of().comparison.layout_bits for distance in bits)
            print(group, rows[0]["same"], len(pairs), len(bits), near, bits, sep="\t", flush=True)


if __name__ == "__main__":
    main()
