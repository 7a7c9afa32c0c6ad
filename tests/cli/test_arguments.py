"""What `unisono arguments` prints."""

import json
from pathlib import Path

import polars as pl
import pytest
import typer

from tests.cli.scanned_case import RECORD, its_members, one_network, scanned_tables
from tests.content.planted_claims import CLAIMS, plant_claims
from tests.content.tiny_models import write_static_model
from unisono.cases import Case, SourceRecord, create_case
from unisono.cli.arguments import command
from unisono.model.batches import Batch
from unisono.model.errors import UsageError


@pytest.fixture
def case(tmp_path: Path) -> Case:
    """Return a case of planted claims, without a run."""
    made = create_case(tmp_path / "case")
    planted = plant_claims(0, posts_per_claim=30, others=50)
    posts = planted.posts.with_columns(hashtags=pl.lit(["TheHarbour"]), source_sha256=pl.lit("ab" * 32))
    made.append([Batch(posts=posts)], SourceRecord("posts.jsonl", "ab" * 32, "twitter_v1"))
    return made


def scan(case: Case, members: list[str]) -> None:
    """Give the case a run with one network of these accounts."""
    tables = {name: table.clear() for name, table in scanned_tables().items()}
    rows = its_members().head(1)
    tables["members"] = pl.concat([rows.with_columns(account=pl.lit(account)) for account in members])
    tables["networks"] = one_network()
    case.write_run(RECORD, tables)


def printed(capsys: pytest.CaptureFixture[str]) -> list[dict]:
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_arguments_are_printed_as_lines_of_json(case: Case, capsys: pytest.CaptureFixture[str]) -> None:
    command(case.path, as_json=True)
    rows = printed(capsys)
    assert len(rows) >= len(CLAIMS)
    assert [row["rank"] for row in rows] == list(range(1, len(rows) + 1))
    assert set(rows[0]) == {
        *("rank", "label", "text", "posts", "accounts", "variants", "networked_share", "terms", "examples", "first_at")
    }
    assert rows[0]["posts"] >= rows[0]["accounts"] >= 30
    assert rows[0]["networked_share"] is None
    assert len(rows[0]["examples"]) == 3
    assert set(rows[0]["terms"][0]) == {"term", "inside", "outside", "log_odds", "z"}


def test_the_table_says_how_many_posts_are_left_over(case: Case, capsys: pytest.CaptureFixture[str]) -> None:
    command(case.path)
    shown = capsys.readouterr()
    assert "networked" not in shown.out
    assert "of 380 posts make these arguments" in shown.out
    assert "unisono scan" in shown.err


def test_members_of_networks_give_an_argument_its_share(case: Case, capsys: pytest.CaptureFixture[str]) -> None:
    everybody = case.posts().select("account_id").collect()["account_id"].unique().to_list()
    scan(case, [f"twitter:{account}" for account in everybody])
    command(case.path, as_json=True)
    assert {row["networked_share"] for row in printed(capsys)} == {1.0}
    command(case.path)
    assert "networked" in capsys.readouterr().out


def test_a_network_and_an_account_narrow_the_posts(case: Case, capsys: pytest.CaptureFixture[str]) -> None:
    posts = case.posts().filter(pl.col("text").str.contains("фото|Фото")).collect()
    scan(case, [f"twitter:{account}" for account in posts["account_id"]])
    command(case.path, network="1", as_json=True)
    rows = printed(capsys)
    ids = {f"twitter:{post}" for post in posts["post_id"]}
    assert rows
    assert {post for row in rows for post in row["examples"]} <= ids
    command(case.path, account=posts["account_id"][0])
    assert "cannot say, n = 1 posts" in capsys.readouterr().out


def test_a_hashtag_and_a_span_narrow_the_posts(case: Case, capsys: pytest.CaptureFixture[str]) -> None:
    command(case.path, hashtag="#theharbour", as_json=True)
    tagged = printed(capsys)
    command(case.path, since="2021-03-01", until="2021-03-02", as_json=True)
    assert printed(capsys) == tagged
    command(case.path, until="2021-03-01T00:05:00")
    assert "cannot say" in capsys.readouterr().out
    with pytest.raises(UsageError, match="has the hashtag #other"):
        command(case.path, hashtag="other")
    with pytest.raises(UsageError, match="is not a hashtag"):
        command(case.path, hashtag="#")


def test_a_model_is_used_when_its_folder_is_given(
    case: Case, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    vectors = {word: pl.Series([float(place), 1.0]).to_numpy() for place, word in enumerate(("photos", "fotos"))}
    command(case.path, model=write_static_model(tmp_path / "model", vectors), as_json=True)
    assert all(isinstance(row["same_in_other_languages"], list) for row in printed(capsys))
    with pytest.raises(UsageError, match="is not a folder"):
        command(case.path, model=tmp_path / "nowhere")


def test_the_help_begins_with_a_verb() -> None:
    app = typer.Typer(rich_markup_mode=None)
    app.command()(command)
    assert typer.main.get_command(app).help.startswith("Print the arguments")
