"""Posts to compare with, chosen by a rule that does not look at networks."""

from datetime import timedelta
from pathlib import Path

import polars as pl
import pytest

from tests.dossiers.written_case import write_case
from unisono.cases import Case
from unisono.dossiers.followers import read_all_reposts
from unisono.dossiers.post.comparable import COMPARABLE, find_comparable
from unisono.dossiers.post.naming import find_post

DAY = 24 * 60


def reposted(name: str, count: int, day: float, lang: str = "es") -> list[dict[str, object]]:
    return [
        {
            "account": f"{name}-{number}",
            "kind": "repost",
            "text": f"RT @h_{name}: {name}",
            "ref_post_id": name,
            "minutes": day * DAY + number + 1,
            "lang": lang,
        }
        for number in range(count)
    ]


def posted(name: str, day: float, lang: str = "es", author: str | None = None) -> dict[str, object]:
    return {"account": author or name, "id": name, "text": name, "minutes": day * DAY, "lang": lang}


@pytest.fixture
def case(tmp_path: Path) -> Case:
    posts = [
        posted("star", 10),
        *reposted("star", 40, 10),
        posted("rival", 11),
        *reposted("rival", 20, 11),
        posted("near", 10, lang="ru"),
        *reposted("near", 40, 10, lang="ru"),
        *reposted("absent", 40, 10),
        posted("again", 10, author="star"),
        *reposted("again", 40, 10),
        posted("early", 1),
        *reposted("early", 40, 1),
        posted("small", 10),
        *reposted("small", 12, 10),
        posted("huge", 10),
        *reposted("huge", 130, 10),
    ]
    return write_case(tmp_path / "case", posts)


def names(found: pl.DataFrame) -> list[str]:
    return [name.removeprefix("twitter:") for name in found["object"]]


def test_the_control_is_of_another_author_same_days_like_reposts_and_language(case: Case) -> None:
    found = find_comparable(case, find_post(case, "star"), read_all_reposts(case))
    assert names(found) == ["rival", "near", "absent"]
    assert found.columns == list(COMPARABLE)
    assert found["in_case"].to_list() == [True, True, False]
    assert found["lang"].to_list() == ["es", "ru", "es"]
    assert found["reposts"].to_list() == [20, 40, 40]


def test_an_author_named_by_handle_only_is_no_other_author_of_his_own_posts(tmp_path: Path) -> None:
    posts = [*reposted("one", 20, 3), *reposted("two", 20, 3)]
    case = write_case(tmp_path / "case", posts)
    same = read_all_reposts(case).with_columns(author=pl.lit("twitter:@anna"))
    assert find_comparable(case, find_post(case, "one"), same).is_empty()


def test_a_post_without_reposts_has_nothing_to_compare_with(case: Case) -> None:
    reposts = read_all_reposts(case).filter(pl.col("object") != "twitter:star")
    assert find_comparable(case, find_post(case, "star"), reposts).is_empty()


def test_what_is_comparable_is_within_the_stated_bounds(case: Case) -> None:
    subject = find_post(case, "near")
    found = find_comparable(case, subject, read_all_reposts(case))
    assert subject.created_at is not None
    for row in found.iter_rows(named=True):
        assert 40 / 3 <= row["reposts"] <= 120
        assert abs(row["published_at"] - subject.created_at) <= timedelta(days=7)


def test_where_nobody_says_who_wrote_posts_all_are_compared(tmp_path: Path) -> None:
    case = write_case(tmp_path / "case", [*reposted("one", 20, 3), *reposted("two", 20, 3)])
    found = find_comparable(case, find_post(case, "one"), read_all_reposts(case))
    assert names(found) == ["two"]
