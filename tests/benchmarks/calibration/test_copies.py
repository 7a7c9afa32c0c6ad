"""Planted texts are counted by their wordings and posts, and found where a finding is about them."""

from dataclasses import replace

import polars as pl
from benchmarks.calibration.copies import measure_copies
from benchmarks.calibration.worlds import settings_of

from unisono.detectors.scanning import ScanResult, scan_posts
from unisono.model.settings import ScanSettings
from unisono.worlds import Planted, World, build_world

SETTINGS = replace(
    settings_of("quiet", 0.05),
    decoys=(),
    planted=(Planted("hashtag_push", 12, "easy", 6), Planted("ring", 8, "easy", 6)),
)


def scanned() -> tuple[World, ScanResult]:
    """Return a small world with one network that copies texts, and its scan."""
    world = build_world(SETTINGS, 1)
    return world, scan_posts(world.posts, world.accounts, world.references, ScanSettings(twin=False))


def test_copied_wordings_and_their_posts_are_counted_and_found() -> None:
    world, result = scanned()
    (line,) = measure_copies(result, world)
    assert (line["playbook"], line["level"]) == ("hashtag_push", "easy")
    assert (line["wordings"], line["posts"]) == (6, 72)
    assert line["found"]["copied_text"] == {"wordings": 6, "posts": 72}
    assert line["found"]["testimony"] == {"wordings": 0, "posts": 0}


def test_what_has_no_finding_is_not_found() -> None:
    world, result = scanned()
    nothing = {**result.tables, "findings": result.tables["findings"].clear()}
    (line,) = measure_copies(ScanResult({}, nothing), world)
    assert line["wordings"] == 6
    assert line["found"]["copied_text"] == {"wordings": 0, "posts": 0}


def test_a_scan_that_goes_by_likeness_says_itself_which_posts_are_one_text() -> None:
    world, result = scanned()
    named = result.tables["findings"].filter(pl.col("detector") == "copied_text")["subject"]
    seen = pl.DataFrame({"account": ["x"], "object": [named[0]], "post": ["twitter:elsewhere"]})
    (line,) = measure_copies(ScanResult({}, {**result.tables, "texts": seen}), world)
    assert line["found"]["copied_text"] == {"wordings": 0, "posts": 0}


def test_a_wording_is_found_with_the_others_of_its_cluster() -> None:
    settings = replace(SETTINGS, planted=(Planted("copypasta", 12, "easy", 4),))
    world = build_world(settings, 1)
    (line,) = measure_copies(scan_posts(world.posts, world.accounts, world.references, ScanSettings(twin=False)), world)
    # Every member posts words of its own choice, and letters of another script: no wording has five accounts.
    assert line["wordings"] > 30
    assert line["found"]["copied_text"]["wordings"] > 0.5 * line["wordings"]


def test_a_world_without_planted_texts_has_no_line() -> None:
    world = build_world(replace(SETTINGS, planted=()), 1)
    assert measure_copies(ScanResult({}, {}), world) == []
