"""A comparison as a record of its own: everything needed to read it, and to compute it again, in one line of JSON.

An exhibit is closed when it is sealed, and a comparison is made later: so it becomes a record beside the exhibit,
which names both exhibits by their digests and is named in turn, by its own digest, in the journal.
"""

import json
import zlib
from collections.abc import Iterable, Mapping
from io import BytesIO
from typing import Any
from zipfile import BadZipFile, ZipFile

from rempart.captures.contracts import Exhibit
from rempart.engines.pages import Background, NotFeaturesError, PageFeatures, features_from_document, features_to_json
from rempart.engines.verdict import SideBySide, Verdict, judge, lay_side_by_side
from rempart.kernel.phrases import Phrase
from rempart.kernel.reasons import Reason
from rempart.matches.contracts import Match

FORMAT = "rempart-comparison-1"


def comparison_record(match: Match, compared: SideBySide, exhibits: Iterable[Exhibit], background: Background) -> bytes:
    """The record of `match`; the same match and background always give the same bytes.

    `exhibits` are those of both pages that are in the store. `as_judged` tells whether it was computed again with the
    engine and the background of that time and came out as it was judged then.
    """
    record = {
        **_judged(match.verdict.value, match),
        "format": FORMAT,
        "match": str(match.id),
        "hostname": match.hostname,
        "judged_at": match.judged_at.isoformat(),
        "background_sha256": match.background_sha256,
        "computed_with_background_sha256": background.sha256,
        "computed_with_engine": compared.verdict.version,
        "as_judged": is_as_judged(match, compared, background),
        **_shown(compared),
        "pages": {"a": _page(compared.a), "b": _page(compared.b)},
        "exhibits": [_exhibit(exhibit) for exhibit in exhibits],
    }
    if match.reopening is not None:
        record["compared_with_reopening"] = {
            "match": str(match.reopening.match_id),
            "hostname": match.reopening.hostname,
            "exhibit": str(match.reopening.exhibit_id),
        }
    return _line(record)


def is_as_judged(match: Match, compared: SideBySide, background: Background) -> bool:
    """Whether what was computed again is what was kept, sentence by sentence and digit by digit."""
    again = _judged(compared.verdict.kind.value, compared.verdict)
    weights = tuple((item.family, item.weight) for item in compared.verdict.families)
    kept = _judged(match.verdict.value, match)
    return (_line(again), weights, background.sha256) == (_line(kept), match.weights, match.background_sha256)


class NotARecordError(Exception):
    """The bytes are no record of a comparison that this Rempart can read."""


def find_record(content: bytes) -> dict[str, Any]:
    """The record that `content` is, or that the page or the sealed exhibit `content` holds. Raises NotARecordError."""
    try:
        if content.startswith(b"PK"):
            with ZipFile(BytesIO(content)) as exhibit:
                content = exhibit.read("comparison/record.json")
        record = json.loads(record_in(content) if content.lstrip()[:1] == b"<" else content)
        if record["format"] != FORMAT:
            raise NotARecordError(
                Phrase("its format is {format}, not {wanted}", format=record["format"], wanted=FORMAT)
            )
        missing = [name for name in ("engine", "background_sha256", "verdict") if name not in record]
    except (
        ValueError,
        KeyError,
        TypeError,
        BadZipFile,
        NotImplementedError,
        RuntimeError,
        EOFError,
        zlib.error,
    ) as error:
        raise NotARecordError(Phrase("it is no record of a comparison")) from error
    if missing:
        raise NotARecordError(Phrase("it lacks {parts}", parts=", ".join(missing)))
    return dict(record)


def record_in(page: bytes) -> bytes:
    """The record inside the page of a comparison, byte for byte as it was exported."""
    inside = page.partition(b'<script type="application/json" id="record">')[2].partition(b"</script>")[0]
    return _line(json.loads(inside))


def recompute(record: Mapping[str, Any], background: Background) -> tuple[str, ...]:
    """What of `record` comes out otherwise when its two pages are judged again by its version: names of its parts.

    Raises NotARecordError, or UnknownVersionError where the numbers of its version are not kept.
    """
    try:
        a, b = (features_from_document(record["pages"][side]) for side in ("a", "b"))
        prior, version = float(record["prior"]), str(record["engine"])
    except (NotFeaturesError, KeyError, TypeError, ValueError, OverflowError) as error:
        raise NotARecordError(Phrase("its pages cannot be read ({error})", error=error)) from error
    if not 0 < prior < 1:
        raise NotARecordError(Phrase("its prior is no probability"))
    verdict = judge(a, b, background, prior, version)
    again = judged_parts(lay_side_by_side(a, b, verdict)) | {"background_sha256": background.sha256}
    if "name" not in record:  # the first records did not say what pages are called; `verify` knows which may lack it
        del again["name"]
    return tuple(name for name, value in again.items() if _line(value) != _line(record.get(name)))


def judged_parts(compared: SideBySide) -> dict[str, Any]:
    """The parts of a record that follow from both pages, the prior, the background and the version."""
    return _judged(compared.verdict.kind.value, compared.verdict) | _shown(compared)


def _judged(kind: str, said: Verdict | Match) -> dict[str, Any]:
    """What was said, as it was kept or as it comes out again."""
    return {
        "verdict": kind,
        "probability": said.probability,
        "prior": said.prior,
        "engine": said.version,
        "reasons": [_reason(reason) for reason in said.reasons],
        "would_change": [_reason(reason) for reason in said.would_change],
    }


def _shown(compared: SideBySide) -> dict[str, Any]:
    """What a reader sees beside the judgement: each number that was weighed, the signs, and what pages are called."""
    name = compared.verdict.comparison.name
    return {
        "measures": dict(compared.verdict.measures),
        "steps": [{"label": step.label, "weight": step.weight, "total": step.total} for step in compared.steps],
        "shared": [
            {
                "kind": row.kind.value,
                "shown": row.shown,
                "hosts_that_have_it": row.count,
                "hosts_counted": row.hosts,
                "record_a": row.record_a,
                "record_b": row.record_b,
            }
            for row in compared.shared
        ],
        "differing": [{"kind": row.kind.value, "a": row.of_a, "b": row.of_b} for row in compared.differing],
        "name": {
            "shared": name.shared,
            "hosts_that_have_it": name.shared_count,
            "hosts_counted": compared.verdict.comparison.hosts,
            "a": name.of_a,
            "b": name.of_b,
        },
    }


def _line(value: Any) -> bytes:
    text = json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return text.encode("utf-8", "surrogatepass") + b"\n"


def _reason(reason: Reason) -> dict[str, Any]:
    return {"code": reason.code, "text": reason.text, "weight": reason.weight, "values": dict(reason.values)}


def _page(features: PageFeatures) -> Any:
    return json.loads(features_to_json(features))


def _exhibit(exhibit: Exhibit) -> dict[str, Any]:
    return {
        "id": str(exhibit.id),
        "hostname": exhibit.hostname,
        "captured_at": exhibit.captured_at.isoformat(),
        "manifest_sha256": exhibit.manifest_sha256,
        "file_sha256": exhibit.file_sha256,
        "statement_sha256": exhibit.seal.statement_sha256 if exhibit.seal else None,
    }
