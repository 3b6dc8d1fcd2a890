"""What a processor does in one step and Python has no word for: eight or 64 bytes of an array at once, bits of a word.

Each is written in LLVM's terms, which every processor has some code for; those that move bytes ask which one it is.
"""

from typing import Any

import numpy as np
from llvmlite import ir
from numba import types
from numba.core import cgutils
from numba.extending import intrinsic

_SIZE = 64
_FIND, _MOVE = "llvm.x86.avx512.vpermi2var.qi.512", "llvm.x86.avx512.mask.compress.v64i8"
# To make a byte of 255 of each of eight bits.
_REPEATED, _DIAGONAL, _SPREAD = (
    np.uint64(word) for word in (0x0101010101010101, 0x8040201008040201, 0x7F7F7F7F7F7F7F7F)
)
_SLOW_TO_SQUEEZE = ("znver1", "znver2")  # processors that take a step for each bit
_BYTE, _WORD = ir.IntType(8), ir.IntType(64)
_NUMBERS, _FIELD = 16, 5
_NUMBER, _ROW = ir.IntType(32), ir.VectorType(ir.IntType(32), _NUMBERS)
_BYTES, _BITS = ir.VectorType(_BYTE, _SIZE), ir.VectorType(ir.IntType(1), _SIZE)


def _same(kind: Any, value: Any) -> Any:
    """A row of the same number."""
    return ir.Constant(kind, [value] * kind.count)


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
def fetch(_context: Any, array: Any, at: Any) -> Any:  # noqa: ARG001 (numba passes all by name)
    """Asks memory for the item that is `at` places from the first of an array, to be used soon."""

    def build(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        pointer, flag = ir.PointerType(_BYTE), ir.IntType(32)
        kind = ir.FunctionType(ir.VoidType(), [pointer, flag, flag, flag])
        prefetch = cgutils.get_or_insert_function(builder.module, kind, "llvm.prefetch.p0i8")  # type: ignore[no-untyped-call]
        builder.call(prefetch, [_pointer(context, builder, signature, arguments, _BYTE), flag(0), flag(3), flag(1)])
        return context.get_dummy_value()

    return types.void(array, types.intp), build


@intrinsic  # type: ignore[untyped-decorator]
def equal(_context: Any, array: Any, at: Any, symbol: Any) -> Any:  # noqa: ARG001 (numba passes all by name)
    """A bit for each of the 64 bytes from `at`: whether it is `symbol`."""

    def build(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        row = _row(context, builder, signature, arguments)
        return builder.bitcast(builder.icmp_unsigned("==", row, _every(builder, arguments[2])), _WORD)

    return types.uint64(array, types.intp, types.uint8), build


@intrinsic  # type: ignore[untyped-decorator]
def alike(_context: Any, array: Any, at: Any, other: Any, begin: Any) -> Any:  # noqa: ARG001 (numba passes all by name)
    """A bit for each of the 64 bytes from `at`: whether the one as far from `begin` in the other array is the same."""

    def build(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        row = _row(context, builder, signature, arguments)
        theirs = _row(context, builder, types.void(*signature.args[2:]), arguments[2:])
        return builder.bitcast(builder.icmp_unsigned("==", row, theirs), _WORD)

    return types.uint64(array, types.intp, other, types.intp), build


@intrinsic  # type: ignore[untyped-decorator]
def above(_context: Any, array: Any, at: Any, least: Any) -> Any:  # noqa: ARG001 (numba passes all by name)
    """A bit for each of the 64 bytes from `at`: whether it is greater than `least`, 128 and more being below 0."""

    def build(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        row = _row(context, builder, signature, arguments)
        return builder.bitcast(builder.icmp_signed(">", row, _every(builder, arguments[2])), _WORD)

    return types.uint64(array, types.intp, types.int8), build


@intrinsic  # type: ignore[untyped-decorator]
def put_replaced(_context: Any, array: Any, at: Any, first: Any, last: Any, added: Any, target: Any, to: Any) -> Any:  # noqa: ARG001 (numba passes all by name)
    """Puts the 64 bytes from `at` to `to` of `target`, `added` to those from `first` to `last`, all below 128."""

    def build(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        row = _row(context, builder, signature, arguments)
        low, high = (_every(builder, argument) for argument in arguments[2:4])
        within = builder.and_(builder.icmp_signed(">=", row, low), builder.icmp_signed("<=", row, high))
        changed = builder.select(within, builder.add(row, _every(builder, arguments[4])), row)
        out = _pointer(context, builder, types.void(*signature.args[5:]), arguments[5:], _BYTES)
        builder.store(changed, out).align = 1
        return context.get_dummy_value()

    return types.void(array, types.intp, types.int8, types.int8, types.int8, target, types.intp), build


@intrinsic  # type: ignore[untyped-decorator]
def bits_of(_context: Any, array: Any, at: Any, kept: Any, first: Any) -> Any:  # noqa: ARG001 (numba passes all by name)
    """A bit for each of the 64 bytes from `at` whose bit is set in `kept`, by the last five bits of how much it is more
    than `first`.
    """

    def build(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        wide = ir.VectorType(_NUMBER, _SIZE)
        row = builder.sub(_row(context, builder, signature, arguments), _every(builder, arguments[3]))
        steps = builder.zext(builder.and_(row, _same(_BYTES, 31)), wide)
        bits = builder.select(builder.bitcast(arguments[2], _BITS), builder.shl(_same(wide, 1), steps), _same(wide, 0))
        reduce = cgutils.get_or_insert_function(  # type: ignore[no-untyped-call]
            builder.module, ir.FunctionType(_NUMBER, [wide]), "llvm.vector.reduce.or.v64i32"
        )
        return builder.zext(builder.call(reduce, [bits]), _WORD)

    return types.int64(array, types.intp, types.uint64, types.uint8), build


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


def _moves_rows(context: Any) -> bool:
    """Whether the processor moves all bytes of a row in one step."""
    return {"+avx512vbmi", "+avx512vbmi2"} <= set(context.codegen().magic_tuple()[2].split(","))


def _call(builder: Any, name: str, *arguments: Any) -> Any:
    kind = ir.FunctionType(_BYTES, [argument.type for argument in arguments])
    return builder.call(cgutils.get_or_insert_function(builder.module, kind, name), arguments)  # type: ignore[no-untyped-call]


@intrinsic  # type: ignore[untyped-decorator]
def moves_rows(_context: Any) -> Any:
    """Whether `look_up` and `squeeze_row` are one step, or 64."""

    def build(context: Any, _builder: Any, _signature: Any, _arguments: Any) -> Any:
        return ir.Constant(ir.IntType(1), int(_moves_rows(context)))

    return types.boolean(), build


def _look_up(array: Any, at: Any, table: Any, target: Any, to: Any) -> None:  # pragma: no cover (compiled)
    """`look_up`, byte by byte."""
    for step in range(_SIZE):
        target[to + step] = table[array[at + step]]


@intrinsic  # type: ignore[untyped-decorator]
def look_up(_context: Any, array: Any, at: Any, table: Any, target: Any, to: Any) -> Any:  # noqa: ARG001 (numba passes all by name)
    """Puts what `table`, of 256 bytes, has for each of the 64 bytes from `at` to `to` of `target`."""

    def build(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        if not _moves_rows(context):
            return context.compile_internal(builder, _look_up, signature, arguments)
        row = _row(context, builder, signature, arguments)
        parts = []
        for part in range(4):
            where = ir.Constant(ir.IntType(64), part * _SIZE)
            pointer = _pointer(context, builder, types.void(table), [arguments[2], where], _BYTES)
            parts.append(builder.load(pointer))
            parts[-1].align = 1
        low, high = (_call(builder, _FIND, parts[at], row, parts[at + 1]) for at in (0, 2))
        found = builder.select(builder.icmp_signed("<", row, ir.Constant(_BYTES, [0] * _SIZE)), high, low)
        out = _pointer(context, builder, types.void(target), arguments[3:], _BYTES)
        builder.store(found, out).align = 1
        return context.get_dummy_value()

    return types.void(array, types.intp, table, target, types.intp), build


def _squeeze_row(array: Any, at: Any, kept: Any, target: Any, to: Any) -> None:  # pragma: no cover (compiled)
    """`squeeze_row`, eight bytes at a time."""
    for step in range(0, _SIZE, 8):
        bits = ((kept & np.uint64(255)) * _REPEATED & _DIAGONAL) + _SPREAD
        bytes_kept = ((bits >> np.uint64(7)) & _REPEATED) * np.uint64(255)
        store(target, to, squeeze(load(array, at + step), bytes_kept))
        to += ones(kept & np.uint64(255))
        kept >>= np.uint64(8)


@intrinsic  # type: ignore[untyped-decorator]
def squeeze_row(_context: Any, array: Any, at: Any, kept: Any, target: Any, to: Any) -> Any:  # noqa: ARG001 (numba passes all by name)
    """Puts those of the 64 bytes from `at` whose bit is set in `kept` to `to` of `target`, moved together. What stands
    behind them there, up to 64 bytes in all, is changed too.
    """

    def build(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        if not _moves_rows(context):
            return context.compile_internal(builder, _squeeze_row, signature, arguments)
        row = _row(context, builder, signature, arguments)
        bits = builder.bitcast(arguments[2], _BITS)
        found = _call(builder, _MOVE, row, ir.Constant(_BYTES, [0] * _SIZE), bits)
        out = _pointer(context, builder, types.void(target), arguments[3:], _BYTES)
        builder.store(found, out).align = 1
        return context.get_dummy_value()

    return types.void(array, types.intp, types.uint64, target, types.intp), build


def _put_kept(context: Any, builder: Any, signature: Any, arguments: Any, row: Any) -> Any:
    """Stores those of 16 numbers that the bits of the first argument keep; the others are the array and the place."""
    bits = ir.VectorType(ir.IntType(1), _NUMBERS)
    kept = builder.bitcast(builder.trunc(arguments[0], ir.IntType(_NUMBERS)), bits)
    kind = ir.FunctionType(_ROW, [_ROW, bits, _ROW])
    name = "llvm.experimental.vector.compress.v16i32"
    compress = cgutils.get_or_insert_function(builder.module, kind, name)  # type: ignore[no-untyped-call]
    found = builder.call(compress, [row, kept, _same(_ROW, 0)])
    target = _pointer(context, builder, types.void(*signature.args[1:]), arguments[1:], _ROW)
    builder.store(found, target).align = 4
    return context.get_dummy_value()


@intrinsic  # type: ignore[untyped-decorator]
def put_hashes(_context: Any, text: Any, at: Any, factor: Any, shift: Any, kept: Any, target: Any, to: Any) -> Any:  # noqa: ARG001 (numba passes all by name)
    """Puts the hashes of the 16 groups of five from `at`, those whose bit is set in `kept`, to `to` of `target`;
    each is the group in the upper bytes of a word, times `factor`, shifted. Sixteen are written, whatever is kept.
    """

    def build(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        symbols, words = ir.VectorType(_BYTE, 32), ir.VectorType(_WORD, 8)
        row = builder.load(_pointer(context, builder, signature, arguments, symbols))
        row.align = 1
        halves = []
        for first in (0, 8):
            order = [place for lane in range(first, first + 8) for place in (32, 32, 32, *range(lane, lane + 5))]
            spread = ir.Constant(ir.VectorType(_NUMBER, _SIZE), order)
            groups = builder.bitcast(builder.shuffle_vector(row, _same(symbols, 0), spread), words)
            one = builder.insert_element(ir.Constant(words, ir.Undefined), arguments[2], ir.Constant(_NUMBER, 0))
            zeros = _same(ir.VectorType(_NUMBER, 8), 0)
            factors = builder.shuffle_vector(one, ir.Constant(words, ir.Undefined), zeros)
            one = builder.insert_element(ir.Constant(words, ir.Undefined), arguments[3], ir.Constant(_NUMBER, 0))
            shifts = builder.shuffle_vector(one, ir.Constant(words, ir.Undefined), zeros)
            hashes = builder.lshr(builder.mul(groups, factors), shifts)
            halves.append(builder.trunc(hashes, ir.VectorType(_NUMBER, 8)))
        both = builder.shuffle_vector(*halves, ir.Constant(_ROW, list(range(_NUMBERS))))
        return _put_kept(context, builder, types.void(*signature.args[4:]), arguments[4:], both)

    return types.void(text, types.intp, types.uint64, types.uint64, types.uint64, target, types.intp), build


@intrinsic  # type: ignore[untyped-decorator]
def put_places(_context: Any, first: Any, kept: Any, target: Any, to: Any) -> Any:  # noqa: ARG001 (numba passes all by name)
    """Puts those of the 16 numbers from `first` whose bit is set in `kept` to `to` of `target`, as `put_hashes`."""

    def build(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        begin = builder.trunc(arguments[0], _NUMBER)
        one = builder.insert_element(ir.Constant(_ROW, ir.Undefined), begin, ir.Constant(_NUMBER, 0))
        every = builder.shuffle_vector(one, ir.Constant(_ROW, ir.Undefined), _same(_ROW, 0))
        places = builder.add(every, ir.Constant(_ROW, list(range(_NUMBERS))))
        return _put_kept(context, builder, types.void(*signature.args[1:]), arguments[1:], places)

    return types.void(types.int64, types.uint64, target, types.intp), build


@intrinsic  # type: ignore[untyped-decorator]
def put_kept(_context: Any, array: Any, at: Any, kept: Any, target: Any, to: Any) -> Any:  # noqa: ARG001 (numba passes all by name)
    """Puts those of the 16 numbers from `at` whose bit is set in `kept` to `to` of `target`, as `put_hashes`."""

    def build(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        row = builder.load(_pointer(context, builder, signature, arguments, _ROW))
        row.align = 4
        return _put_kept(context, builder, types.void(*signature.args[2:]), arguments[2:], row)

    return types.void(array, types.intp, types.uint64, target, types.intp), build


@intrinsic  # type: ignore[untyped-decorator]
def fitting(_context: Any, wanted: Any, at: Any, word: Any) -> Any:  # noqa: ARG001 (numba passes all by name)
    """A bit for each of the 16 numbers of `wanted` from `at`: whether `word` has the same fields, five bits each from
    the lowest on, as those that are not 0; and from the 32nd bit on, whether the number is below 0.
    """

    def build(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        row = builder.load(_pointer(context, builder, signature, arguments, _ROW))
        row.align = 4
        one = builder.insert_element(ir.Constant(_ROW, ir.Undefined), arguments[2], ir.Constant(_NUMBER, 0))
        every = builder.shuffle_vector(one, ir.Constant(_ROW, ir.Undefined), _same(_ROW, 0))
        any_bit = row
        for step in range(1, _FIELD):
            any_bit = builder.or_(any_bit, builder.lshr(row, _same(_ROW, step)))
        asked = builder.and_(any_bit, _same(_ROW, sum(1 << at for at in range(0, 30, _FIELD))))
        asked = builder.sub(builder.shl(asked, _same(_ROW, _FIELD)), asked)
        differs = builder.and_(builder.xor(row, every), asked)
        zero, half = _same(_ROW, 0), ir.IntType(_NUMBERS)
        fits = builder.zext(builder.bitcast(builder.icmp_signed("==", differs, zero), half), _WORD)
        below = builder.zext(builder.bitcast(builder.icmp_signed("<", row, zero), half), _WORD)
        return builder.or_(fits, builder.shl(below, ir.Constant(_WORD, 32)))

    return types.uint64(wanted, types.intp, types.int32), build
