"""What a case holds by platform and day, and which days are missing."""

from datetime import date
from pathlib import Path

from tests.dossiers.written_case import write_case
from unisono.dossiers.case_inventory import take_inventory

DAY = 1440


def test_days_without_posts_are_gaps(tmp_path: Path) -> None:
    days = [0, 1, 2, 5, 6]
    posts = [{"account": f"a{number}", "minutes": day * DAY + number} for day in days for number in range(3)]
    told = take_inventory(write_case(tmp_path / "case", posts))
    assert told["gaps"] == [
        {
            "platform": "twitter",
            "first_day": date(2018, 6, 4),
            "last_day": date(2018, 6, 5),
            "days": 2,
            "posts": 0,
        }
    ]
    assert [(one["day"].day, one["posts"]) for one in told["days"]] == [(1, 3), (2, 3), (3, 3), (6, 3), (7, 3)]


def test_accounts_of_a_platform_are_counted_once(tmp_path: Path) -> None:
    posts = [{"account": "a", "minutes": day * DAY} for day in range(3)]
    (twitter,) = take_inventory(write_case(tmp_path / "case", posts))["platforms"]
    assert (twitter["posts"], twitter["accounts"], twitter["without_time"]) == (3, 1, 0)


def test_a_case_without_posts_holds_nothing(tmp_path: Path) -> None:
    told = take_inventory(write_case(tmp_path / "case", []))
    assert (told["posts"], told["platforms"], told["days"], told["gaps"]) == (0, [], [], [])
