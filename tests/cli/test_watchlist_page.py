"""The page of a list says whose claim it is, what its members push, and never what they are."""

from datetime import date
from pathlib import Path
from typing import Any

import orjson
import pytest

from tests.dossiers.watchlist.listed_case import list_accounts, write_posts
from unisono.cli import main
from unisono.cli.watchlist_page import _shown, cautions_of, parse_day
from unisono.model.errors import UsageError

FIELDS = {
    "day", "kind", "item", "rank", "posts", "accounts", "top5_share", "rank_low", "rank_high", "days_in_top10",
    "control_rank", "share_of_case",
}  # fmt: skip


@pytest.fixture
def case(tmp_path: Path) -> Path:
    """Eight members push a tag for three days, one does not; 250 others follow the news; an Arabic tag, too."""
    posts: list[dict[str, Any]] = []
    for day in (1, 2, 3):
        posts += [{"account": f"m{one}", "day": day, "hashtags": ["Push", "حقيقة"]} for one in range(8)]
        posts += [{"account": f"p{one}", "day": day, "hashtags": ["news"]} for one in range(250)]
        posts += [{"account": "mistaken", "day": day, "hashtags": ["news"], "urls": ["https://a.example/1"]}]
    made = write_posts(tmp_path / "case", posts)
    list_accounts(made, [*(f"m{one}" for one in range(8)), "mistaken", "absent"], source="Institute", date="2018-05-01")
    return made.path


def test_every_rank_is_a_line_with_the_fields_of_the_contract(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["show", str(case), "watchlist", "desk", "--json", "--quiet"]) == 0
    rows = [orjson.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert set(rows[0]) >= FIELDS
    first = next(row for row in rows if row["day"] == "2018-06-02" and row["kind"] == "hashtag")
    assert (first["item"], first["rank"], first["posts"], first["accounts"]) == ("push", 1, 8, 8)
    assert (first["share_of_case"], first["days_in_top10"], first["unusual"]) == (1.0, 3, True)
    assert (first["rank_low"], first["rank_high"], first["control_rank"]) == (1, 1, None)
    assert {row["day"] for row in rows} == {"2018-06-01", "2018-06-02", "2018-06-03"}
    assert {row["kind"] for row in rows} == {"hashtag", "link", "domain"}


def test_a_day_a_kind_and_so_many_ranks_can_be_asked_for(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["--day", "2018-06-02", "--kind", "hashtag", "--top", "1"]
    assert main(["show", str(case), "watchlist", "desk", *arguments, "--json", "--quiet"]) == 0
    (row,) = [orjson.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert (row["day"], row["kind"], row["rank"]) == ("2018-06-02", "hashtag", 1)


def test_people_read_whose_claim_it_is_and_what_is_pushed(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["show", str(case), "watchlist", "desk"]) == 0
    told = capsys.readouterr()
    assert "10 members. Whose list: Institute." in told.out
    assert "In this case: 9 accounts of it, with 27 posts of 777 on 3 days" in told.out
    assert "Not matched in this case: 1: twitter:absent." in told.out
    assert "Being on the list is its source's claim." in told.out
    assert "#push: first for 3 days in a row (2018-06-01 to 2018-06-03)." in told.out
    assert "#push: 8 of its 8 accounts on 2018-06-01 are members, chance gives at most" in told.out
    assert "1 member of 9 used none of what is unusual on any day: twitter:mistaken." in told.out
    assert "The ranking of 2018-06-03, the last day with posts of members" in told.out
    assert "Warning: the list is of 2018-05-01" in told.err
    assert "bot" not in told.out.lower()


def test_the_words_of_members_are_ranked_where_asked_for(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    posts = [{"account": one, "text": f"the lighthouse of {one}"} for one in ("anna", "bela", "cleo", "dora")]
    case = write_posts(tmp_path / "case", posts)
    list_accounts(case, ["anna", "bela", "cleo"])
    assert main(["show", str(case.path), "watchlist", "desk", "--kind", "topic", "--json", "--quiet"]) == 0
    (row,) = [orjson.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert (row["kind"], row["item"], row["posts"], row["share_of_case"]) == ("topic", "lighthouse", 3, 0.75)


def test_a_case_without_posts_of_members_says_that_nothing_can_be_ranked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    case = write_posts(tmp_path / "case", [])
    list_accounts(case, ["1"])
    assert main(["show", str(case.path), "watchlist", "desk"]) == 0
    told = capsys.readouterr()
    assert "nothing to rank" in told.out
    assert "No control lists: no member has a post in this case." in told.out
    assert "nobody says when the list was made" in told.err


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["press"], "no watchlist named press. Watchlists: desk"),
        (["desk", "--kind", "colour"], "no kind 'colour'. Kinds: hashtag, link, domain, mention, topic"),
        (["desk", "--day", "yesterday"], "is not a day"),
        (["desk", "--top", "0"], "--top is 0"),
        (["desk", "--version", "9"], "no version 9"),
    ],
)
def test_what_is_not_there_says_what_is(
    case: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], says: str
) -> None:
    assert main(["show", str(case), "watchlist", *arguments]) == 2
    assert says in capsys.readouterr().err


def test_a_day_without_posts_of_members_names_their_days(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["show", str(case), "watchlist", "desk", "--day", "2018-07-01"]) == 0
    assert (
        "Members used nothing of this on 2018-07-01. Their days: 2018-06-01 to 2018-06-03." in capsys.readouterr().out
    )


def test_a_day_is_written_as_one() -> None:
    assert parse_day("2018-06-30") == date(2018, 6, 30)
    with pytest.raises(UsageError, match="lies ahead"):
        parse_day("2999-01-01")


def test_a_fresh_list_with_reasons_needs_no_caution() -> None:
    assert cautions_of({"without_reason": 0, "age_days": 3, "date": "2018-06-01", "last_day": None, "members": 2}) == []


def test_one_day_and_one_list_are_counted_as_one(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    card = {"without_reason": 0, "age_days": 999, "date": "2018-06-01", "last_day": date(2018, 6, 2), "members": 2}
    (told,) = cautions_of(card)
    assert "999 days old, 1 day before the last post here" in told
    assert main(["show", str(case), "watchlist", "desk"]) == 0
    shown = capsys.readouterr().out
    assert "  20 control lists of 9 other accounts each (seed 0), alike in platform" in shown
    row = {"control_rank": 5.25, "control_lists": 1, "rank_low": None, "label": "#a", "unusual": None}
    assert _shown({**row, "top5_share": 1.0, "share_of_case": 1.0})["control_rank"] == "5.2 (1 list)"


def test_too_few_members_leave_open_what_is_unusual(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    case = write_posts(tmp_path / "case", [{"account": one, "hashtags": ["a"]} for one in "123456"])
    list_accounts(case, ["1", "2"])
    assert main(["show", str(case.path), "watchlist", "desk"]) == 0
    assert "Cannot say: 3 members or more never used the same thing on a day." in capsys.readouterr().out
    list_accounts(case, ["1", "2", "3"])
    assert main(["show", str(case.path), "watchlist", "desk"]) == 0
    assert "Nothing, of 1 thing of a day that 3 members or more used" in capsys.readouterr().out
