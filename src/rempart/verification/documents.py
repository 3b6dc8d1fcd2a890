"""Reading JSON that somebody else wrote: no duplicate key, no NaN or infinity, no depth that breaks the reader."""

import json
import math
from typing import Any

from rempart.verification.said import Said

_MAX_BYTES = 100_000_000
_MAX_DEPTH = 64


class DocumentError(Exception):
    """The bytes are no JSON that has one meaning only."""


class OtherVersionError(Exception):
    """The exhibit, or a part of it, has a form that another version of this verifier reads."""


def read_object(content: bytes) -> dict[str, Any]:
    """The JSON object in `content`. Raises DocumentError."""
    if len(content) > _MAX_BYTES:
        raise DocumentError(Said("it is too large"))
    try:
        value = json.loads(
            content.decode("utf-8"), object_pairs_hook=_unique, parse_constant=_refuse, parse_float=_finite
        )
    except (UnicodeDecodeError, ValueError, RecursionError) as error:
        raise DocumentError(Said("it is no JSON ({error})", error=error)) from error
    if not isinstance(value, dict):
        raise DocumentError(Said("it is no JSON object"))
    _refuse_depth(value)
    return value


def read_lines(content: bytes) -> list[dict[str, Any]]:
    """The objects of a JSON lines file. Raises DocumentError."""
    return [read_object(line) for line in content.split(b"\n") if line]


def _refuse_depth(value: dict[str, Any]) -> None:
    """Raises DocumentError for what later readers, which go down step by step, would break at."""
    level: list[Any] = [value]
    for _ in range(_MAX_DEPTH):
        items = (item.values() if isinstance(item, dict) else item for item in level)
        level = [inner for outer in items for inner in outer if isinstance(inner, dict | list)]
        if not level:
            return
    raise DocumentError(Said("it is nested more than {limit} deep", limit=_MAX_DEPTH))


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    keys = [key for key, _ in pairs]
    if len(set(keys)) != len(keys):
        raise DocumentError(Said("a key is there twice, so that readers may disagree about its value"))
    return dict(pairs)


def _refuse(constant: str) -> Any:
    raise DocumentError(Said("{constant} is no JSON number", constant=constant))


def _finite(number: str) -> float:
    value = float(number)
    if math.isinf(value):
        raise DocumentError(Said("{number} is a number that other readers take for another", number=number[:20]))
    return value
