"""Networks as lines of a table."""

from tests.cli.scanned_case import RECORD, one_network
from unisono.cli.network_rows import innocent_parts, no_networks_text, shown_network, verdict_text
from unisono.dossiers.network.rows import network_rows


def test_a_table_shows_handles_and_falls_back_to_ids() -> None:
    (row,) = network_rows(one_network())
    assert shown_network(row)["accounts"] == "@ann, @bob, twitter:3"
    assert shown_network({**row, "handles": []})["accounts"] == "twitter:1, twitter:2, twitter:3"


def test_explanations_come_best_fit_first_with_why() -> None:
    (row,) = network_rows(one_network())
    assert innocent_parts(row["innocent"]) == [
        "share button fits 20%: 2 of 6 posts",
        "newswire fits 5%: no shared source",
    ]
    assert innocent_parts([]) == ["none was tested"]


def test_explanations_that_do_not_fit_are_named_all_the_same() -> None:
    explanations = [
        {"explanation": "one_person", "fit": None},
        {"explanation": "fan_club", "fit": 0.04, "because": "2 authors."},
        {"explanation": "share_button", "fit": 0.9},
    ]
    assert innocent_parts(explanations) == [
        "share button fits 90%",
        "tested, but do not fit: fan club",
        "tested, but could not be measured: one person",
    ]


def test_verdicts_and_empty_states_are_sentences() -> None:
    assert verdict_text("coordinated_explained") == "coordinated, and an innocent explanation fits"
    assert verdict_text(None) == ""
    tested = "The scan tested 12,345 pairs in 8 posts of 4 accounts."
    nothing = {**RECORD, "pairs": 0, "findings": 0}
    assert no_networks_text(nothing) == f"No networks: nothing here is more than chance would give. {tested}"
    pairs_alone = f"No networks: no group of accounts acted together more than chance would give. {tested}"
    assert no_networks_text({**nothing, "pairs": 1}) == no_networks_text({**nothing, "findings": 4}) == pairs_alone


def test_a_scan_that_could_test_no_pair_says_so_and_not_that_nothing_is_there() -> None:
    nothing = {**RECORD, "pairs": 0, "findings": 0, "pairs_tested": 0}
    assert no_networks_text(nothing).startswith("No networks: no pair of accounts could be tested. ")
    assert "chance" not in no_networks_text(nothing)


def test_what_could_not_be_measured_is_not_among_what_does_not_fit() -> None:
    tested = [
        {"explanation": "newswire", "fit": 0.0, "state": "does_not_fit", "because": "Nobody says so."},
        {"explanation": "fan_club", "fit": 0.0, "state": "not_measured", "because": "Who wrote them is not known."},
    ]
    assert innocent_parts(tested) == ["tested, but do not fit: newswire", "tested, but could not be measured: fan club"]
