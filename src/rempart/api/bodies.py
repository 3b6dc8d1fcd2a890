"""What a program sends, before anything looks at it: JSON and query strings without what no database keeps.

A form of the web has no such characters, since Django refuses them; JSON writes each as an escape.
"""

import json
from typing import Any, cast

from django.http import HttpRequest
from django.utils.datastructures import MultiValueDict
from ninja.parser import Parser

from rempart.kernel.plain_text import storable


class StorableParser(Parser):
    """ninja's, with every text `storable`: a report is not lost for one character, nor is a note."""

    def parse_body(self, request: HttpRequest) -> dict[str, Any]:
        """The JSON of the body. Raises ValueError, which ninja answers with 400."""
        return cast("dict[str, Any]", _storable(json.loads(request.body)))

    def parse_querydict(self, data: MultiValueDict, list_fields: list[str], request: HttpRequest) -> dict[str, Any]:  # type: ignore[type-arg]
        """The query as names and values."""
        return cast("dict[str, Any]", _storable(super().parse_querydict(data, list_fields, request)))


def _storable(value: Any) -> Any:
    if isinstance(value, str):
        return storable(value)
    if isinstance(value, list):
        return [_storable(item) for item in value]
    if isinstance(value, dict):
        return {storable(name): _storable(item) for name, item in value.items()}
    return value
