"""What a run wrote down about itself is told in words."""

from unisono.exports.report.disclosure import Disclosure
from unisono.exports.report.run_record import input_files, layer_columns, reach, settings_in_words

SETTINGS = {"windows": [10.0, 3600.0, "any"], "q": 0.01, "since": None, "twin": True, "nearest": 3000, "note": "<b>"}


def test_settings_are_told_in_words_and_order() -> None:
    told = dict(settings_in_words({"settings": SETTINGS}, Disclosure()))
    assert list(told) == sorted(told)
    assert told["windows"] == "10 s, 1 h, any time"
    assert (told["q"], told["since"], told["twin"], told["nearest"]) == ("0.01", "not set", "yes", "3,000")
    assert told["note"] == "&lt;b&gt;"


def test_input_files_lose_their_folders() -> None:
    (file,) = input_files({"sources": [{"file": "/home/ann/x.jsonl", "rows": 3}]}, Disclosure())
    assert "x.jsonl" in file["file"]
    assert "ann" not in file["file"]


def test_only_counts_that_a_run_has_become_columns() -> None:
    record = {"layers": {"repost": {"traces": 1, "exact_up_to_window_s": "any"}, "link": {"objects": 2, "other": 1}}}
    assert [key for key, _ in layer_columns(record)] == ["traces", "objects", "exact_up_to_window_s"]
    assert layer_columns({}) == []


def test_how_far_a_layer_is_exact_is_said_for_every_kind_of_answer() -> None:
    assert [reach(value) for value in (3600.0, "any", None)] == ["1 h", "every window", "no window"]


def test_a_record_without_settings_or_sources_is_no_error() -> None:
    assert settings_in_words({}, Disclosure()) == []
    assert input_files({}, Disclosure()) == []
