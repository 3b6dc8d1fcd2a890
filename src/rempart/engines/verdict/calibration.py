"""The numbers of the verdict, written by ``scripts/calibrate_verdict.py``. A change of any number is a new version."""

VERDICT_VERSION = "1"

# Natural-log odds for each unit of a measure (units: log10 likelihood ratio, or 0 to 1 for shares and oppositions).
WEIGHTS: dict[str, float] = {
    "name": 2.2,
    "text": 1.3,
    "text_share": 2.0,
    "form": 1.2,
    "contact": 1.8,
    "account": 1.7,
    "code": 0.6,
    "structure": 0.4,
    "network": 1.6,
    "link": 1.0,
    "name_differs": -2.6,
    "text_differs": -1.5,
    "form_differs": -0.7,
    "contact_differs": -0.8,
    "account_differs": -0.8,
    "structure_differs": -0.8,
}
INTERCEPT = -1.2
