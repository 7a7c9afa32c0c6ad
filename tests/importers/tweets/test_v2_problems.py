"""Problems of files of API v2: noted while they are read, or looked for in the first lines of the file."""

from pathlib import Path

import pytest

from tests.importers.table_sources import written_source
from tests.importers.tweet_builders import lines_of, read_whole, v2_page, v2_post
from unisono.importers.declaration import ReadSettings
from unisono.importers.formats import twitter_v2
from unisono.importers.tweets import v2_problems
from unisono.importers.tweets.v2_problems import find_in_file

WITHHELD = v2_page([v2_post(number, withheld={"country_codes": [f"D{number}"]}) for number in range(3)])
PLAIN = v2_page([v2_post(9, edit_history_tweet_ids=["9"])])
ERRORS = {**PLAIN, "errors": [{"title": "Not Found Error"}, "no object", {"detail": "Could not find tweet 5"}]}


def test_the_first_example_stays_and_rows_are_added_up(tmp_path: Path) -> None:
    found = find_in_file(written_source(tmp_path, lines_of(PLAIN, ERRORS, WITHHELD, WITHHELD)).path)
    assert [(problem.code, problem.rows) for problem in found] == [("unavailable_references", 2), ("withheld_posts", 6)]
    assert found[0].example == "Not Found Error"
    assert found[1].example.endswith("['D0']")


@pytest.mark.parametrize("most", [0, 1, 2, 3, 100])
def test_what_a_reading_notes_is_what_is_found_in_the_first_lines(
    most: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = written_source(tmp_path, lines_of(PLAIN, ERRORS, "", WITHHELD, "oops", ERRORS, WITHHELD))
    monkeypatch.setattr(v2_problems, "MOST_PROBLEM_LINES", most)
    monkeypatch.setattr(twitter_v2, "LEAST_IN_PLACE", 0)
    expected = find_in_file(source.path)
    read_whole(twitter_v2.IMPORTER, source)
    assert twitter_v2.NOTED in source.noticed
    assert twitter_v2.find_problems(source, ReadSettings()) == expected
    assert bool(expected) == (most > 1)


def test_a_reading_that_broke_off_has_noted_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = written_source(tmp_path, lines_of(WITHHELD))
    monkeypatch.setattr(twitter_v2, "LEAST_IN_PLACE", 0)
    next(iter(twitter_v2.read(source, ReadSettings())))
    assert twitter_v2.NOTED not in source.noticed
    assert [problem.rows for problem in twitter_v2.find_problems(source, ReadSettings())] == [3]
