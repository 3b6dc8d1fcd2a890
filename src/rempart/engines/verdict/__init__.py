"""The verdict: same site, different site or unclear, with a probability and reasons that a judge can read.

In: features of two pages, a background, a prior from the name stage. Out: `Verdict`. Never: "same" from one kind of
sign alone, from a template, or from a page that says nothing; never a decision, which is a person's.
"""

from rempart.engines.verdict.calibration import VERDICT_VERSION, VERSIONS, UnknownVersionError, calibration_of
from rempart.engines.verdict.citations import cited
from rempart.engines.verdict.evidence import FamilyEvidence, weigh
from rempart.engines.verdict.judge import DEFAULT_PRIOR, Verdict, VerdictKind, judge
from rempart.engines.verdict.kept import verdict_to_json
from rempart.engines.verdict.portrait import portrait_of
from rempart.engines.verdict.sentences import is_counted_elsewhere
from rempart.engines.verdict.side_by_side import SideBySide, lay_side_by_side

__all__ = [
    "DEFAULT_PRIOR",
    "VERDICT_VERSION",
    "VERSIONS",
    "FamilyEvidence",
    "SideBySide",
    "UnknownVersionError",
    "Verdict",
    "VerdictKind",
    "calibration_of",
    "cited",
    "is_counted_elsewhere",
    "judge",
    "lay_side_by_side",
    "portrait_of",
    "verdict_to_json",
    "weigh",
]
