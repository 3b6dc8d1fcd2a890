"""An exhibit of a comparison: record and pages say one thing, and the pages hold nothing that acts or reaches out.

Whether the judgement follows from the features in the record is for `rempart recompute`, which has the engine.
"""

import html
import json
import math
import re
from collections.abc import Mapping
from html.parser import HTMLParser
from itertools import pairwise
from typing import Any

from rempart.verification.beside import KNOWN_TEXTS, SCRIPT, digest_text
from rempart.verification.documents import DocumentError, read_object
from rempart.verification.manifest import MANIFEST
from rempart.verification.report import Findings
from rempart.verification.said import Said
from rempart.verification.shown import find_untold

PROFILE = "rempart-comparison/1"
ACT = "matches.comparison_sealed"
RECORD = "comparison/record.json"
PAGES = ("comparison/comparison.en.html", "comparison/comparison.fr.html")
LISTED = frozenset({RECORD, *PAGES, SCRIPT})
FORMAT = "rempart-comparison-1"
_INSIDE = re.compile(rb'<script type="application/json" id="record">(.*?)</script>', re.DOTALL)
_ACTIVE_TAGS = frozenset(
    {"script", "link", "iframe", "frame", "object", "embed", "img", "picture", "audio", "video", "form", "base", "use"}
)
_REACHING = frozenset({"src", "href", "xlink:href", "srcset", "action", "formaction", "data", "poster", "background"})
_LOADS = re.compile(r"url\s*\(|@import|image-set|\bsrc\s*\(|[\\<]", re.IGNORECASE)  # escapes may spell any of these
_POLICY = "content-security-policy"
_DIGEST = re.compile(r"[0-9a-f]{64}\Z")
_ROUNDED = 0.002  # each number of the waterfall is rounded to three digits
_LEFT_OUT = 0.06  # steps that are too small to be told


def is_comparison(files: Mapping[str, bytes]) -> bool:
    """Whether the manifest says that this is an exhibit of a comparison."""
    try:
        return read_object(files.get(MANIFEST, b"")).get("profile") == PROFILE
    except DocumentError:
        return False


def check_comparison(files: Mapping[str, bytes], findings: Findings) -> None:
    """The record in its one form, its waterfall, the pages that hold it, the script."""
    content = files.get(RECORD, b"")
    try:
        record = read_object(content)
    except DocumentError as error:
        findings.failed("comparison.record", Said("The record cannot be used: {error}.", error=error))
        return
    findings.judge(
        "comparison.record", _record_problems(record, content), Said("The record has the one form of a record.")
    )
    if record.get("as_judged") is True:
        findings.judge(
            "comparison.steps", _step_problems(record), Said("The steps of the evidence add up to the judgement.")
        )
    else:
        findings.not_possible(
            "comparison.steps",
            Said("The record says that it was computed otherwise than it was judged: see its versions."),
        )
    problems = [problem for name in PAGES for problem in _page_problems(name, files.get(name, b""), record)]
    findings.judge(
        "comparison.pages", problems, Said("The pages hold this record, and nothing that acts or reaches out.")
    )
    untold = [
        Said("{name}: {said}.", name=name, said=said)
        for name in PAGES
        for said in _untold(name, files.get(name, b""), record, content)
    ]
    findings.judge(
        "comparison.shown", untold, Said("The pages say what the record says: verdict, reasons, steps, signs, digests.")
    )
    known = digest_text(files.get(SCRIPT, b"")) in KNOWN_TEXTS[SCRIPT]
    problem = (
        []
        if known
        else [Said("{file} is none that Rempart has ever put into an exhibit: do not trust it.", file=SCRIPT)]
    )
    findings.judge("beside.agree", problem, Said("The script is a known one."))


def _record_problems(record: Mapping[str, Any], content: bytes) -> list[Said]:
    canonical = json.dumps(record, sort_keys=True, ensure_ascii=False, separators=(",", ":")) + "\n"
    if record.get("format") != FORMAT or canonical.encode("utf-8", errors="replace") != content:
        return [Said("The record is not in the one form of {form}.", form=FORMAT)]
    problems = []
    if record.get("verdict") not in ("same", "different", "unclear"):
        problems.append(Said("The record's verdict is none of the three."))
    if not all(_is_share(record.get(name)) for name in ("probability", "prior")):
        problems.append(Said("The record's probabilities are no numbers from 0 to 1."))
    exhibits = record.get("exhibits")
    told = exhibits if isinstance(exhibits, list) else [None]
    if not all(isinstance(one, dict) and _names_digests(one) for one in told):
        problems.append(Said("The record does not name its exhibits by their digests."))
    return problems


def _names_digests(exhibit: Mapping[str, Any]) -> bool:
    return all(_DIGEST.match(str(exhibit.get(name))) for name in ("manifest_sha256", "file_sha256"))


def _is_share(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= 1


def _step_problems(record: Mapping[str, Any]) -> list[Said]:
    try:
        steps = [(str(step["label"]), float(step["weight"]), float(step["total"])) for step in record["steps"]]
        prior, probability = float(record["prior"]), float(record["probability"])
        wanted = [math.log10(share / (1 - share)) for share in (prior, probability)]
    except (LookupError, TypeError, ValueError, ZeroDivisionError, OverflowError):
        return [Said("The steps of the evidence cannot be read.")]
    if not steps or abs(steps[0][2] - wanted[0]) > _ROUNDED:
        return [Said("The steps of the evidence do not begin at the prior.")]
    problems = []
    for before, (label, weight, total) in pairwise(steps):
        if abs(before[2] + weight - total) > _ROUNDED:
            problems.append(Said("The step {label} does not lead from the one before to its total.", label=label))
    if abs(steps[-1][2] - wanted[1]) > _LEFT_OUT:
        problems.append(Said("The steps of the evidence end elsewhere than the probability."))
    return problems


def _page_problems(name: str, page: bytes, record: Mapping[str, Any]) -> list[Said]:
    inside = _INSIDE.findall(page)
    if len(inside) != 1:
        return [Said("{name} does not hold one record.", name=name)]
    try:
        same = json.loads(inside[0]) == record
    except (ValueError, RecursionError):
        same = False
    problems = [] if same else [Said("{name} holds another record than {other}.", name=name, other=RECORD)]
    if b"<" in inside[0] or re.search(rb"<!--|<!\[|<\?", page):
        problems.append(
            Said(
                "{name} holds what browsers end elsewhere than is read here: a comment, markup in its record.",
                name=name,
            )
        )
    reader = _Reader()
    reader.feed(_INSIDE.sub(b"", page).decode(errors="replace"))
    reader.close()
    problems += [
        Said("{name} holds something that acts or reaches out: {found}.", name=name, found=found)
        for found in sorted(reader.found)
    ]
    told = (record.get("hostname"), record.get("match"))
    if not all(isinstance(one, str) and html.escape(one).encode() in page for one in told):
        problems.append(Said("{name} does not tell what the record is about.", name=name))
    return problems


def _untold(name: str, page: bytes, record: Mapping[str, Any], content: bytes) -> list[Said]:
    try:
        return list(find_untold(page, record, content, name.split(".")[1]))
    except (LookupError, TypeError, ValueError, AttributeError, OverflowError, RecursionError):
        return [Said("it cannot be held against a record of another form")]


class _Reader(HTMLParser):
    """Gathers what could run, load or lead away."""

    def __init__(self) -> None:
        super().__init__()
        self.found: set[str] = set()
        self._style = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """See `HTMLParser`."""
        self._style = tag == "style"
        said = [(name, value or "") for name, value in attrs]
        acts = tag == "meta" and any(name == "http-equiv" and value.lower() != _POLICY for name, value in said)
        if tag in _ACTIVE_TAGS or acts or "<" in (self.get_starttag_text() or "")[1:]:  # a tag within may end another
            self.found.add(tag)
        self.found.update(name for name, _ in said if name in _REACHING or name.startswith("on"))
        self.found.update(name for name, value in said if re.search(r"url\s*\(", value, re.IGNORECASE))
        self.found.update(name for name, value in said if name == "style" and _LOADS.search(value))

    def handle_data(self, data: str) -> None:
        """See `HTMLParser`."""
        if self._style and _LOADS.search(data):
            self.found.add(Said("a style sheet that loads"))
