"""Three campaigns that share two fifths of their accounts, each scanned in a world of its own, give back their core."""

from pathlib import Path

import orjson
import polars as pl
import pytest

from unisono.cases import SourceRecord, create_case
from unisono.cli import main
from unisono.model.batches import Batch
from unisono.worlds import Planted, WorldSettings, build_world

PEOPLE = 5_000
MEMBERS = 50
CORE = [f"9{number:06d}" for number in range(MEMBERS * 2 // 5)]


def world_as_a_case(folder: Path, number: int) -> None:
    """Write a world in which the same people live as in the others, and a campaign that shares its core with theirs."""
    planted = (Planted("hired_reposts", MEMBERS, "easy"),)
    world = build_world(WorldSettings(posts=20_000, accounts=PEOPLE, planted=planted, decoys=()), seed=number)
    campaign = [account.partition(":")[2] for account in world.truth["networks"][0]["accounts"]]
    own = [f"8{number}{place:05d}" for place in range(MEMBERS - len(CORE))]
    people = sorted(set(world.posts["account_id"]) - set(campaign))
    names = {account: f"1{place:06d}" for place, account in enumerate(people)}
    names |= dict(zip(campaign, [*CORE, *own], strict=True))
    columns = ("account_id", "ref_account_id")
    posts = world.posts.with_columns(pl.col(column).replace(names) for column in columns).with_columns(
        pl.format("{}{}", pl.lit(number), column).alias(column) for column in ("post_id", "ref_post_id")
    )
    case = create_case(folder)
    case.append([Batch(posts=posts)], SourceRecord(f"{folder.name}.jsonl", f"{number:064x}", "twitter_v1"))


@pytest.mark.slow
def test_the_core_of_three_scanned_campaigns_is_recovered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("UNISONO_REGISTRY", str(tmp_path / "known.sqlite"))
    cases = [str(tmp_path / name) for name in ("spring", "summer", "autumn")]
    for number, case in enumerate(cases, start=1):
        world_as_a_case(Path(case), number)
        assert main(["scan", case, "--quiet", "--no-twin", "--only", "co_action"]) == 0
        assert main(["registry", "add", case, "--quiet"]) == 0
    capsys.readouterr()
    assert main(["registry", "match", cases[-1], "--json", "--quiet"]) == 0
    rows = [orjson.loads(line) for line in capsys.readouterr().out.splitlines()]
    again = [row for row in rows if row["kind"] == "together"]
    assert {row["case"] for row in again} == {"spring", "summer"}
    (core,) = [row for row in rows if row["kind"] == "core"]
    named = {row["account_id"] for row in core["accounts"]}
    right = named & {f"twitter:{account}" for account in CORE}
    assert len(right) / len(named) >= 0.95
    assert len(right) / len(CORE) >= 0.9
