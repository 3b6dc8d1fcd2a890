"""What a processor does in one step and Python has no word for: eight or 64 bytes of an array at once, bits of a word.

Each is written in LLVM's terms, which every processor has some code for; `squeeze` alone asks which one it is.
"""

from typing import Any

import numpy as np
from llvmlite import ir
from numba import types
from numba.core import cgutils
from numba.extending import intrinsic

_SIZE = 64
_SLOW_TO_SQUEEZE = ("znver1", "znver2")  # processors that take a step for each bit
_BYTES, _WORD = ir.VectorType(ir.IntType(8), _SIZE), ir.IntType(64)


def _pointer(context: Any, builder: Any, signature: Any, arguments: Any, kind: Any) -> Any:
    data = context.make_array(signature.args[0])(context, builder, arguments[0]).data
    return builder.bitcast(builder.gep(data, [arguments[1]]), cgutils.ir.PointerType(kind))


def _every(builder: Any, value: Any) -> Any:
    """A row of 64 times the same byte."""
    one = builder.insert_element(ir.Constant(_BYTES, ir.Undefined), value, ir.Constant(ir.IntType(32), 0))
    zeros = ir.Constant(ir.VectorType(ir.IntType(32), _SIZE), [0] * _SIZE)
    return builder.shuffle_vector(one, ir.Constant(_BYTES, ir.Undefined), zeros)


def _row(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
    row = builder.load(_pointer(context, builder, signature, arguments, _BYTES))
    row.align = 1
    return row


@intrinsic  # type: ignore[untyped-decorator]
def load(_context: Any, array: Any, at: Any) -> Any:  # noqa: ARG001 (numba passes all by name)
    """Eight bytes from `at`, aligned or not, the first one lowest."""

    def build(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        word = builder.load(_pointer(context, builder, signature, arguments, _WORD))
        word.align = 1
        return word

    return types.uint64(array, types.intp), build


@intrinsic  # type: ignore[untyped-decorator]
def store(_context: Any, array: Any, at: Any, word: Any) -> Any:  # noqa: ARG001 (numba passes all by name)
    """Puts eight bytes to `at`, as `load` takes them."""

    def build(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        builder.store(arguments[2], _pointer(context, builder, signature, arguments, _WORD)).align = 1
        return context.get_dummy_value()

    return types.void(array, types.intp, types.uint64), build


@intrinsic  # type: ignore[untyped-decorator]
def equal(_context: Any, array: Any, at: Any, symbol: Any) -> Any:  # noqa: ARG001 (numba passes all by name)
    """A bit for each of the 64 bytes from `at`: whether it is `symbol`."""

    def build(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        row = _row(context, builder, signature, arguments)
        return builder.bitcast(builder.icmp_unsigned("==", row, _every(builder, arguments[2])), _WORD)

    return types.uint64(array, types.intp, types.uint8), build


@intrinsic  # type: ignore[untyped-decorator]
def marked(_context: Any, array: Any, at: Any, marks: Any) -> Any:  # noqa: ARG001 (numba passes all by name)
    """A bit for each of the 64 bytes from `at`: whether it has one of the bits of `marks`."""

    def build(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        row = builder.and_(_row(context, builder, signature, arguments), _every(builder, arguments[2]))
        return builder.bitcast(builder.icmp_unsigned("!=", row, ir.Constant(_BYTES, [0] * _SIZE)), _WORD)

    return types.uint64(array, types.intp, types.uint8), build


@intrinsic  # type: ignore[untyped-decorator]
def lowest(_context: Any, word: Any) -> Any:
    """The number of the lowest bit that is set, 64 if none is."""

    def build(_target: Any, builder: Any, _signature: Any, arguments: Any) -> Any:
        return builder.cttz(arguments[0], ir.Constant(ir.IntType(1), 0))

    return types.int64(word), build


@intrinsic  # type: ignore[untyped-decorator]
def highest(_context: Any, word: Any) -> Any:
    """The number of the highest bit that is set, -1 if none is."""

    def build(_target: Any, builder: Any, _signature: Any, arguments: Any) -> Any:
        return builder.sub(ir.Constant(_WORD, 63), builder.ctlz(arguments[0], ir.Constant(ir.IntType(1), 0)))

    return types.int64(word), build


@intrinsic  # type: ignore[untyped-decorator]
def ones(_context: Any, word: Any) -> Any:
    """How many bits are set."""

    def build(_target: Any, builder: Any, _signature: Any, arguments: Any) -> Any:
        return builder.ctpop(arguments[0])

    return types.int64(word), build


def _squeeze(word: Any, kept: Any) -> Any:  # pragma: no cover (compiled)
    """`squeeze`, byte by byte, where the processor has no fast step for it."""
    found, size, byte = np.uint64(0), np.uint64(0), np.uint64(255)
    for _ in range(8):
        found |= (word & kept & byte) << size
        size += np.uint64(8) * np.uint64(kept & byte != np.uint64(0))
        word >>= np.uint64(8)
        kept >>= np.uint64(8)
    return found


@intrinsic  # type: ignore[untyped-decorator]
def squeeze(_context: Any, word: Any, kept: Any) -> Any:  # noqa: ARG001 (numba passes all by name)
    """The bytes of `word` for which `kept` is 255 and not 0, moved together."""

    def build(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        _, processor, features = context.codegen().magic_tuple()
        if "+bmi2" not in features or processor in _SLOW_TO_SQUEEZE:
            return context.compile_internal(builder, _squeeze, signature, arguments)
        kind = ir.FunctionType(_WORD, [_WORD, _WORD])
        extract = cgutils.get_or_insert_function(builder.module, kind, "llvm.x86.bmi.pext.64")  # type: ignore[no-untyped-call]
        return builder.call(extract, arguments)

    return types.uint64(types.uint64, types.uint64), build
