"""A judgement as bytes: what is kept of it, and compared where it is computed again."""

import json

from rempart.engines.verdict.judge import Verdict
from rempart.kernel.reasons import reasons_to_json


def verdict_to_json(verdict: Verdict) -> str:
    """One line of JSON; the same judgement always gives the same text."""
    kept = {
        "verdict": verdict.kind.value,
        "probability": verdict.probability,
        "prior": verdict.prior,
        "version": verdict.version,
        "reasons": reasons_to_json(verdict.reasons),
        "would_change": reasons_to_json(verdict.would_change),
        "families": [[item.family.value, item.weight] for item in verdict.families],
        "measures": dict(verdict.measures),
    }
    return json.dumps(kept, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
