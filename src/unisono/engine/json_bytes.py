"""Many bytes at once for the kernels of JSON lines: where a text stops being plain, where two texts differ, copies.

Each is a few instructions of LLVM's vectors, which become the widest that the processor has.
"""

# numba ships no types for its decorators, llvmlite none for its instructions.
# mypy: disable-error-code="untyped-decorator"
from __future__ import annotations

from typing import Any

from llvmlite import ir
from numba import types
from numba.extending import intrinsic

from unisono.engine.json_plan import LANES as LANES  # there, whoever plans and never compiles needs no compiler

Pointer = types.CPointer(types.uint8)
Built = Any
"""Signatures, contexts, builders and values as numba hands them to what writes instructions; it ships no types."""

BYTE, WORD, INT64 = ir.IntType(8), ir.IntType(32), ir.IntType(64)
VECTOR = ir.VectorType(BYTE, LANES)


def _lanes(builder: Built, pointer: Built, place: Built) -> Built:
    """Write the load of LANES bytes from any address."""
    at = builder.bitcast(builder.gep(pointer, [place]), VECTOR.as_pointer())
    return builder.load(at, align=1)


def _each(code: int) -> ir.Constant:
    return ir.Constant(VECTOR, [code] * LANES)


def _first(builder: Built, marked: Built) -> Built:
    """Write the search for the first lane that is marked; LANES where none is."""
    bits = builder.bitcast(marked, ir.IntType(LANES))
    return builder.zext(builder.cttz(bits, ir.Constant(ir.IntType(1), 0)), INT64)


@intrinsic
def first_odd(typing: Built, data: Built, place: Built) -> Built:
    """Return how many of the next bytes are plain characters of a text: ASCII, no control, quote or backslash."""

    def build(context: Built, builder: Built, signature: Built, given: Built) -> Built:
        lanes = _lanes(builder, *given)
        # Signed: a byte beyond ASCII is below zero.
        is_odd = builder.icmp_signed("<", lanes, _each(0x20))
        for code in (0x22, 0x5C):
            is_odd = builder.or_(is_odd, builder.icmp_signed("==", lanes, _each(code)))
        return _first(builder, is_odd)

    return types.int64(Pointer, types.int64), build


@intrinsic
def first_difference(typing: Built, one: Built, at: Built, other: Built, place: Built) -> Built:
    """Return how many of the next bytes of two texts are equal."""

    def build(context: Built, builder: Built, signature: Built, given: Built) -> Built:
        left, right = _lanes(builder, given[0], given[1]), _lanes(builder, given[2], given[3])
        return _first(builder, builder.icmp_signed("!=", left, right))

    return types.int64(Pointer, types.int64, Pointer, types.int64), build


@intrinsic
def first_backslash(typing: Built, data: Built, place: Built) -> Built:
    """Return how many of the next bytes come before a backslash."""

    def build(context: Built, builder: Built, signature: Built, given: Built) -> Built:
        return _first(builder, builder.icmp_signed("==", _lanes(builder, *given), _each(0x5C)))

    return types.int64(Pointer, types.int64), build


@intrinsic
def copy_lanes(typing: Built, target: Built, at: Built, data: Built, place: Built) -> Built:
    """Copy the next LANES bytes."""

    def build(context: Built, builder: Built, signature: Built, given: Built) -> Built:
        to = builder.bitcast(builder.gep(given[0], [given[1]]), VECTOR.as_pointer())
        builder.store(_lanes(builder, given[2], given[3]), to, align=1)
        return given[1]

    return types.int64(Pointer, types.int64, Pointer, types.int64), build


@intrinsic
def eight_bytes(typing: Built, data: Built, place: Built) -> Built:
    """Return the next eight bytes as a number, the first the least."""

    def build(context: Built, builder: Built, signature: Built, given: Built) -> Built:
        at = builder.bitcast(builder.gep(given[0], [given[1]]), INT64.as_pointer())
        return builder.load(at, align=1)

    return types.uint64(Pointer, types.int64), build
