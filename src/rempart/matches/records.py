"""A comparison as a record of its own: everything needed to read it, and to compute it again, in one line of JSON.

An exhibit is closed when it is sealed, and a comparison is made later: so it becomes a record beside the exhibit,
which names both exhibits by their digests and is named in turn, by its own digest, in the journal.
"""

import json
from collections.abc import Iterable
from typing import Any

from rempart.captures.contracts import Exhibit
from rempart.engines.pages import Background, PageFeatures, features_to_json
from rempart.engines.verdict import SideBySide
from rempart.kernel.reasons import Reason
from rempart.matches.contracts import Match

FORMAT = "rempart-comparison-1"


def comparison_record(match: Match, compared: SideBySide, exhibits: Iterable[Exhibit], background: Background) -> bytes:
    """The record of `match`; the same match and background always give the same bytes.

    `exhibits` are those of both pages that are in the store. `as_judged` tells whether it was computed again with the
    engine and the background of that time and came out as it was judged then.
    """
    verdict = compared.verdict
    same = (verdict.kind.value, verdict.probability) == (match.verdict.value, match.probability)
    record = {
        "format": FORMAT,
        "match": str(match.id),
        "hostname": match.hostname,
        "judged_at": match.judged_at.isoformat(),
        "verdict": match.verdict.value,
        "probability": match.probability,
        "prior": match.prior,
        "engine": match.version,
        "background_sha256": match.background_sha256,
        "reasons": [_reason(reason) for reason in match.reasons],
        "would_change": [_reason(reason) for reason in match.would_change],
        "computed_with_background_sha256": background.sha256,
        "computed_with_engine": verdict.version,
        "as_judged": same and (verdict.version, background.sha256) == (match.version, match.background_sha256),
        "measures": dict(verdict.measures),
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
        "pages": {"a": _page(compared.a), "b": _page(compared.b)},
        "exhibits": [_exhibit(exhibit) for exhibit in exhibits],
    }
    return json.dumps(record, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


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
