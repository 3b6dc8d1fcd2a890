"""What the DSA Transparency Database asks of a statement of reasons (StatementStoreRequest of its published source)."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

_EEA = frozenset(
    re.findall(r"\w\w", "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IS IT LI LT LU LV MT NL NO PL PT RO SE SI SK")
)
_CHOICES: Mapping[str, frozenset[str]] = {
    "decision_ground": frozenset({"DECISION_GROUND_ILLEGAL_CONTENT", "DECISION_GROUND_INCOMPATIBLE_CONTENT"}),
    "source_type": frozenset(
        {"SOURCE_ARTICLE_16", "SOURCE_TRUSTED_FLAGGER", "SOURCE_TYPE_OTHER_NOTIFICATION", "SOURCE_VOLUNTARY"}
    ),
    "automated_detection": frozenset({"Yes", "No"}),
    "automated_decision": frozenset(
        {"AUTOMATED_DECISION_FULLY", "AUTOMATED_DECISION_PARTIALLY", "AUTOMATED_DECISION_NOT_AUTOMATED"}
    ),
}
_LONGEST = {
    "puid": 500,
    "illegal_content_legal_ground": 500,
    "illegal_content_explanation": 2000,
    "decision_facts": 5000,
    "content_type_other": 500,
}
_DAYS = ("content_date", "application_date", "end_date_visibility_restriction")


def find_problems(statement: Mapping[str, Any]) -> tuple[str, ...]:
    """Why the database's rules would reject the statement; empty where they take it."""
    problems = [f"{key} is empty" for key in (*_CHOICES, *_LONGEST, *_DAYS, "category") if not statement.get(key)]
    problems += [f"{key} is none of its words" for key, known in _CHOICES.items() if statement.get(key) not in known]
    problems += [
        f"{key} is longer than {most}" for key, most in _LONGEST.items() if len(str(statement.get(key, ""))) > most
    ]
    if not re.fullmatch(r"[A-Za-z0-9_-]+", str(statement.get("puid", ""))):
        problems.append("puid has other characters than letters, digits, - and _")
    if not set(statement.get("territorial_scope", ())) <= _EEA:
        problems.append("territorial_scope names a country outside the EEA")
    return (*problems, *_day_problems(statement))


def _day_problems(statement: Mapping[str, Any]) -> list[str]:
    days: dict[str, date] = {}
    for key in _DAYS:
        try:
            days[key] = date.fromisoformat(str(statement.get(key)))
        except ValueError:
            return [f"{key} is no day"]
    if days["application_date"] <= date(2020, 1, 1):
        return ["application_date is too early"]
    if days["end_date_visibility_restriction"] < days["application_date"]:
        return ["end_date_visibility_restriction comes before application_date"]
    return []
