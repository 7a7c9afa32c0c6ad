"""One card holds all that the contract names, with or without a scan."""

from pathlib import Path

import pytest

from tests.cli.scanned_case import scanned_case
from unisono.cases import Case
from unisono.dossiers.account.describing import describe_account
from unisono.model.errors import UsageError
from unisono.model.json_text import json_line

PROMISED = {"account_id", "handle", "signals", "dormancy", "turn", "identity_changes", "networks", "automation"}


def test_a_card_has_the_promised_fields_and_fits_into_json(known_lives: Case) -> None:
    card = describe_account(known_lives, None, "@H_SLEEPER")
    assert set(card) >= PROMISED
    assert (card["account_id"], card["handle"]) == ("twitter:sleeper", "h_sleeper")
    assert set(card["signals"]["repost_share"]) >= {"value", "n", "percentile", "reference", "says"}
    assert card["networks"] is None
    assert "silent for" in " ".join(card["says"]) and "not been scanned" in " ".join(card["says"])
    assert json_line(card)


def test_an_account_without_posts_has_a_card_too(known_lives: Case) -> None:
    card = describe_account(known_lives, None, "صوت_المدينة")
    assert (card["account_id"], card["signals"], card["automation"]) == ("twitter:quiet", {}, None)
    assert card["says"][0] == "The case has a profile of it, but no post."
    assert json_line(card)


def test_a_scan_adds_networks_and_findings(tmp_path: Path) -> None:
    case = scanned_case(tmp_path / "case")
    card = describe_account(case, case.latest_run(), "ann")
    assert [one["network"] for one in card["networks"]] == [1]
    assert [one["finding"] for one in card["findings"]] == ["f-aa22"]
    with pytest.raises(UsageError, match="has no account nobody"):
        describe_account(case, None, "nobody")
