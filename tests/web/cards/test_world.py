"""Every card of the world group can be asked for, and is plain JSON."""

import orjson
import pytest

from tests.dossiers.target.attacked_case import attacked_case
from tests.dossiers.watchlist.listed_case import list_accounts
from unisono.cases import Case
from unisono.model.json_text import json_line
from unisono.web.cards.world import WORLD

SUBJECTS = {"target_page": "Ilva", "watchlist": "desk"}


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Case:
    """Return a scanned case with targets and a watchlist."""
    made = attacked_case(tmp_path_factory.mktemp("world") / "case")
    list_accounts(made, ["500", "501"])
    return made


@pytest.mark.parametrize("kind", sorted(WORLD))
def test_a_card_is_json_that_says_something(kind: str, case: Case) -> None:
    card = orjson.loads(json_line(WORLD[kind](case, case.latest_run(), SUBJECTS.get(kind, ""), {})))
    assert isinstance(card, dict)
    assert card


def test_a_country_is_a_card_of_its_own(case: Case) -> None:
    card = WORLD["places"](case, None, "DE", {})
    assert (card["code"], card["named"], card["accounts"]) == ("DE", "Germany", 0)
