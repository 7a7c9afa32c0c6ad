"""What is advised for a file of a zip can be typed: it unpacks the zip, and names the file that is there then."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from unisono.importers.packed_files import command_on


def test_a_file_of_its_own_is_named_as_it_is() -> None:
    assert command_on("a b.csv", "unisono import CASE FILE --map x=y") == "unisono import CASE 'a b.csv' --map x=y"
    assert command_on("no.zip:data/a.csv", "head FILE") == "head no.zip:data/a.csv"


def test_the_advice_for_a_file_of_a_zip_works_when_it_is_typed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with zipfile.ZipFile("my posts.zip", "w") as packed:
        packed.writestr("data/a: b.csv", "found it")
    typed = command_on("my posts.zip:data/a: b.csv", "cat FILE").replace("python ", f"{sys.executable} ", 1)
    ran = subprocess.run(typed, shell=True, capture_output=True, text=True, check=True)
    assert ran.stdout == "found it"
