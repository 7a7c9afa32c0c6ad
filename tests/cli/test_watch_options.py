"""The options of unisono watch ask of the watcher what they say."""

from dataclasses import replace
from pathlib import Path

import pytest

from unisono.cli.reading_options import Reading
from unisono.cli.watch_options import Asked, refuse_unfit, watch_options
from unisono.importers.declaration import ReadSettings
from unisono.model.errors import UsageError

USUAL = Asked(
    track=None, only=None, window="10m", store_every="5s", when_behind=None, buffer="64MB", rules=None,
    until_end=False, search_posts=200_000, search_window="1h", no_networks=False, speed="max", collections=None,
    dictionary=None, token_file=None,
)  # fmt: skip
READING = Reading(None, ReadSettings())


def test_the_usual_options_are_those_of_the_watcher() -> None:
    options = watch_options(USUAL, READING)
    assert options.looking.windows.reach_s == 600 and options.storing.every_s == 5
    assert options.receiving.buffer_bytes == 64_000_000 and options.receiving.when_behind is None
    assert options.looking.search is not None and options.looking.search.limits.window_s == 3_600
    assert options.source.speed is None and options.source.collections is None and not options.receiving.stop_at_end


def test_every_option_reaches_what_it_is_for(tmp_path: Path) -> None:
    rules = tmp_path / "rules.toml"
    rules.write_text("[rising]\nleast_accounts = 77\n")
    asked = replace(
        USUAL, track=["#vote"], only="rising", window="2 min", store_every="1.5s", when_behind="drop", buffer="1MiB",
        rules=rules, until_end=True, search_posts=5_000, search_window="30m", speed="60",
        collections="a.b, c.d", dids="did:plc:a,did:plc:b", dictionary=tmp_path / "d", token_file=tmp_path / "t",
    )  # fmt: skip
    options = watch_options(asked, replace(READING, format="mastodon"))
    assert options.track == ("#vote",) and options.format == "mastodon"
    assert options.looking.rules.of("rising").least_accounts == 77 and not options.looking.rules.of("networks").on
    assert options.looking.windows.reach_s == 120 and options.storing.every_s == 1.5
    assert options.receiving.when_behind == "drop" and options.receiving.buffer_bytes == 1 << 20
    assert options.receiving.stop_at_end and options.source.speed == 60 and options.source.is_compressed
    assert options.source.collections == ("a.b", "c.d") and options.source.token_file == tmp_path / "t"
    assert options.source.accounts == ("did:plc:a", "did:plc:b")
    assert options.looking.search is not None and options.looking.search.limits.posts == 5_000
    assert options.looking.search.limits.window_s == 1_800


def test_a_stream_can_be_compressed_without_a_dictionary_of_ones_own() -> None:
    assert watch_options(replace(USUAL, is_compressed=True), READING).source.is_compressed


def test_networks_can_be_left_out() -> None:
    assert watch_options(replace(USUAL, no_networks=True), READING).looking.search is None


@pytest.mark.parametrize(
    "wrong",
    [{"only": ""}, {"only": "rising,x"}, {"window": "-5s"}, {"search_window": "any"}, {"buffer": "5 apples"},
     {"speed": "quick"}, {"speed": "inf"}, {"when_behind": ""}],
)  # fmt: skip
def test_what_means_nothing_is_refused(wrong: dict[str, str]) -> None:
    with pytest.raises(UsageError):
        watch_options(replace(USUAL, **wrong), READING)


def test_an_option_that_the_source_does_not_know_is_refused_by_its_name(tmp_path: Path) -> None:
    for wrong, source, name in (
        ({"dids": "did:plc:a"}, "stdin", "--dids"),
        ({"is_compressed": True}, "mastodon:https://example.social", "--compress"),
        ({"dictionary": tmp_path / "d"}, "ws:127.0.0.1:1", "--dictionary"),
        ({"token_file": tmp_path / "t"}, "jetstream", "--token-file"),
        ({"speed": "3"}, "jetstream", "--speed"),
    ):
        with pytest.raises(UsageError, match=f"{name} is for"):
            refuse_unfit(source, replace(USUAL, **wrong))
    refuse_unfit("jetstream:ws://127.0.0.1:1", replace(USUAL, collections="app.bsky.feed.post", is_compressed=True))
    refuse_unfit("replay:posts.jsonl", replace(USUAL, speed="60"))


def test_no_detector_named_is_said_as_such() -> None:
    with pytest.raises(UsageError, match="no detector is named"):
        watch_options(replace(USUAL, only=","), READING)
