"""The numbers of the verdict, written by ``scripts/calibrate_verdict.py``. A change of any number is a new version."""

VERDICT_VERSION = "3"  # 3: a shared layout counts as a build

# Natural-log odds for each unit of a measure (units: log10 likelihood ratio, or 0 to 1 for shares and oppositions).
WEIGHTS: dict[str, float] = {
    "name": 1.756,
    "text": 0.598,
    "text_share": 1.081,
    "copy": 5.000,
    "make": 2.040,
    "agreed": 1.611,
    "form": 1.034,
    "choices": 1.401,
    "contact": 1.742,
    "account": 1.382,
    "code": 0.602,
    "structure": 0.293,
    "network": 1.600,
    "link": 1.000,
    "name_differs": -3.185,
    "text_differs": -1.407,
    "form_differs": -0.717,
    "contact_differs": -0.707,
    "account_differs": -0.464,
    "structure_differs": -0.826,
    "missing_own_mark": -2.662,
    "missing_second_source": -1.776,
    "missing_name": -1.655,
}
INTERCEPT = -5.635
