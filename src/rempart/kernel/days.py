"""Days and moments in words: what people read. The exact moment stands beside, in `<time datetime>`, for programs.

In: a day, or an aware moment. Out: words of a language, in UTC, with no line break within a day or within a time.
Never: a framework, as in `wording`.
"""

import re
from datetime import UTC, date, datetime

_MONTHS = {
    "en": "January February March April May June July August September October November December",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
}
_IN_SHORT = {
    "en": "Jan Feb March April May June July Aug Sept Oct Nov Dec",
    "fr": "janv. févr. mars avr. mai juin juil. août sept. oct. nov. déc.",
}
_SPACE = "\N{NO-BREAK SPACE}"
# As rows and engines write a moment into a sentence: with its zone, which is UTC, or without any.
_WRITTEN = re.compile(r"(?P<day>\d{4}-\d{2}-\d{2})[T ](?P<time>\d{2}:\d{2})(?P<zone> UTC|:.*\+00:00)?")


def whole_day(value: date, language: str) -> str:
    """A day with its month in full, for texts: "1er décembre 2026"."""
    return _said(value, language, _MONTHS)


def short_day(value: date, language: str) -> str:
    """A day with its month in short, for tables and pictures: "1er déc. 2026"."""
    return _said(value, language, _IN_SHORT).replace(" ", _SPACE)


def exact_moment(value: datetime, language: str) -> str:
    """A moment to the second: "1 Dec 2026, 10:26:36 UTC"."""
    at = value.astimezone(UTC)
    return f"{short_day(at, language)}, {at:%H:%M:%S}{_SPACE}UTC"


def read_moment(text: str, language: str) -> str:
    """What a sentence holds as a moment in figures, in words to the minute; empty where `text` is none."""
    found = _WRITTEN.fullmatch(text)
    day = found and read_day(found["day"], language)
    return f"{day}, {found['time']}{f'{_SPACE}UTC' if found['zone'] else ''}" if found and day else ""


def read_day(text: str, language: str) -> str:
    """What a sentence holds as a day in figures, in words; empty where `text` is none."""
    try:
        return short_day(date.fromisoformat(text), language)
    except ValueError:
        return ""


def _said(value: date, language: str, months: dict[str, str]) -> str:
    called = months[language].split()[value.month - 1]
    return f"{'1er' if value.day == 1 and language == 'fr' else value.day} {called} {value.year}"
