"""The numbers of the verdict, written by ``scripts/calibrate_verdict.py``. A change of any number is a new version."""

VERDICT_VERSION = "1"

# Natural-log odds for each unit of a measure (units: log10 likelihood ratio, or 0 to 1 for shares and oppositions).
WEIGHTS: dict[str, float] = {
    "name": 2.302,
    "text": 0.615,
    "text_share": 1.993,
    "form": 0.962,
    "choices": 1.584,
    "contact": 1.409,
    "account": 1.214,
    "code": 1.002,
    "structure": 0.326,
    "network": 1.600,
    "link": 1.000,
    "name_differs": -2.389,
    "text_differs": -1.374,
    "form_differs": -0.742,
    "contact_differs": -0.992,
    "account_differs": -0.858,
    "structure_differs": -0.860,
    "missing_own_mark": -2.055,
    "missing_second_source": -1.777,
    "missing_name": -2.051,
}
INTERCEPT = -6.945
