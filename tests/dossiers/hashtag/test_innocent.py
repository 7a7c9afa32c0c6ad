"""Innocent explanations of a flow, measured ones first."""

from pathlib import Path

import orjson
import polars as pl

from tests.dossiers.written_case import BRIDGE, write_case
from unisono.dossiers.hashtag.innocent import UNTESTED, explain_flow, explanations_of
from unisono.dossiers.networked_share import ShareEstimate
from unisono.model.tables import ACTS, FINDINGS, MEMBERS, NETWORKS, PAIRS, conform, empty

NOBODY = ShareEstimate(0.0, 0.0, 0.1, 10, 0, [])


def test_one_account_that_wrote_most_explains_much() -> None:
    first = explain_flow(None, NOBODY, {"posts": 10}, {"posts": 8})[0]
    assert (first["explanation"], first["fit"]) == ("one_account", 0.8)
    assert explain_flow(None, NOBODY, {"posts": 10}, {"posts": 4})[0]["fit"] == 0.0


def test_what_nobody_measured_is_named_without_a_fit() -> None:
    unmeasured = [one for one in explain_flow(None, NOBODY, {"posts": 10}, {"posts": 1}) if one["fit"] is None]
    assert [one["explanation"] for one in unmeasured] == list(UNTESTED)


def test_explanations_that_fit_the_networks_come_with_their_posts(tmp_path: Path) -> None:
    case = write_case(tmp_path / "c", [{"account": "a", "text": BRIDGE}])
    innocent = orjson.dumps(
        [
            {"explanation": "fan_club", "fit": 0.8, "because": "They post of one star."},
            {"explanation": "hub", "fit": 0.1},
        ]
    ).decode()
    networks = conform(pl.DataFrame({"network": [1], "size": [3], "innocent": [innocent]}), NETWORKS)
    rest = {"pairs": empty(PAIRS), "members": empty(MEMBERS), "acts": empty(ACTS), "findings": empty(FINDINGS)}
    case.write_run({"sources": []}, {**rest, "networks": networks})
    share = ShareEstimate(0.6, 0.5, 0.7, 10, 6, [{"network": 1, "acts": 6, "verdict": "coordinated_explained"}])
    first = explain_flow(case.latest_run(), share, {"posts": 10}, {"posts": 1})[0]
    assert (first["explanation"], first["fit"]) == ("fan_club", 0.8)
    assert first["because"] == "Network 1, with 6 of 6 networked posts here: They post of one star."


def test_no_json_is_no_explanation() -> None:
    assert explanations_of(None) == []
