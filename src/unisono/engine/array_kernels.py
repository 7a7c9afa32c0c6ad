"""Declares kernels that take arrays, in a form whose machine code machine_code.py can keep between runs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from numba import carray, cfunc, njit, types

DTYPES = {
    "b": types.boolean,
    "u1": types.uint8,
    "i4": types.int32,
    "u4": types.uint32,
    "i8": types.int64,
    "u8": types.uint64,
    "f4": types.float32,
    "f8": types.float64,
}


def array_kernel(signature: str) -> Callable[[Callable[..., Any]], Any]:  # numba has no type information
    """Compile a function that returns a whole number and allocates nothing; write each argument as a word.

    `i8` and `f8` are numbers, `i4[]` an array and `f4[,]` a table, by rows. The compiled function takes an address and
    the sizes in place of each array; Kernel makes them out of numpy's arrays.
    """

    def compile_function(function: Callable[..., Any]) -> Any:  # numba's compiled callback, untyped
        plain = njit(error_model="numpy", inline="never", _nrt=False)(function)
        parameters: list[str] = []
        given: list[str] = []
        kinds: list[Any] = []  # numba's types, untyped
        for place, word in enumerate(signature.split()):
            name, _, axes = word.partition("[")
            if not axes:
                parameters.append(f"v{place}")
                given.append(f"v{place}")
                kinds.append(DTYPES[name])
                continue
            sizes = [f"n{place}_{axis}" for axis in range(len(axes))]
            parameters += [f"v{place}", *sizes]
            given.append(f"carray(v{place}, ({', '.join(sizes)},))")
            kinds += [types.CPointer(DTYPES[name]), *(types.int64 for _ in sizes)]
        name = function.__name__
        source = f"def {name}({', '.join(parameters)}):\n    return plain({', '.join(given)})\n"
        space: dict[str, Any] = {"plain": plain, "carray": carray}
        # numba knows no functions of any number of arguments, so the one that takes addresses is written out.
        exec(source, space)  # the source is made of the words above
        return cfunc(types.int64(*kinds), error_model="numpy")(space[name])

    return compile_function
