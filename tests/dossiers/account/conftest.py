"""The case of known lives, built once, and what a dossier reads of it."""

from collections.abc import Callable

import pytest

from tests.dossiers.account.lives import lives_case
from unisono.cases import Case
from unisono.dossiers.account.material import Material, read_material


@pytest.fixture(scope="session")
def known_lives(tmp_path_factory: pytest.TempPathFactory) -> Case:
    """Return the case of lives; nobody writes into it."""
    return lives_case(tmp_path_factory.mktemp("lives") / "case")


@pytest.fixture(scope="session")
def material(known_lives: Case) -> Callable[[str], Material]:
    """Return a function that reads the material of one of its accounts, each once."""
    read: dict[str, Material] = {}

    def of(account: str) -> Material:
        if account not in read:
            read[account] = read_material(known_lives, None, f"twitter:{account}")
        return read[account]

    return of
