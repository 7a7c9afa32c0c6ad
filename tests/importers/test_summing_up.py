"""The counts of many files add up, and every file that was left is named."""

from unisono.importers.declaration import Left
from unisono.importers.summing_up import sum_up

LINE = {"file": "a", "format": "generic", "read": 3, "stored": 1, "duplicates": 1, "posts": 1, "accounts": 1}


def test_files_are_added_up_by_format_and_reason() -> None:
    rejected = [{"reason": "no time", "rows": 1, "example": "x"}]
    summary = sum_up(
        [
            {
                **LINE,
                "rejected": rejected,
                "deletions": 2,
                "problems": [{"code": "no_platform"}, {"code": "no_platform"}],
            },
            {**LINE, "file": "b", "rejected": [{"reason": "no time", "rows": 4, "example": "y"}], "posts": 5},
            {**LINE, "file": "c", "format": "cnt", "rejected": []},
            Left("d", True, "a film"),
            Left("e", False, "empty"),
        ]
    ).as_line()
    assert (summary["files"], summary["formats"]) == (5, {"generic": 2, "cnt": 1})
    assert (summary["read"], summary["stored"], summary["duplicates"], summary["deletions"]) == (9, 3, 3, 2)
    assert summary["rejected"] == [{"reason": "no time", "rows": 5, "example": "x", "file": "a"}]
    assert (summary["skipped"], summary["refused"]) == (
        [{"file": "d", "reason": "a film"}],
        [{"file": "e", "reason": "empty"}],
    )
    assert summary["problems"] == {"no_platform": 1}
    assert (summary["posts"], summary["accounts"]) == (1, 1)
