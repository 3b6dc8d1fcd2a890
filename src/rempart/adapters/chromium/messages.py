"""What goes between the worker and the capture process: plain JSON, read strictly by the port's own types.

In: frozen dataclasses of the port, or their JSON. Out: the other. Never: an object that runs code when read.
"""

import base64
import dataclasses
import json
import types
from collections.abc import Mapping
from datetime import datetime
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

Value = TypeVar("Value")


def write_message(value: object) -> bytes:
    """A dataclass as JSON: bytes in base64, moments in ISO 8601."""
    return json.dumps(_to_plain(value), separators=(",", ":")).encode()


def read_message(kind: type[Value], data: bytes) -> Value:
    """The dataclass of type `kind` that `data` was written from. Raises ValueError, KeyError or TypeError."""
    value: Value = _from_plain(kind, json.loads(data))
    return value


def _to_plain(value: object) -> object:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {field.name: _to_plain(getattr(value, field.name)) for field in dataclasses.fields(value)}
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_to_plain(item) for item in value]
    if isinstance(value, Mapping):
        return {str(key): _to_plain(item) for key, item in value.items()}
    return value


def _from_plain(kind: Any, plain: Any) -> Any:
    origin = get_origin(kind)
    if origin is not None:
        return _from_generic(origin, get_args(kind), plain)
    if dataclasses.is_dataclass(kind):
        if not isinstance(plain, Mapping):
            raise TypeError(f"a {type(plain).__name__} stands for a {getattr(kind, '__name__', kind)}")
        hints = get_type_hints(kind)
        return kind(**{name: _from_plain(hints[name], item) for name, item in plain.items()})  # type: ignore[operator]
    if kind is bytes:
        return base64.b64decode(plain, validate=True)
    if kind is datetime:
        return datetime.fromisoformat(plain)
    return kind(plain)


def _from_generic(origin: Any, kinds: tuple[Any, ...], plain: Any) -> Any:
    if origin in (Union, types.UnionType):  # the port has no union but "or None"
        return None if plain is None else _from_plain(kinds[0], plain)
    if origin is tuple and kinds[-1] is Ellipsis:
        return tuple(_from_plain(kinds[0], item) for item in plain)
    if origin is tuple:
        return tuple(_from_plain(one, item) for one, item in zip(kinds, plain, strict=True))
    return {str(key): str(item) for key, item in dict(plain).items()}
