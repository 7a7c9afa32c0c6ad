"""Real posts: accounts of one operator fall into its own departments, and people of one event into nothing."""

import math
import os
from collections import Counter
from pathlib import Path

import polars as pl
import pytest

from unisono.cases import Run, create_case
from unisono.detectors.scanning import scan_case
from unisono.importers.importing import import_files

DATA = Path(os.environ.get("UNISONO_DATA", Path(__file__).parents[3] / "shared" / "data"))
IRA = "ira/ira_2016-09_2016-11.csv.gz"


def scan_file(name: str, folder: Path) -> Run:
    """Import a file of the real data into a case, scan it and return the run."""
    if not (DATA / name).exists():
        pytest.skip(f"needs the real data {name}; set UNISONO_DATA to its folder")
    case = create_case(folder / "case")
    (line,) = import_files(case, [str(DATA / name)])
    assert line["stored"] == line["read"] > 0
    scan_case(case)
    run = case.latest_run()
    assert run is not None
    return run


def unexplained(run: Run) -> list[str]:
    """Return what is said of every network that no innocent explanation fits."""
    return run.table("networks").filter(pl.col("verdict") != "coordinated_explained")["because"].to_list()


@pytest.fixture(scope="module")
def agency(tmp_path_factory: pytest.TempPathFactory) -> Run:
    return scan_file(IRA, tmp_path_factory.mktemp("agency"))


@pytest.fixture(scope="module")
def departments(agency: Run) -> list[tuple[int, str]]:
    """Return the network and the published category of every member."""
    posts = pl.read_csv(DATA / IRA, columns=["author", "account_category"], infer_schema=False)
    # An author of two categories has the one of most posts.
    counted = posts.group_by("author", "account_category").len().sort("len", "account_category", descending=True)
    category = counted.unique(pl.col("author").str.to_lowercase(), keep="first", maintain_order=True)
    named = category.select(pl.col("author").str.to_lowercase().alias("name"), "account_category")
    members = agency.table("members").with_columns(pl.col("handle").str.to_lowercase().alias("name"))
    joined = members.join(named, on="name", how="left")
    assert joined["account_category"].null_count() == 0
    return joined.select("network", "account_category").rows()


def purity(labels: list[tuple[int, str]]) -> float:
    """Return the share of the members whose category is the most frequent one of their network."""
    cells = Counter(labels)
    networks = {network for network, _ in labels}
    return sum(max(count for (own, _), count in cells.items() if own == network) for network in networks) / len(labels)


def adjusted_rand_index(labels: list[tuple[int, str]]) -> float:
    """Return how far two groupings agree beyond chance, 1 for the same (Hubert and Arabie 1985, equation 5)."""
    together = sum(math.comb(count, 2) for count in Counter(labels).values())
    rows = sum(math.comb(count, 2) for count in Counter(first for first, _ in labels).values())
    columns = sum(math.comb(count, 2) for count in Counter(second for _, second in labels).values())
    expected = rows * columns / math.comb(len(labels), 2)
    return (together - expected) / ((rows + columns) / 2 - expected)


def test_the_measures_of_agreement_are_right() -> None:
    same = [(1, "a")] * 3 + [(2, "b")] * 3
    assert (purity(same), adjusted_rand_index(same)) == (1.0, 1.0)
    mixed = [(1, "a"), (1, "a"), (1, "b"), (2, "b"), (2, "c"), (2, "c")]
    assert purity(mixed) == pytest.approx(4 / 6)
    assert adjusted_rand_index(mixed) == pytest.approx((2 - 6 * 3 / 15) / ((6 + 3) / 2 - 6 * 3 / 15))


def test_the_networks_of_the_internet_research_agency_are_its_departments(departments: list[tuple[int, str]]) -> None:
    assert len(departments) >= 100
    assert purity(departments) >= 0.95
    assert adjusted_rand_index(departments) >= 0.4


def test_the_shuffled_accounts_of_the_internet_research_agency_form_no_network(agency: Run) -> None:
    assert agency.record["networks"] >= 4
    assert agency.record["twin_networks"] == 0
    assert agency.record["twin_pairs"] == 0


def test_members_of_the_spanish_congress_are_not_accused(tmp_path: Path) -> None:
    assert unexplained(scan_file("organic/spain_politicians_2021.parquet", tmp_path)) == []


def test_the_crowd_of_a_boxing_match_is_not_accused(tmp_path: Path) -> None:
    assert unexplained(scan_file("organic/mayweather_event_2017.parquet", tmp_path)) == []
