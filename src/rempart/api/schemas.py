"""JSON schemas made from the stages' contracts, so that the API cannot say anything else than they do."""

import dataclasses
import functools
import types
from collections.abc import Callable, Mapping
from typing import Any, Union, get_args, get_origin, get_type_hints

from ninja import Schema
from pydantic import create_model

from rempart.kernel.reasons import Reason


class ReasonOut(Schema):
    """A reason: its stable code and the English sentence."""

    code: str
    text: str


@functools.cache
def schema_of(contract: type) -> type[Schema]:
    """The schema of a contract (a dataclass): same fields, tuples as lists, reasons as code and text."""
    hints = get_type_hints(contract)
    fields: dict[str, Any] = {field.name: (_shape(hints[field.name]), ...) for field in dataclasses.fields(contract)}
    return create_model(contract.__name__, __base__=Schema, __doc__=contract.__doc__, **fields)


def list_of(contract: type) -> Any:
    """A list of a contract's schema, for the description of an address."""
    return list[schema_of(contract)]  # type: ignore[misc]


def _shape(hint: Any) -> Any:
    if hint is Reason:
        return ReasonOut
    if dataclasses.is_dataclass(hint):
        return schema_of(hint)  # type: ignore[arg-type]
    build = _CONTAINERS.get(get_origin(hint))
    return hint if build is None else build(get_args(hint))


def _one_of(arguments: tuple[Any, ...]) -> Any:
    return functools.reduce(lambda one, other: one | other, map(_shape, arguments))


def _list(arguments: tuple[Any, ...]) -> Any:
    if arguments[-1] is Ellipsis:
        return list[_shape(arguments[0])]  # type: ignore[misc]
    return tuple[tuple(map(_shape, arguments))]  # type: ignore[misc]


def _object(arguments: tuple[Any, ...]) -> Any:
    return dict[_shape(arguments[0]), _shape(arguments[1])]  # type: ignore[misc]


_CONTAINERS: dict[Any, Callable[[tuple[Any, ...]], Any]] = {
    Union: _one_of,
    types.UnionType: _one_of,
    tuple: _list,
    Mapping: _object,
}
