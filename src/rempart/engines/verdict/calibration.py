"""The numbers of the verdict, written by ``scripts/calibrate_verdict.py``. A change of any number is a new version."""

VERDICT_VERSION = "2"

# Natural-log odds for each unit of a measure (units: log10 likelihood ratio, or 0 to 1 for shares and oppositions).
WEIGHTS: dict[str, float] = {
    "name": 1.771,
    "text": 1.279,
    "text_share": 1.075,
    "copy": 5.000,
    "make": 1.756,
    "agreed": 2.003,
    "form": 1.023,
    "choices": 1.400,
    "contact": 1.670,
    "account": 1.378,
    "code": 0.600,
    "structure": 0.282,
    "network": 1.600,
    "link": 1.000,
    "name_differs": -3.246,
    "text_differs": -1.441,
    "form_differs": -0.757,
    "contact_differs": -0.772,
    "account_differs": -0.509,
    "structure_differs": -0.889,
    "missing_own_mark": -2.725,
    "missing_second_source": -2.117,
    "missing_name": -1.705,
}
INTERCEPT = -4.268
