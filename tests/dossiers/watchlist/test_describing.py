"""The page of a list equals what a reader would count by hand, post by post."""

from collections import Counter, defaultdict
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.dossiers.watchlist.listed_case import list_accounts, write_posts
from unisono.cases.watchlists import Member, Watchlist, keep_watchlist
from unisono.dossiers.watchlist.controls import draw_controls
from unisono.dossiers.watchlist.describing import RANKS, choose_ranks, describe_watchlist
from unisono.dossiers.watchlist.peers import read_peers
from unisono.dossiers.watchlist.uses import read_uses
from unisono.model.errors import UsageError

ACCOUNTS = [str(number) for number in range(1, 13)]
POSTS = st.lists(
    st.fixed_dictionaries(
        {
            "account": st.sampled_from(ACCOUNTS),
            "day": st.integers(1, 3),
            "hashtags": st.lists(st.sampled_from(["Vote", "vote", "حقيقة", "真実"]), max_size=3),
            "urls": st.lists(
                st.sampled_from(["https://a.example/1", "https://a.example/2", "https://b.example"]), max_size=2
            ),
            "mentions": st.lists(st.sampled_from(["900", "901"]), max_size=2),
            "lang": st.sampled_from(["en", "ar", None]),
        }
    ),
    min_size=1,
    max_size=40,
)
REPOSTS = st.lists(st.tuples(st.sampled_from(ACCOUNTS), st.integers(1, 3), st.integers(0, 39)), max_size=10)

Key = tuple[date, str, str]


def things_of(post: dict[str, Any]) -> set[tuple[str, str]]:
    """Return what a post carries, each thing once."""
    tags = {("hashtag", tag.lower()) for tag in post["hashtags"]}
    # The canonical form of a host alone ends in a slash, as `show link` has it.
    links = {("link", link if link.count("/") > 2 else link + "/") for link in post["urls"]}
    domains = {("domain", link.split("/")[2]) for link in post["urls"]}
    return tags | links | domains | {("mention", f"twitter:{one}") for one in post["mentions"]}


def ranks_of(posts: list[dict[str, Any]], accounts: set[str]) -> dict[Key, dict[str, Any]]:
    """Rank by hand what these accounts used: loops over posts, nothing else."""
    used: dict[tuple[date, str], dict[str, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
    for post in posts:
        if post["account"] in accounts:
            for kind, thing in things_of(post):
                used[date(2018, 6, post["day"]), kind][thing][post["account"]] += 1
    found = {}
    for (day, kind), counts in used.items():
        order = sorted(counts, key=lambda one: (-counts[one].total(), -len(counts[one]), one))
        for rank, thing in enumerate(order, 1):
            by_account = counts[thing]
            top5 = sum(count for _, count in by_account.most_common(5)) / by_account.total()
            found[day, kind, thing] = {
                "rank": rank,
                "posts": by_account.total(),
                "accounts": len(by_account),
                "top5_share": pytest.approx(top5),
            }
    return found


def by_hand(posts: list[dict[str, Any]], members: set[str], controls: pl.DataFrame) -> dict[Key, dict[str, Any]]:
    """Return the whole ranking of a list with ranges, days and control ranks."""
    found = ranks_of(posts, members)
    everybody = ranks_of(posts, set(ACCOUNTS))
    without = [ranks_of(posts, members - {one}) for one in members]
    lists = [
        ranks_of(posts, {account.removeprefix("twitter:") for account in drawn["account"]})
        for _, drawn in controls.group_by("list", maintain_order=True)
    ]
    for key, row in found.items():
        ranks = [row["rank"]]
        for left in without:
            remaining = sum(other[:2] == key[:2] for other in left)
            ranks.append(left[key]["rank"] if key in left else remaining + 1)
        control = []
        for drawn in lists:
            size = sum(other[:2] == key[:2] for other in drawn)
            if size:
                control.append(drawn[key]["rank"] if key in drawn else size + 1)
        used = sum(key in drawn for drawn in lists)
        row["rank_low"], row["rank_high"] = min(ranks), max(ranks)
        row["share_of_case"] = pytest.approx(row["posts"] / everybody[key]["posts"])
        row["case_accounts"] = everybody[key]["accounts"]
        row["days_in_top10"] = sum(other[1:] == key[1:] and found[other]["rank"] <= 10 for other in found)
        row["control_rank"] = pytest.approx(sum(control) / len(control)) if used else None
        row["control_lists"] = used if lists and control else None
    return found


@given(posts=POSTS, reposts=REPOSTS)
@settings(max_examples=40, deadline=None)
def test_every_row_is_what_loops_over_the_posts_give(
    tmp_path_factory: pytest.TempPathFactory, posts: list[dict[str, Any]], reposts: list[tuple[str, int, int]]
) -> None:
    told = list(posts)
    given_posts = [{**post, "post_id": str(number)} for number, post in enumerate(posts)]
    for number, (account, day, original) in enumerate(reposts):
        if original < len(posts):
            told.append({**posts[original], "account": account, "day": day})
            bare = {"account": account, "day": day, "kind": "repost", "ref_post_id": str(original)}
            given_posts.append({**bare, "post_id": f"r{number}", "lang": posts[original]["lang"]})
    case = write_posts(tmp_path_factory.mktemp("case") / "case", given_posts)
    members = ["1", "2", "3"]
    list_accounts(case, members)
    page = describe_watchlist(case, "desk")
    present = {account for account in members if any(post["account"] == account for post in told)}
    controls = draw_controls(
        read_peers(read_uses(case).acts), pl.Series([f"twitter:{one}" for one in sorted(present)], dtype=pl.String)
    )
    expected = by_hand(told, present, controls.accounts)
    rows = {(row["day"], row["kind"], row["item"]): row for row in page.ranks.to_dicts()}
    assert set(rows) == set(expected)
    for key, row in expected.items():
        names = [name for name in row if len(present) > 1 or name not in ("rank_low", "rank_high")]
        assert {name: rows[key][name] for name in names} == {name: row[name] for name in names}, key


def test_the_page_says_whose_list_it_is_how_old_and_whom_it_misses(tmp_path: Path) -> None:
    case = write_posts(tmp_path / "case", [{"account": "1", "hashtags": ["a"]}, {"account": "2", "handle": "new"}])
    members = (
        Member(platform="twitter", account_id="1", membership="attributed", reason="x"),
        Member(handle="nobody", membership="engages"),
        Member(handle="new"),
    )
    old = (datetime.now(UTC).date() - timedelta(days=400)).isoformat()
    keep_watchlist(case.path, Watchlist("desk", members, source="Institute", date=old))
    card = describe_watchlist(case, "desk").card
    assert (card["source"], card["age_days"], card["members"], card["found"]) == ("Institute", 400, 3, 2)
    assert [one["named"] for one in card["absent"]] == ["@nobody"]
    assert card["without_reason"] == 2
    assert card["memberships"] == {"attributed": 1, "acted_together": 0, "engages": 0, "not_said": 1}


def test_what_members_alone_push_is_unusual_and_who_takes_no_part_is_told(tmp_path: Path) -> None:
    posts = [{"account": f"m{one}", "day": day, "hashtags": ["push"]} for one in range(8) for day in (1, 2, 3)]
    posts += [{"account": f"p{one}", "day": day, "hashtags": ["news"]} for one in range(250) for day in (1, 2, 3)]
    posts += [{"account": "mistaken", "day": day, "hashtags": ["news"]} for day in (1, 2, 3)]
    case = write_posts(tmp_path / "case", posts)
    list_accounts(case, [*(f"m{one}" for one in range(8)), "mistaken"])
    card = describe_watchlist(case, "desk").card
    assert [(one["item"], one["days_unusual"]) for one in card["unusual"]] == [("push", 3)]
    assert [one["account"] for one in card["taking_part"] if not one["things"]] == ["twitter:mistaken"]
    assert card["stays"][0]["says"].startswith("#push: first for 3 days in a row")


def test_a_case_without_the_members_or_without_posts_says_so(tmp_path: Path) -> None:
    case = write_posts(tmp_path / "case", [])
    list_accounts(case, ["1", "2"])
    page = describe_watchlist(case, "desk", topics=True)
    assert (page.card["found"], page.card["posts"], page.ranks.height) == (0, 0, 0)
    assert page.ranks.schema == RANKS
    assert page.card["controls"]["cannot_say"] == "cannot say: no member has a post in this case"


def test_ranks_can_be_chosen_by_day_kind_and_rank(tmp_path: Path) -> None:
    posts = [{"account": "1", "day": day, "hashtags": ["a", "b"], "mentions": ["9"]} for day in (1, 2)]
    case = write_posts(tmp_path / "case", posts)
    list_accounts(case, ["1"])
    ranks = describe_watchlist(case, "desk").ranks
    chosen = choose_ranks(ranks, day=date(2018, 6, 2), kind="hashtag", top=1)
    assert chosen.select("day", "item", "rank").rows() == [(date(2018, 6, 2), "a", 1)]
    with pytest.raises(UsageError, match="no kind 'colour'"):
        choose_ranks(ranks, kind="colour")
