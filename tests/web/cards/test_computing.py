"""One card, computed as in the process beside the server."""

from pathlib import Path

import orjson
import pytest

from tests.cli.scanned_case import scanned_case
from unisono.model.errors import UsageError
from unisono.web.cards.computing import compute_card
from unisono.web.cards.declared import CardAsked


def test_a_card_is_json_of_the_case_and_its_run(tmp_path: Path) -> None:
    case = scanned_case(tmp_path / "party")
    run = case.latest_run()
    assert run is not None
    card = orjson.loads(compute_card(CardAsked(str(case.path), str(run.path), "account", "twitter:1", ())))
    assert card["handle"] == "ann"


def test_a_subject_that_is_not_there_is_told(tmp_path: Path) -> None:
    case = scanned_case(tmp_path / "party")
    with pytest.raises(UsageError):
        compute_card(CardAsked(str(case.path), None, "account", "twitter:999", ()))
