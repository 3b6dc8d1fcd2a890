"""Forms that programs and templates bring along: a comment, a message, a booking, a search, a name with a password.

What they ask is asked on half of all sites, in whatever wording: no background is large enough to have met each.
"""

import re
from collections.abc import Iterable

from rempart.engines.pages.signs import Kind, Sign

_WORD = re.compile(r"[^\W\d_]+")
# The words of which the names of their fields are made ("your-email", "form_fields[first_name]", "log", "s").
_ASKED_TEXT = (
    "address adults agree arrival author body booking captcha cf checkin checkout children comment comments company "
    "consent contact cookies country date day departure e email enquiry f family field fields first firstname fname "
    "form from full fullname g gdpr given guests h i id inquiry input k key keyword keywords l last lastname lname log "
    "login mail member message mobile month msg n name names newsletter number of party pass passwd password people "
    "persons phone privacy pwd q qty quantity query question remember rememberme repeat reply reservation s search "
    "sender signup sub subject subscribe surname t tel telephone terms text textarea time title to topic url user "
    "username web website wp wpcf wpforms year your"
)
_ASKED = frozenset(_ASKED_TEXT.split())
_OF_A_FORM = frozenset({Kind.FORM_FIELDS, Kind.FORM_SHAPE, Kind.FORM_QUESTIONS})


def stock_forms(shared: Iterable[tuple[Kind, str]]) -> set[tuple[Kind, str]]:
    """Which of `shared`, kinds and values of signs that two pages have, are such a form's: all that forms ask, unless
    one asks for something else."""
    asked = {key for key in shared if key[0] in _OF_A_FORM}
    fields = [value for kind, value in asked if kind is Kind.FORM_FIELDS]
    return asked if fields and all(map(_is_stock, fields)) else set()


def _is_stock(fields: str) -> bool:
    """Whether `fields`, as "name:type" with commas between, are a stock form's."""
    names = (field.rpartition(":")[0] for field in fields.split(","))
    return all(_ASKED.issuperset(_WORD.findall(name)) for name in names)


def asked_words(sign: Sign) -> frozenset[str]:
    """What a form asks for, by the names of its fields or in its questions."""
    if sign.kind is Kind.FORM_FIELDS:
        return frozenset(field.rpartition(":")[0] for field in sign.value.split(","))
    return frozenset(sign.value.split("|") if sign.kind is Kind.FORM_QUESTIONS else ())


def without_stock(asked: Iterable[str]) -> list[str]:
    """What of `asked` no program's own form asks."""
    return [said for said in asked if not _ASKED.issuperset(_WORD.findall(said))]
