"""Asks the processor to bring values near before a kernel reads them, where it reads at random places that it knows."""

# numba ships no types for its decorators, llvmlite none for its instructions.
# mypy: disable-error-code="untyped-decorator"
from __future__ import annotations

from typing import Any

from llvmlite import ir
from numba import types
from numba.core import cgutils
from numba.extending import intrinsic
from numba.np.arrayobj import make_array

Built = Any
"""Signatures, contexts, builders and values as numba hands them to what writes instructions; it ships no types."""

BYTES, NUMBER = ir.IntType(8).as_pointer(), ir.IntType(32)
TO_READ, AGAIN, DATA = (ir.Constant(NUMBER, value) for value in (0, 3, 1))

AHEAD = 12
"""So many places ahead values are asked for: long enough before they are read, and not so long that they go again."""


@intrinsic
def fetch_soon(typing: Built, array: Built, place: Built) -> Built:
    """Begin to bring near what stands at a place of an array, counted through all its rows; it may lie beyond it."""

    def build(context: Built, builder: Built, signature: Built, given: Built) -> Built:
        data = make_array(signature.args[0])(context, builder, value=given[0]).data
        at = builder.bitcast(builder.gep(data, [given[1]]), BYTES)
        kind = ir.FunctionType(ir.VoidType(), [BYTES, NUMBER, NUMBER, NUMBER])
        prefetch = cgutils.get_or_insert_function(builder.module, kind, "llvm.prefetch.p0")
        builder.call(prefetch, [at, TO_READ, AGAIN, DATA])
        return context.get_dummy_value()

    return types.void(array, types.int64), build
