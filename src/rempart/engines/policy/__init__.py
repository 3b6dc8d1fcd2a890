"""Who may do what next to a block order, and which names may never be blocked.

In: an order's standing, an act and who does it; facts about a name, and the operator's lists.
Out: the new standing, or the reasons why not, in words.
Never: a lookup, a clock, a decision of its own: it refuses, people decide.
"""

from rempart.engines.policy.lists import NameList, SafeguardLists, Suffixes, list_parents
from rempart.engines.policy.orders import (
    EMERGENCY_LIMIT,
    TABLE,
    Act,
    Rule,
    Signer,
    Signs,
    Standing,
    State,
    describe_table,
    list_acts,
    step,
    step_system,
)
from rempart.engines.policy.safeguards import (
    MAY_BE_SETTABLE_ASIDE,
    SAFEGUARDS,
    Judgement,
    NameFacts,
    SafeguardPolicyError,
    judge_name,
    judge_name_alone,
    read_settable_aside,
    refuse_stale_evidence,
)
from rempart.engines.policy.terms import (
    LegalBasis,
    Removal,
    check_look,
    check_removal,
    check_running,
    check_signer,
    check_term,
    recheck_due,
)

__all__ = [
    "EMERGENCY_LIMIT",
    "MAY_BE_SETTABLE_ASIDE",
    "SAFEGUARDS",
    "TABLE",
    "Act",
    "Judgement",
    "LegalBasis",
    "NameFacts",
    "NameList",
    "Removal",
    "Rule",
    "SafeguardLists",
    "SafeguardPolicyError",
    "Signer",
    "Signs",
    "Standing",
    "State",
    "Suffixes",
    "check_look",
    "check_removal",
    "check_running",
    "check_signer",
    "check_term",
    "describe_table",
    "judge_name",
    "judge_name_alone",
    "list_acts",
    "list_parents",
    "read_settable_aside",
    "recheck_due",
    "refuse_stale_evidence",
    "step",
    "step_system",
]
