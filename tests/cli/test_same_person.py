"""Accounts are linked to one person, pages name the link, and a scan explains a network of theirs by it."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import orjson
import polars as pl
import pytest

from unisono.cases import SourceRecord, create_case
from unisono.cli import main
from unisono.model.batches import Batch
from unisono.model.tables import POSTS, conform

START = datetime(2022, 5, 1, tzinfo=UTC)


def posts_of(platform: str, account: str, moments: list[int], links: list[str]) -> pl.DataFrame:
    return pl.DataFrame(
        {
            "platform": platform,
            "post_id": [f"{account}{number}" for number in range(len(links))],
            "account_id": account,
            "handle": account,
            "created_at": [START + timedelta(minutes=moment) for moment in moments],
            "created_at_precision": "second",
            "kind": "post",
            "text": [f"read this {number}" for number in range(len(links))],
            "urls": [[link] for link in links],
        }
    )


@pytest.fixture
def case(tmp_path: Path) -> Path:
    """Three accounts on three platforms post links of their own at one time; forty others post as they like."""
    own = [f"https://example.org/{number}" for number in range(30)]
    tables = [posts_of(platform, name, [n * 1440 for n in range(30)], own) for platform, name in OWN]
    for number in range(40):
        moments = [(number * 37 + n * 977) % 43_200 for n in range(30)]
        links = [f"https://example.com/{(number * 7 + n * n) % 90}" for n in range(30)]
        tables.append(posts_of("twitter", f"other{number}", moments, links))
    case = create_case(tmp_path / "case")
    case.append([Batch(posts=conform(pl.concat(tables), POSTS))], SourceRecord("posts.csv", "ab" * 32))
    return case.path


OWN = (("twitter", "ana"), ("bluesky", "ana_b"), ("telegram", "ana_t"))


def lines(capsys: pytest.CaptureFixture[str], *arguments: str) -> list[dict[str, object]]:
    capsys.readouterr()
    assert main([*arguments, "--json", "--quiet"]) == 0
    return [orjson.loads(line) for line in capsys.readouterr().out.splitlines()]


def add(case: Path, *more: str) -> list[str]:
    return ["same-person", "add", str(case), "Ana", "--account", "ana", *more]


def test_a_network_of_one_declared_person_on_three_platforms_is_explained_by_it(
    case: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["scan", str(case), "--quiet"]) == 0
    (network,) = lines(capsys, "networks", str(case))
    assert sorted(network["accounts"]) == ["bluesky:ana_b", "telegram:ana_t", "twitter:ana"]
    assert {one["explanation"]: one["fit"] for one in network["innocent"]}["one_person"] < 0.5
    (added,) = lines(capsys, *add(case, "--account", "ana_b", "--account", "ana_t", "--because", "she says so"))
    accounts = ["twitter:ana", "bluesky:ana_b", "telegram:ana_t"]
    assert added == {"added": "Ana", "accounts": accounts, "because": "she says so"}
    assert main(["scan", str(case), "--quiet"]) == 0
    (again,) = lines(capsys, "networks", str(case))
    assert again["innocent"][0]["explanation"] == "one_person"
    assert (again["innocent"][0]["fit"], again["verdict"]) == (1.0, "coordinated_explained")


def test_the_page_of_an_account_names_its_person_and_the_reason(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines(capsys, *add(case, "--account", "ana_b", "--because", "she says so"))
    (card,) = lines(capsys, "show", str(case), "account", "ana")
    assert card["same_person"] == {"person": "Ana", "accounts": ["bluesky:ana_b"], "because": "she says so"}
    assert main(["show", str(case), "account", "ana_b"]) == 0
    assert "declared as Ana, with twitter:ana: she says so" in " ".join(capsys.readouterr().out.split())
    assert [row["person"] for row in lines(capsys, "same-person", "list", str(case))] == ["Ana"]
    assert lines(capsys, "same-person", "remove", str(case), "Ana") == [{"removed": "Ana"}]
    assert lines(capsys, "show", str(case), "account", "ana")[0]["same_person"] is None


@pytest.mark.parametrize(
    ("more", "says"),
    [
        (("--because", "x"), "needs no link"),
        (("--account", "ana", "--because", "x"), "needs no link"),
        (("--account", "nobody", "--because", "x"), "has no account nobody"),
        (("--account", "ana_b", "--because", " "), "Say why"),
    ],
)
def test_what_is_no_link_is_refused(
    case: Path, more: tuple[str, ...], says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(add(case, *more)) == 2
    assert says in capsys.readouterr().err
