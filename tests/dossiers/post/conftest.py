"""A small case with hired accounts, scanned once for all pages of posts."""

import pytest

from tests.detectors.small_world import case_of, scanned, world
from unisono.cases import Case, Run


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> tuple[Case, Run]:
    """Return the case of the small world and its run."""
    case = case_of(tmp_path_factory.mktemp("post") / "case", world())
    return case, scanned(case)
