"""Answers come back as they were stored, part by part, and parts do not become many."""

from pathlib import Path

import polars as pl

from unisono.content.kept_answer_files import MOST_PARTS, StoredAnswers, load_answers, save_answers

COLUMNS: dict[str, pl.DataType] = {"word": pl.String()}


def part(stored: StoredAnswers, *texts: str) -> StoredAnswers:
    """Return answers to texts: each is its own, and the empty one has none."""
    series = pl.Series(texts, dtype=pl.String)
    answers = pl.DataFrame({"word": series}).with_row_index("row").filter(pl.col("word") != "")
    return StoredAnswers.of(stored.texts, stored.texts.hash_texts(series), answers)


def test_parts_come_back_one_behind_the_other(tmp_path: Path) -> None:
    folder = tmp_path / "words"
    first = load_answers(folder, COLUMNS)
    save_answers(folder, first, [part(first, "a", ""), part(first, "b")])
    second = load_answers(folder, COLUMNS)
    save_answers(folder, second, [part(second, "", "c")])
    whole = load_answers(folder, COLUMNS)
    assert whole.answers.rows() == [(0, "a"), (2, "b"), (4, "c")]
    assert whole.texts.numbers_of(whole.texts.hash_texts(pl.Series(["b", "c", "d"]))).tolist() == [2, 4, -2]
    assert len(whole.parts) == 2


def test_many_parts_become_one_and_leave_nothing_behind(tmp_path: Path) -> None:
    folder = tmp_path / "words"
    for number in range(MOST_PARTS + 1):
        stored = load_answers(folder, COLUMNS)
        assert len(stored.parts) == number
        save_answers(folder, stored, [part(stored, f"text {number}")])
    whole = load_answers(folder, COLUMNS)
    assert len(whole.parts) == 1
    assert whole.answers["word"].to_list() == [f"text {number}" for number in range(MOST_PARTS + 1)]
    assert len(list(folder.iterdir())) == 3


def test_what_another_scan_wrote_meanwhile_stays(tmp_path: Path) -> None:
    folder = tmp_path / "words"
    one, other = load_answers(folder, COLUMNS), load_answers(folder, COLUMNS)
    save_answers(folder, one, [part(one, "one")])
    save_answers(folder, other, [part(other, "other")])
    assert load_answers(folder, COLUMNS).answers["word"].to_list() == ["one"]


def test_answers_in_other_columns_are_left_out(tmp_path: Path) -> None:
    stored = load_answers(tmp_path, COLUMNS)
    save_answers(tmp_path, stored, [part(stored, "a")])
    assert load_answers(tmp_path, {"word": pl.String(), "more": pl.Int64()}).answers.is_empty()


def test_hashes_begin_from_seeds_that_nobody_can_foresee(tmp_path: Path) -> None:
    one, other = (load_answers(tmp_path / name, COLUMNS).texts.seeds.tolist() for name in ("one", "other"))
    assert one != other
