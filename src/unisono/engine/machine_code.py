"""Keeps the machine code of kernels between runs, so that a command starts in milliseconds, without the compiler.

Loading numba costs most of a second of processor time before the first kernel runs, about as much as all the rest of
counting a million posts. Kernels that need nothing of numba's at run time are therefore stored as machine code beside
the package (or in the user's cache folder): as a library that the system loads, where it has a linker; else as object
code, which is loaded through llvmlite alone. The file is named for the kernels' source, the processor and llvmlite's
version; when any of them changes, the kernels are compiled anew.
"""

from __future__ import annotations

import ctypes
import hashlib
import importlib
import os
import re
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from unisono.engine.linked_code import is_library, linked, load_library

if TYPE_CHECKING:  # loading it takes longer than all kernels of a scan, stored as libraries
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

DIGEST_LENGTH = 64


class Kernels:
    """The compiled kernels of one module by name."""

    def __init__(self, module: str) -> None:
        """Load the kernels listed in `KERNELS` of unisono.engine.<module>, from stored code where it is there."""
        source = Path(__file__).with_name(f"{module}.py")
        self._kernels = _load(_code_file(source)) or _compile(module, source)

    def __getitem__(self, name: str) -> Kernel:
        """Give a kernel by its name."""
        return self._kernels[name]


class Kernel:
    """One compiled function, called with numbers and with addresses (integers or ctypes arrays)."""

    def __init__(self, code: object, address: int, kinds: str) -> None:
        """Make a function of the code at an address; `kinds` spells its arguments as _kinds_of does."""
        self._kinds = kinds
        numbers: dict[str, Any] = {"i": ctypes.c_int64, "d": ctypes.c_double}  # ctypes' own types
        arguments = [numbers.get(kind, ctypes.c_void_p) for kind in kinds]
        # Its owner keeps the machine code, so whoever holds a kernel holds the owner.
        self._code = code
        # numba's functions return a status and write their result where the first address says.
        prototype = ctypes.CFUNCTYPE(ctypes.c_int32, ctypes.c_void_p, ctypes.c_void_p, *arguments)
        self._function = prototype(address)

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


Symbols = list[tuple[str, str, str]]
"""Of each kernel its name, that of its function in the code, and its arguments as _kinds_of spells them."""


def _load(file: Path) -> dict[str, Kernel] | None:
    """Return the kernels that a file holds by name; None where it is not there, damaged or refused by the system."""
    stored = _stored_code(file)
    if stored is None:
        return None
    symbols, code = stored
    if not is_library(code):
        return _kernels_of_object(symbols, code)
    library = load_library(code)
    if library is None:
        return None
    addresses = {name: ctypes.cast(library[symbol], ctypes.c_void_p).value for name, symbol, _ in symbols}
    return {name: Kernel(library, addresses[name] or 0, kinds) for name, _, kinds in symbols}


def _kernels_of_object(symbols: Symbols, code: bytes) -> dict[str, Kernel]:
    """Return the kernels of object code by name."""
    import llvmlite.binding as llvm

    engine = llvm.create_mcjit_compiler(llvm.parse_assembly(""), _target_machine(jit=True))
    engine.add_object_file(llvm.ObjectFileRef.from_data(code))
    engine.finalize_object()
    return {name: Kernel(engine, engine.get_function_address(symbol), kinds) for name, symbol, kinds in symbols}


def _compile(module: str, source: Path) -> dict[str, Kernel]:
    """Compile the kernels of a module and store them: as a library where the system loads it from there."""
    symbols, code = _compiled(module)
    library, file = linked(code), _code_file(source)
    if library != code and _store_code(file, symbols, library) and (loaded := _load(file)):
        return loaded
    _store_code(file, symbols, code)
    return _kernels_of_object(symbols, code)


def _compiled(module: str) -> tuple[Symbols, bytes]:
    """Return the kernels of a module and their object code."""
    import llvmlite.binding as llvm

    machine = _target_machine(jit=False)
    symbols: Symbols = []
    whole: llvm.ModuleRef | None = None
    for kernel in importlib.import_module(f"unisono.engine.{module}").KERNELS:
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
    passes.run(whole, llvm.create_pass_builder(machine, llvm.create_pipeline_tuning_options()))
    return symbols, machine.emit_object(whole)


def _target_machine(*, jit: bool) -> llvm.TargetMachine:
    """Return what makes code for this processor: to be loaded at once, or to be moved about as a library is."""
    import llvmlite.binding as llvm

    llvm.initialize_native_target()
    llvm.initialize_native_asmprinter()
    return llvm.Target.from_default_triple().create_target_machine(
        cpu=llvm.get_host_cpu_name(),
        features=llvm.get_host_cpu_features().flatten(),
        opt=3,
        jit=jit,
        reloc="default" if jit else "pic",
        codemodel="jitdefault" if jit else "small",
    )


def _code_file(source: Path) -> Path:
    """Name the file for this source, processor and compiler."""
    facts = (*(part.read_bytes() for part in _parts_of(source)), *_machine_facts())
    digest = hashlib.sha256(b"\0".join(facts)).hexdigest()[:20]
    return _code_folder(source) / f"{source.stem}.{digest}.kernels"


OF_PROCESSOR = (b"vendor_id", b"cpu family", b"model", b"stepping", b"flags", b"Features", b"CPU ")
"""How lines of /proc/cpuinfo begin that say what code a processor runs; others change from moment to moment."""


@cache
def _machine_facts() -> tuple[bytes, ...]:
    """Return what the code depends on beside its source: this file and its part, the compiler, the processor."""
    own = Path(__file__)
    files = (own, own.with_name("linked_code.py"), _version_file())
    try:
        # Asking the compiler for the processor would take as long as loading it.
        told = Path("/proc/cpuinfo").read_bytes().partition(b"\n\n")[0].splitlines()
        processor = b"\n".join(line for line in told if line.startswith(OF_PROCESSOR))
    except OSError:
        import llvmlite.binding as llvm

        names = (llvm.get_default_triple(), llvm.get_host_cpu_name(), llvm.get_host_cpu_features().flatten())
        processor = "\n".join(names).encode()
    return (*(file.read_bytes() for file in files), os.name.encode(), processor)


def _version_file() -> Path:
    """Return the file of llvmlite that tells its version."""
    spec = find_spec("llvmlite")
    assert spec is not None and spec.origin is not None
    return Path(spec.origin).with_name("_version.py")


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


def _stored_code(file: Path) -> tuple[Symbols, bytes] | None:
    """Read stored kernels; None where there are none or the file is damaged."""
    try:
        stored = file.read_bytes()
    except OSError:
        return None
    # The code stands first: what follows a library's own end, the system passes over.
    rest, digest = stored[:-DIGEST_LENGTH], stored[-DIGEST_LENGTH:]
    if hashlib.sha256(rest).hexdigest().encode() != digest:
        return None
    code, _, listing = rest.rpartition(b"\n\n")
    symbols = [line.split("\t") for line in listing.decode().splitlines()]
    return [(name, symbol, kinds) for name, symbol, kinds in symbols], code


def _store_code(file: Path, symbols: Symbols, code: bytes) -> bool:
    """Write kernels under a temporary name and rename; where nothing can be written, the next run compiles again."""
    import tempfile

    rest = code + b"\n\n" + "\n".join("\t".join(symbol) for symbol in symbols).encode()
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=file.parent, prefix=file.stem, delete=False) as temporary:
            temporary.write(rest + hashlib.sha256(rest).hexdigest().encode())
        Path(temporary.name).replace(file)
    except OSError:
        return False
    return True
