"""The numbers of the verdict, written by ``scripts/calibrate_verdict.py``. A change of any number is a new version."""

VERDICT_VERSION = "1"

# Natural-log odds for each unit of a measure (units: log10 likelihood ratio, or 0 to 1 for shares and oppositions).
WEIGHTS: dict[str, float] = {
    "name": 2.302,
    "text": 0.305,
    "text_share": 1.998,
    "form": 0.625,
    "choices": 1.994,
    "contact": 1.301,
    "account": 1.070,
    "code": 1.325,
    "structure": 0.313,
    "network": 1.600,
    "link": 1.000,
    "name_differs": -2.468,
    "text_differs": -1.582,
    "form_differs": -0.745,
    "contact_differs": -1.253,
    "account_differs": -0.917,
    "structure_differs": -0.898,
    "missing_own_mark": -2.084,
    "missing_second_source": -1.697,
    "missing_name": -2.077,
}
INTERCEPT = -6.942
