"""The command that says what a scan of a case would find of groups planted into a copy."""

import hashlib
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.scanned_case import case_with_posts
from tests.house.sources import ROOT
from unisono.cases import SourceRecord, create_case
from unisono.cli import main, power
from unisono.cli.output import Output
from unisono.cli.power import COLUMNS, ScanClock
from unisono.detectors.power import CAN_BE_ACTED_ON
from unisono.model.batches import Batch
from unisono.worlds import WorldSettings, build_world
from unisono.worlds.settings import CAMOUFLAGE, JITTER_SECONDS, LEVELS, PARTICIPATION


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("power") / "case"
    world = build_world(WorldSettings(posts=5_000, accounts=700, days=10, communities=8, decoys=()), seed=3)
    batch = Batch(world.posts, world.accounts, world.references, read=world.posts.height)
    create_case(folder).append([batch], SourceRecord(file="world", sha256="0" * 64, format="world"))
    return folder


def digest(folder: Path) -> str:
    """Return one hash over the names and bytes of all files."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    parts = [f"{path.relative_to(folder)} {hashlib.sha256(path.read_bytes()).hexdigest()}" for path in files]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def test_there_is_one_line_for_each_kind_of_group_and_the_case_stays_as_it_is(
    case: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = digest(case)
    options = ["--size", "12", "--acts", "2,20", "--level", "easy", "--copies", "1", "--no-twin", "--json"]
    assert main(["power", str(case), *options]) == 0
    few, many = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert (few["acts"], many["acts"]) == (2, 20)
    assert (many["planted"], many["found"], many["groups_found"], many["joined"]) == (12, 12, 1, 0)
    assert few["found"] < many["found"]
    assert many["share_low"] < many["share"] == 1.0 == many["share_high"]
    assert digest(case) == before


def test_the_table_says_what_was_planted_and_what_its_columns_mean(
    case: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    options = ["--size", "10", "--acts", "15", "--level", "easy", "--copies", "1", "--no-twin", "--by", "link,repost"]
    assert main(["power", str(case), *options]) == 0
    shown = capsys.readouterr().out
    assert "10 of 10" in shown
    assert "1 of 1" in shown
    assert "Commands planted: link" in shown
    assert "hashtag" not in shown.split("Commands planted")[1]
    assert "The case was not touched." in shown


def test_a_small_case_is_called_small_and_holds_too_few_objects(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    case_with_posts(tmp_path / "small")
    assert main(["power", str(tmp_path / "small"), "--copies", "1", "--size", "4", "--acts", "3"]) == 0
    said = capsys.readouterr().err
    assert "holds 4 accounts only" in said
    assert "the posts hold objects for 2 of the 3 commands" in said
    assert "it no longer hides among others" in said


def test_an_empty_case_says_that_nothing_can_be_planted(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    create_case(tmp_path / "empty")
    assert main(["power", str(tmp_path / "empty")]) == 2
    assert "holds no posts, so nothing can be planted. Add some: unisono import" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--size", "2"], "--size '2': give whole numbers from 3 up"),
        (["--acts", "ten"], "--acts 'ten': give whole numbers from 2 up"),
        (["--level", "easy,harder"], "--level 'easy,harder': choose among easy, medium, hard"),
        (["--by", "image"], "--by 'image': choose among repost, reply, link, hashtag, text"),
        (["--copies", "0"], "--copies 0: at least one group has to be planted"),
        (["--size", "9" * 5_000], "--size: numbers of at most 9 digits"),
        (["--size", ""], "--size '': give whole numbers from 3 up"),
        (["--size", "20,5000"], "--size 5000: "),
        (["--size", "5000"], "a group larger than the whole case hides in nothing. Type for example: --size 20"),
        (["--size", "500", "--acts", "900"], "a copy would get up to 450,000 posts more"),
        (["--copies", "1000000"], "The first of 1,000,001 scans took"),
        (["--copies", "1000000"], "--copies 5, or look at fewer days, for example --since 2018-06-04"),
        (["--since", "2030-01-01"], "posts are of 2018-06-01 to 2018-06-10. Type for example: --since 2018-06-01"),
    ],
)
def test_what_cannot_be_planted_is_said_with_what_to_type(
    case: Path, options: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["power", str(case), *options]) == 2
    assert said in capsys.readouterr().err


@pytest.mark.parametrize("options", [["--size", "2"], ["--level", "x"], ["--by", "x"], ["--copies", "0"]])
def test_what_cannot_be_asked_is_answered_before_anything_heavy_is_imported(options: list[str]) -> None:
    code = (
        "import sys; from unisono.cli import main; code = main(sys.argv[1:]); "
        "sys.exit(code if 'polars' not in sys.modules and 'numba' not in sys.modules else 99)"
    )
    done = subprocess.run([sys.executable, "-c", code, "power", "nowhere", *options], capture_output=True, check=False)
    assert done.returncode == 2


def test_a_long_wait_is_announced_by_the_time_of_the_first_scan(
    case: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(power, "LONG", 0)
    assert (
        main(["power", str(case), "--size", "5", "--acts", "4", "--copies", "1", "--level", "easy", "--no-twin"]) == 0
    )
    said = capsys.readouterr().err
    assert re.search(r"The first of 2 scans took [\d.]+ s: the other 1 take about 0 minutes\.", said), said


def test_the_time_told_is_what_the_first_scan_took_times_the_others(capsys: pytest.CaptureFixture[str]) -> None:
    advanced: list[int] = []
    clock = ScanClock(61, Output(), advanced.append)
    for seconds in (2.0, 90.0):
        clock.note(seconds)
    assert capsys.readouterr().err == "The first of 61 scans took 2.0 s: the other 60 take about 2 minutes.\n"
    assert advanced == [1, 1]
    ScanClock(601, Output(), advanced.append).note(60.0)
    assert "the other 600 take about 10.0 hours." in capsys.readouterr().err
    ScanClock(30, Output(), advanced.append).note(1.0)
    assert capsys.readouterr().err == ""


def test_levels_and_acts_are_those_of_the_program() -> None:
    assert power.LEVELS == LEVELS
    assert power.CAN_BE_ACTED_ON == CAN_BE_ACTED_ON


def test_the_guide_shows_the_columns_and_tells_the_levels_as_they_are() -> None:
    page = (ROOT / "docs" / "guides" / "would-i-have-found-it.md").read_text(encoding="utf-8")
    header = next(line for line in page.splitlines() if line.strip().startswith("size"))
    assert header.split() == " ".join(COLUMNS).replace("_", " ").split()
    for level in LEVELS:
        row = next(line for line in page.splitlines() if line.startswith(f"| {level} |"))
        assert f"{100 * PARTICIPATION[level]:.0f} %" in row
        assert f"about {JITTER_SECONDS[level]:.0f} s" in row.replace("10 min", "600 s").replace("1 min", "60 s")
        assert (f"{100 * CAMOUFLAGE[level]:.0f} %" if CAMOUFLAGE[level] else "none") in row
