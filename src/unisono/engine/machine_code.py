"""Keeps the machine code of kernels between runs, so that a command starts in milliseconds, without the compiler.

Loading numba costs most of a second of processor time before the first kernel runs, about as much as all the rest of
counting a million posts. Kernels that need nothing of numba's at run time are therefore stored as object code beside
the package (or in the user's cache folder) and loaded through llvmlite alone. The file is named for the kernels'
source, the processor and llvmlite's version; when any of them changes, the kernels are compiled anew.
"""

from __future__ import annotations

import ctypes
import hashlib
import importlib
import os
import re
import tempfile
from pathlib import Path
from typing import Any

import llvmlite
import llvmlite.binding as llvm

POINTED_AT = {
    "B": "uint8",
    "b": "bool",
    "l": "int32",
    "L": "uint32",
    "q": "int64",
    "Q": "uint64",
    "f": "float32",
    "g": "float64",
}
"""What an address points at, by the letter that stands for it in a kernel's stored description."""


class Kernels:
    """The compiled kernels of one module by name."""

    def __init__(self, module: str) -> None:
        """Load the kernels listed in `KERNELS` of unisono.engine.<module>, from stored code where it is there."""
        llvm.initialize_native_target()
        llvm.initialize_native_asmprinter()
        target = llvm.Target.from_default_triple()
        self._machine = target.create_target_machine(
            cpu=llvm.get_host_cpu_name(), features=llvm.get_host_cpu_features().flatten(), opt=3, jit=True
        )
        source = Path(__file__).with_name(f"{module}.py")
        symbols, code = _stored_code(_code_file(source)) or self._compile(module, source)
        self._engine = llvm.create_mcjit_compiler(llvm.parse_assembly(""), self._machine)
        self._engine.add_object_file(llvm.ObjectFileRef.from_data(code))
        self._engine.finalize_object()
        self._kernels = {name: Kernel(self._engine, symbol, kinds) for name, symbol, kinds in symbols}

    def __getitem__(self, name: str) -> Kernel:
        """Give a kernel by its name."""
        return self._kernels[name]

    def _compile(self, module: str, source: Path) -> tuple[list[tuple[str, str, str]], bytes]:
        compiled = importlib.import_module(f"unisono.engine.{module}").KERNELS
        symbols: list[tuple[str, str, str]] = []
        whole: llvm.ModuleRef | None = None
        for kernel in compiled:
            part = llvm.parse_assembly(kernel.inspect_llvm())
            # numba wraps each kernel in a function that reports errors to Python; these kernels raise none.
            part.get_function(kernel.native_name).linkage = "internal"
            symbols.append((kernel.__name__, kernel.native_name.removeprefix("cfunc."), _kinds_of(kernel)))
            if whole is None:
                whole = part
            else:
                whole.link_in(part)
        passes = llvm.create_new_module_pass_manager()
        passes.add_global_dead_code_eliminate_pass()
        passes.run(whole, llvm.create_pass_builder(self._machine, llvm.create_pipeline_tuning_options()))
        code = self._machine.emit_object(whole)
        _store_code(_code_file(source), symbols, code)
        return symbols, code


class Kernel:
    """One compiled function, called with numbers and with addresses (integers or ctypes arrays)."""

    def __init__(self, engine: llvm.ExecutionEngine, symbol: str, kinds: str) -> None:
        """Find the function in the engine's code; `kinds` spells its arguments as _kinds_of does."""
        self._kinds = kinds
        numbers: dict[str, Any] = {"i": ctypes.c_int64, "d": ctypes.c_double}  # ctypes' own types
        arguments = [numbers.get(kind, ctypes.c_void_p) for kind in kinds]
        # The engine owns the machine code, so whoever holds a kernel holds the engine.
        self._engine = engine
        # numba's functions return a status and write their result where the first address says.
        prototype = ctypes.CFUNCTYPE(ctypes.c_int32, ctypes.c_void_p, ctypes.c_void_p, *arguments)
        self._function = prototype(engine.get_function_address(symbol))

    def __call__(self, *given: Any) -> int:  # what ctypes takes: integers, floats, arrays
        """Run the function and return its result; an array of numpy's stands for its address and its sizes."""
        result = ctypes.c_int64()
        trouble = ctypes.c_void_p()
        places: list[Any] = []  # as given
        for item in given:
            if type(item) is int:  # most are, and telling takes as long as a small kernel does
                places.append(item)
            elif isinstance(item, ctypes.Array):
                places.append(ctypes.addressof(item))
            elif hasattr(item, "__array_interface__") and hasattr(item, "shape") and item.shape:
                places += self._places_of(item, self._kinds[len(places)])
            else:
                places.append(item)
        status = self._function(ctypes.addressof(result), ctypes.addressof(trouble), *places)
        if status != 0:
            raise RuntimeError(f"a kernel stopped with status {status}")
        return result.value

    def _places_of(self, array: Any, kind: str) -> list[int]:  # numpy's array, which compat cnt does without
        """Return an array's address and sizes; a kernel reads it as it lies in memory."""
        if array.dtype.name != POINTED_AT.get(kind) or not array.flags.c_contiguous:
            raise TypeError(f"a kernel takes {POINTED_AT.get(kind)} in one piece, not {array.dtype} of {array.shape}")
        return [array.__array_interface__["data"][0], *array.shape]


def _kinds_of(kernel: Any) -> str:  # numba's compiled callback, untyped
    """Spell a kernel's arguments: i integer, d float, any other letter an address of what POINTED_AT says."""
    letters = {f"{name}*": letter for letter, name in POINTED_AT.items()}
    return "".join({"int64": "i", "float64": "d", **letters}[str(argument)] for argument in kernel._sig.args)


def _code_file(source: Path) -> Path:
    """Name the file for this source, processor and compiler."""
    facts = (
        *(part.read_bytes() for part in _parts_of(source)),
        Path(__file__).read_bytes(),
        llvmlite.__version__.encode(),
        llvm.get_default_triple().encode(),
        llvm.get_host_cpu_name().encode(),
        llvm.get_host_cpu_features().flatten().encode(),
    )
    digest = hashlib.sha256(b"\0".join(facts)).hexdigest()[:20]
    return _code_folder(source) / f"{source.stem}.{digest}.kernels"


def _parts_of(source: Path) -> list[Path]:
    """Return the source and those beside it that it imports, and so on: its machine code is made of them all."""
    parts = [source]
    for part in parts:
        names = re.findall(r"^from unisono\.engine\.(\w+) import", part.read_text(), re.MULTILINE)
        parts += [file for name in names if (file := source.with_name(f"{name}.py")) not in parts]
    return parts


def _code_folder(source: Path) -> Path:
    beside = source.parent / "__pycache__"
    if os.access(beside if beside.exists() else beside.parent, os.W_OK):
        return beside
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "unisono"


def _stored_code(file: Path) -> tuple[list[tuple[str, str, str]], bytes] | None:
    """Read stored kernels; None where there are none or the file is damaged."""
    try:
        stored = file.read_bytes()
    except OSError:
        return None
    digest, _, rest = stored.partition(b"\n")
    if hashlib.sha256(rest).hexdigest().encode() != digest:
        return None
    listing, _, code = rest.partition(b"\n\n")
    symbols = [line.split("\t") for line in listing.decode().splitlines()]
    return [(name, symbol, kinds) for name, symbol, kinds in symbols], code


def _store_code(file: Path, symbols: list[tuple[str, str, str]], code: bytes) -> None:
    """Write kernels under a temporary name and rename; where nothing can be written, the next run compiles again."""
    rest = "\n".join("\t".join(symbol) for symbol in symbols).encode() + b"\n\n" + code
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=file.parent, prefix=file.stem, delete=False) as temporary:
            temporary.write(hashlib.sha256(rest).hexdigest().encode() + b"\n" + rest)
        Path(temporary.name).replace(file)
    except OSError:
        return
