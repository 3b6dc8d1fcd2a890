"""The numbers of the verdict, written by ``scripts/calibrate_verdict.py``. A change of any number is a new version."""

VERDICT_VERSION = "2"

# Natural-log odds for each unit of a measure (units: log10 likelihood ratio, or 0 to 1 for shares and oppositions).
WEIGHTS: dict[str, float] = {
    "name": 2.010,
    "text": 0.211,
    "text_share": 0.831,
    "copy": 3.134,
    "form": 0.338,
    "choices": 1.528,
    "contact": 1.413,
    "account": 1.135,
    "code": 0.505,
    "structure": 0.305,
    "network": 1.600,
    "link": 1.000,
    "name_differs": -3.308,
    "text_differs": -1.301,
    "form_differs": -0.711,
    "contact_differs": -0.667,
    "account_differs": -0.445,
    "structure_differs": -0.822,
    "missing_own_mark": -3.277,
    "missing_second_source": -1.858,
    "missing_name": -1.792,
}
INTERCEPT = -4.982
