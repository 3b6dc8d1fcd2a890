"""The numbers of the verdict, written by ``scripts/calibrate_verdict.py``. A change of any number is a new version."""

VERDICT_VERSION = "1"

# Natural-log odds for each unit of a measure (units: log10 likelihood ratio, or 0 to 1 for shares and oppositions).
WEIGHTS: dict[str, float] = {
    "name": 2.302,
    "text": 0.763,
    "text_share": 1.989,
    "form": 0.932,
    "choices": 1.547,
    "contact": 1.455,
    "account": 1.258,
    "code": 0.901,
    "structure": 0.316,
    "network": 1.600,
    "link": 1.000,
    "name_differs": -2.394,
    "text_differs": -1.333,
    "form_differs": -0.729,
    "contact_differs": -0.976,
    "account_differs": -0.848,
    "structure_differs": -0.840,
    "missing_own_mark": -2.075,
    "missing_second_source": -1.828,
    "missing_name": -2.073,
}
INTERCEPT = -6.355
