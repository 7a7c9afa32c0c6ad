"""The pictures part measures copies and searches, and notices a search that misses pairs."""

from pathlib import Path

import pytest

from benchmarks import pictures, run


def test_the_pictures_part_runs_and_agrees_with_comparing_each_with_each(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pictures, "PICTURES", 3)
    page = tmp_path / "page.md"
    assert run.main(["--only", "pictures", "--picture-hashes", "2000", "--page", str(page)]) == 0
    text = page.read_text()
    assert "JPEG of quality 30 100.0% / 100.0%" in text
    assert "each with each of 3,000: the same pairs" in text


def test_a_search_that_misses_pairs_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    assert pictures.search_hashes(500)["agrees"]
    monkeypatch.setattr(pictures, "pairs_within", lambda words, _: pictures.search_within(words[:1], words, 0))
    assert not pictures.search_hashes(500)["agrees"]
