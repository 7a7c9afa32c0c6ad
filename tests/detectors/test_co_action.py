"""Findings about networks, members and pairs say in counts why they are there."""

import polars as pl
import pytest

from tests.cli.scanned_case import its_members, one_network, some_pairs, their_acts
from tests.detectors.small_world import HIRED, world
from unisono.detectors import co_action
from unisono.detectors.co_action import because_of_pair, find, window_words
from unisono.detectors.scanning import ScanResult, scan_posts
from unisono.detectors.scene import Scene
from unisono.model.findings import EXPECTATION_BASES
from unisono.model.settings import ScanSettings
from unisono.model.tables import FINDINGS, POSTS, TRACES, empty


@pytest.fixture(scope="module")
def scan() -> ScanResult:
    batch = world()
    return scan_posts(batch.posts, batch.accounts, batch.references, ScanSettings())


def scene(pairs: pl.DataFrame | None = None, number: int = 1) -> Scene:
    """Return the three accounts of a small case, with p and posts where a scan gives them."""
    renumbered = pl.lit(number, pl.Int64).alias("network")
    members = its_members().with_columns(renumbered, pl.lit(1e-4).alias("q"))
    networks = one_network().with_columns(renumbered)
    rows = some_pairs().with_columns(pl.lit(4, pl.Int64).alias("posts")) if pairs is None else pairs
    return Scene(rows, networks, members, their_acts().with_columns(renumbered), 1_000, empty(TRACES), empty(POSTS))


def test_networks_members_and_pairs_each_have_a_finding(scan: ScanResult) -> None:
    # What networks pushed and amplified is told by other detectors.
    findings = scan.tables["findings"].filter(detector="co_action")
    counted = dict(findings["subject_kind"].value_counts().iter_rows())
    pairs = scan.tables["pairs"].select("a", "b").n_unique()
    sizes = {"network": scan.tables["networks"].height, "account": scan.tables["members"].height, "pair": pairs}
    assert counted == sizes
    assert findings["finding"].is_unique().all()


def test_every_pair_says_what_its_expected_number_rests_on(scan: ScanResult) -> None:
    bases = set(scan.tables["pairs"]["expected_basis"])
    assert bases <= set(EXPECTATION_BASES)
    of_pairs = scan.tables["findings"].filter(pl.col("subject_kind") == "pair")
    assert set(of_pairs["expected_basis"]) <= bases


def test_values_and_what_chance_gives_are_counts_of_the_same_thing(scan: ScanResult) -> None:
    for row in scan.tables["findings"].iter_rows(named=True):
        assert 0 <= row["expected"] < row["value"] <= max(row["n"], row["value"])
        assert 0 <= row["q"] <= 0.01
        assert row["likelihood"] == "almost certain"


def test_a_networks_finding_counts_its_pairs() -> None:
    row = find(scene()).filter(pl.col("subject_kind") == "network").row(0, named=True)
    assert (row["measure"], row["value"], row["n"]) == ("significant_pairs", 3.0, 3)
    assert row["expected"] == pytest.approx(3 * 1e-4)
    assert row["evidence"] == '{"kind":"network","network":1}'


def test_a_network_found_by_its_weak_pairs_together_counts_them_by_its_partners() -> None:
    row = find(scene(some_pairs().clear())).row(0, named=True)
    assert (row["measure"], row["value"], row["n"]) == ("unusual_pairs", 3.0, 3)
    assert row["expected"] == pytest.approx(3 * 0.01)


def test_only_a_pairs_finding_has_an_expected_number_that_is_no_bound() -> None:
    found = find(scene(assumed_pairs()))
    bases = set(found.select("subject_kind", "expected_basis").iter_rows())
    assert bases == {("network", "bound"), ("account", "bound"), ("pair", "assumed")}
    of_network = found.filter(pl.col("subject_kind") == "network")["because"][0]
    assert of_network.endswith(
        "By chance at most 0.0003 of 3 pairs would be as strong as the weakest of them (p 0.0001)."
    )
    of_pairs = found.filter(pl.col("subject_kind") == "pair")["because"]
    assert all("assumed, not measured" in because for because in of_pairs)


def assumed_pairs() -> pl.DataFrame:
    return some_pairs().with_columns(pl.lit(4, pl.Int64).alias("posts"), pl.lit("assumed").alias("expected_basis"))


def test_a_members_significant_partners_are_counted_apart_from_those_merely_unusual() -> None:
    alone = some_pairs().with_columns(pl.lit(4, pl.Int64).alias("posts")).head(1)
    found = find(scene(alone)).filter(pl.col("subject_kind") == "account")
    because = dict(found.select("subject", "because").iter_rows())
    assert "2 of the 2 other accounts" in because["twitter:1"]
    assert "0 so that the pair is significant, 2 merely with p at most 1%" in because["twitter:1"]
    assert "1 so that the pair is significant, 1 merely with p at most 1%" in because["twitter:2"]
    assert found["expected"].to_list() == pytest.approx([2 * 0.01] * 3)


def test_findings_keep_their_ids_when_networks_are_numbered_anew() -> None:
    first, second = find(scene()), find(scene(number=7))
    assert first["finding"].to_list() == second["finding"].to_list()
    assert first["subject"][0] != second["subject"][0]


def test_a_member_is_told_how_much_of_its_activity_the_network_explains(scan: ScanResult) -> None:
    findings = scan.tables["findings"].filter(pl.col("subject_kind") == "account", pl.col("subject").is_in(HIRED))
    for because in findings["because"]:
        assert "11 of the 11 other accounts" in because
        assert "100% of its" in because


def test_only_the_strongest_pairs_have_findings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(co_action, "MOST_PAIR_FINDINGS", 2)
    pairs = find(scene()).filter(pl.col("subject_kind") == "pair")
    assert pairs["subject"].to_list() == ["twitter:2 twitter:3", "twitter:1 twitter:3"]


def test_a_pair_of_several_layers_has_one_finding_for_its_strongest() -> None:
    rows = pl.concat([some_pairs(), some_pairs().with_columns(pl.lit("tags").alias("layer"))])
    pairs = find(scene(rows.with_columns(pl.lit(4, pl.Int64).alias("posts")))).filter(pl.col("subject_kind") == "pair")
    assert pairs["measure"].to_list() == ["common_objects_repost", "common_objects_link", "common_objects_repost"]


def test_nothing_found_is_an_empty_table() -> None:
    nothing = scene()
    cleared = (table.clear() for table in (nothing.pairs, nothing.networks, nothing.members, nothing.acts))
    assert find(Scene(*cleared, 0, empty(TRACES), empty(POSTS))).equals(pl.DataFrame(schema=FINDINGS))


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0.5, "0.5 s"),
        (10.0, "10 s"),
        (60.0, "60 s"),
        (90.0, "90 s"),
        (600.0, "10 min"),
        (3_600.0, "1 h"),
        (5_400.0, "90 min"),
        (7_200.0, "2 h"),
        (86_400.0, "1 day"),
        (172_800.0, "2 days"),
    ],
)
def test_windows_are_told_in_the_largest_whole_unit(seconds: float, words: str) -> None:
    assert window_words(seconds) == words


def test_the_reason_of_a_pair_states_objects_window_and_chance() -> None:
    row = {"window_s": 60.0, "objects": 1, "expected": 0.0123, "layer": "link"}
    assert because_of_pair(row) == (
        "They acted on 1 common object within 60 s of each other (link); chance gives 0.012."
    )
    assert "12 common objects at any time" in because_of_pair(row | {"window_s": None, "objects": 12})
