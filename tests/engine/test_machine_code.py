"""Kernels run from stored machine code, and are compiled anew when it is gone, damaged or out of date."""

import ctypes
import subprocess
import sys
from pathlib import Path

import pytest

from unisono.engine import machine_code
from unisono.engine.machine_code import Kernels


def test_stored_kernels_run_without_the_compiler() -> None:
    Kernels("scan_kernels")
    program = (
        "import sys, ctypes\n"
        "from unisono.engine.machine_code import Kernels\n"
        "data = (ctypes.c_uint8 * 4).from_buffer_copy(b'a\\nb\\n')\n"
        "print(Kernels('scan_kernels')['count_lines'](data, 4, 0), 'numba' in sys.modules)\n"
    )
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert ran.stdout.split() == ["2", "False"]


@pytest.mark.parametrize("damage", [None, b"", b"no digest", b"0" * 64 + b"\nrest"])
def test_missing_or_damaged_code_is_compiled_anew(damage: bytes | None, tmp_path: Path) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(machine_code, "_code_folder", lambda _: tmp_path)
        Kernels("scan_kernels")
        (stored,) = tmp_path.iterdir()
        whole = stored.read_bytes()
        if damage is None:
            stored.unlink()
        else:
            stored.write_bytes(damage)
        data = (ctypes.c_uint8 * 2).from_buffer_copy(b"a\n")
        assert Kernels("scan_kernels")["count_lines"](data, 2, 0) == 1
        assert [file.read_bytes()[:1] != b"" for file in tmp_path.iterdir()] == [True]
        assert len(stored.read_bytes()) == len(whole)


def test_kernels_run_where_nothing_can_be_stored(tmp_path: Path) -> None:
    no_folder = tmp_path / "file"
    no_folder.write_text("in the way")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(machine_code, "_code_folder", lambda _: no_folder)
        data = (ctypes.c_uint8 * 2).from_buffer_copy(b"a\n")
        assert Kernels("scan_kernels")["count_lines"](data, 2, 0) == 1


def test_the_stored_file_is_named_for_the_source(tmp_path: Path) -> None:
    one, two = tmp_path / "one.py", tmp_path / "two.py"
    one.write_text("first")
    two.write_text("second")
    assert machine_code._code_file(one).name.split(".")[1] != machine_code._code_file(two).name.split(".")[1]


def test_the_stored_file_is_named_for_every_source_that_the_kernels_are_made_of(tmp_path: Path) -> None:
    kernels, scalars, text = tmp_path / "kernels.py", tmp_path / "scalars.py", tmp_path / "text.py"
    other = tmp_path / "other.py"
    kernels.write_text("import os\nfrom unisono.engine.scalars import one\nfrom unisono.model.tables import POSTS\n")
    scalars.write_text("from unisono.engine.text import (\n    two,\n)\nfrom unisono.engine.kernels import three\n")
    text.write_text("first")
    other.write_text("first")
    assert machine_code._parts_of(kernels) == [kernels, scalars, text]
    name = machine_code._code_file(kernels).name
    other.write_text("second")
    assert machine_code._code_file(kernels).name == name
    text.write_text("second")
    assert machine_code._code_file(kernels).name != name


def test_the_kernels_of_json_lines_are_made_of_what_they_import() -> None:
    source = Path(machine_code.__file__).with_name("json_kernels.py")
    made_of = {"json_kernels", "json_bytes", "json_scalars", "json_plan"}
    assert {part.stem for part in machine_code._parts_of(source)} == made_of
