"""The command line answers to python -m unisono as well."""

import subprocess
import sys


def test_python_calls_the_command_line() -> None:
    done = subprocess.run([sys.executable, "-m", "unisono", "--version"], capture_output=True, text=True, check=True)
    assert done.stdout.startswith("unisono ")
