"""People read what became of one file and of many."""

from unisono.cli.import_summary import import_text, left_line, left_text, problem_text, summary_text
from unisono.importers.declaration import Left


def test_a_person_reads_counts_reasons_and_the_first_example() -> None:
    line = {"file": "a.csv", "format": "csv", "read": 3, "stored": 1, "duplicates": 1, "posts": 1_234, "accounts": 1}
    rejected = [
        {"reason": "no time", "rows": 1, "example": "x,y"},
        {"reason": "the file ends early: what follows is lost", "rows": 0, "example": ""},
    ]
    problem = {"code": "damaged_ids", "rows": 7, "example": "1.01E+18", "advice": "Export ids as text."}
    text = import_text({**line, "rejected": rejected, "problems": [problem]})
    assert text.splitlines() == [
        "a.csv (csv): 3 rows read, 1 post stored, 1 duplicate, 1 rejected. "
        "The case now holds 1,234 posts of 1 account.",
        "  1 row rejected: no time. First: x,y",
        "  the file ends early: what follows is lost",
        "  damaged_ids: 7 rows, such as 1.01E+18",
        "    Export ids as text.",
    ]


def test_no_problem_is_shown_with_an_empty_example() -> None:
    base = {"code": "derived_post_ids", "advice": "Map a column."}
    assert problem_text({**base, "rows": 3, "example": ""}) == "  derived_post_ids: 3 rows\n    Map a column."
    assert problem_text({**base, "rows": 0, "example": ""}) == "  derived_post_ids\n    Map a column."
    assert problem_text({**base, "rows": 0, "example": "a.csv"}) == "  derived_post_ids: a.csv\n    Map a column."
    assert problem_text({**base, "rows": 1, "example": "x"}).startswith("  derived_post_ids: 1 row, such as x\n")


def test_a_file_that_was_left_is_told_with_its_reason() -> None:
    skipped, refused = Left("a.jpg", True, "a picture (JPEG)"), Left("b.csv", False, "b.csv is empty.")
    assert left_text(skipped) == "a.jpg: skipped, a picture (JPEG)"
    assert left_text(refused) == "b.csv: refused. b.csv is empty."
    assert left_line(skipped) == {"file": "a.jpg", "skipped": "a picture (JPEG)"}
    assert left_line(refused) == {"file": "b.csv", "refused": "b.csv is empty."}


def test_many_files_have_one_summary() -> None:
    summary = {
        "files": 4,
        "formats": {"generic": 1, "twitter_v1": 1},
        "read": 9,
        "stored": 7,
        "duplicates": 1,
        "profiles": 0,
        "deletions": 2,
        "rejected": [{"reason": "no time", "rows": 1, "example": "x,y", "file": "a.csv"}],
        "skipped": [{"file": "a.jpg", "reason": "a picture (JPEG)"}],
        "refused": [{"file": "b", "reason": "b is empty. Check how it was made."}],
        "problems": {"no_platform": 2, "no_time_zone": 1},
        "posts": 7,
        "accounts": 3,
    }
    assert summary_text(summary).splitlines() == [
        "",
        "4 files: 2 read (1 generic, 1 twitter_v1), 1 skipped, 1 refused.",
        "  9 rows read, 7 posts stored, 1 duplicate, 1 rejected. 2 deletions noted.",
        "  1 row rejected: no time. First: x,y",
        "  Problems: no_platform in 2 files, no_time_zone in 1 file.",
        "  refused: b: is empty.",
        "  skipped: a.jpg: a picture (JPEG)",
        "  The case now holds 7 posts of 3 accounts.",
    ]


def test_profiles_are_noted_like_deletions() -> None:
    line = {"file": "a.csv", "format": "csv", "read": 943, "stored": 0, "duplicates": 0, "posts": 0, "accounts": 0}
    text = import_text({**line, "rejected": [], "profile_rows": 943, "deletions": 1})
    assert "943 rows read, 0 posts stored, 0 duplicates, 0 rejected. 943 profiles noted. 1 deletion noted." in text
