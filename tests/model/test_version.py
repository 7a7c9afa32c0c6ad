"""The version that shelves name."""

import unisono
from unisono.model.version import __version__


def test_the_package_and_its_shelves_name_one_version() -> None:
    assert unisono.__version__ == __version__
