"""A library that is missing is named with what to type, and nothing is imported before it is asked for."""

import subprocess
import sys

import pytest

from unisono.exports.optional_library import optional_library
from unisono.model.errors import UsageError


def test_a_missing_library_says_what_to_type() -> None:
    with pytest.raises(UsageError, match=r"Type: pip install 'unisono\[stix\]'"):
        optional_library("no_such_library", "stix")
    assert optional_library("json", "stix").loads("1") == 1


def test_listing_the_exports_loads_no_library_of_an_extra_and_no_report() -> None:
    extras = ["stix2", "pymisp", "xlsxwriter", "unisono.exports.report"]
    code = f"import sys, unisono.exports; print([name for name in {extras} if name in sys.modules])"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "[]"
