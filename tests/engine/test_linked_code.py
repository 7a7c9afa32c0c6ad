"""Machine code becomes a library where there is a linker, and stays an object where there is none or it fails."""

import ctypes
import subprocess
import sys
from pathlib import Path

import pytest

from unisono.engine import linked_code, machine_code
from unisono.engine.linked_code import is_library, linked, load_library
from unisono.engine.machine_code import Kernels


@pytest.fixture(scope="module")
def compiled() -> tuple[machine_code.Symbols, bytes]:
    return machine_code._compiled("slot_kernels")


def count_of_lines(folder: Path) -> int:
    """Load kernels whose code is stored in a folder, and count the lines of a text with them."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(machine_code, "_code_folder", lambda _: folder)
        data = (ctypes.c_uint8 * 4).from_buffer_copy(b"a\nb\n")
        return Kernels("scan_kernels")["count_lines"](data, 4, 0)


def test_a_library_holds_every_function_of_the_object(compiled: tuple[machine_code.Symbols, bytes]) -> None:
    symbols, code = compiled
    library = linked(code)
    if not is_library(library):  # no linker here
        assert library == code
        return
    loaded = load_library(library)
    assert loaded is not None
    assert all(ctypes.cast(loaded[symbol], ctypes.c_void_p).value for _, symbol, _ in symbols)


def test_two_libraries_of_one_size_are_told_apart(compiled: tuple[machine_code.Symbols, bytes]) -> None:
    library = linked(compiled[1])
    if is_library(library):
        first, second = load_library(library), load_library(library)
        assert first is not None
        assert second is not None
        assert first._handle != second._handle


def test_code_stays_an_object_where_the_linker_fails_or_is_missing(
    compiled: tuple[machine_code.Symbols, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise subprocess.CalledProcessError(1, "cc")

    monkeypatch.setattr("subprocess.run", refuse)
    assert linked(compiled[1]) == compiled[1]
    monkeypatch.setattr("shutil.which", lambda _: None)
    assert linked(compiled[1]) == compiled[1]


def test_what_is_no_library_is_not_loaded() -> None:
    assert not is_library(b"")
    assert load_library(b"\x7fELF no library") is None


def test_kernels_run_as_objects_where_the_system_takes_no_library(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(machine_code, "load_library", lambda _: None)
    assert count_of_lines(tmp_path) == 2
    (stored,) = tmp_path.iterdir()
    held = machine_code._stored_code(stored)
    assert held is not None
    assert not is_library(held[1])
    assert count_of_lines(tmp_path) == 2


def test_stored_libraries_are_loaded_without_llvmlite(compiled: tuple[machine_code.Symbols, bytes]) -> None:
    Kernels("scan_kernels")
    program = (
        "import sys\nfrom unisono.engine.machine_code import Kernels\nKernels('scan_kernels')\n"
        "print('llvmlite' in sys.modules)"
    )
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == str(not is_library(linked_code.linked(compiled[1])))
