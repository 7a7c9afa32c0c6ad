"""Who acted on a post and on comparable ones."""

from pathlib import Path

import polars as pl

from tests.dossiers.written_case import put_in_network, write_case
from unisono.cases import Case, Run
from unisono.dossiers.followers import read_all_reposts
from unisono.dossiers.networked_share import estimate_share
from unisono.dossiers.post.audience import (
    audience_of,
    groups_of,
    keep_replies,
    networked_accounts,
    traits_of,
    with_acts,
)
from unisono.dossiers.post.naming import find_post


def acts(rows: list[tuple[str, str]]) -> list[dict[str, object]]:
    return [
        {"account": account, "kind": "repost", "ref_post_id": post, "text": f"RT @h_z: {post}", "minutes": number}
        for number, (account, post) in enumerate(rows)
    ]


def near(*posts: str) -> pl.DataFrame:
    return pl.DataFrame({"object": [f"twitter:{post}" for post in posts]}, schema={"object": pl.String})


def case_with_members(folder: Path) -> tuple[Case, Run]:
    rows = [(account, "own") for account in "abcd"] + [(account, "control") for account in "aefg"] + [("h", "third")]
    case = write_case(folder, [*acts(rows), *acts([("h", "other")])])
    put_in_network(case, ["a", "b", "e"])
    run = case.latest_run()
    assert run is not None
    return case, run


def test_no_network_and_nobody_of_the_post_itself_is_its_reference(tmp_path: Path) -> None:
    case, run = case_with_members(tmp_path / "case")
    audience = audience_of(read_all_reposts(case), "twitter:own", near("control", "third"))
    assert audience.own["account"].sort().to_list() == [f"twitter:{one}" for one in "abcd"]
    groups = groups_of(audience, pl.Series(["twitter:a"]), run)
    assert groups.reposters.to_list() == [f"twitter:{one}" for one in "abcd"]
    assert groups.control.to_list() == [f"twitter:{one}" for one in "efg"]
    assert sorted(groups.compared) == [f"twitter:{one}" for one in "fgh"]
    assert sorted(groups_of(audience, pl.Series(["twitter:a"]), None).compared) == [f"twitter:{one}" for one in "efgh"]


def test_members_and_followers_are_networked(tmp_path: Path) -> None:
    case, run = case_with_members(tmp_path / "case")
    own = audience_of(read_all_reposts(case), "twitter:own", near()).own
    estimate = estimate_share(own, case, run)
    assert networked_accounts(own, run, estimate).to_list() == ["twitter:a", "twitter:b"]
    assert networked_accounts(own, None, estimate).to_list() == []


def test_replies_count_once_an_account_and_name_the_post_answered(tmp_path: Path) -> None:
    posts = [
        {"account": "a", "kind": "reply", "ref_post_id": "own", "text": "no", "minutes": 5},
        {"account": "a", "kind": "reply", "ref_post_id": "own", "text": "never", "minutes": 3},
        {"account": "b", "kind": "reply", "text": "to whom?"},
        {"account": "c", "kind": "quote", "ref_post_id": "own", "text": "look"},
    ]
    (row,) = keep_replies(write_case(tmp_path / "case", posts)).collect().to_dicts()
    assert (row["account"], row["object"], row["post"], row["exact"]) == ("twitter:a", "twitter:own", "twitter:1", True)


def test_traits_of_the_acts_are_added_for_those_who_have_any(tmp_path: Path) -> None:
    jobs = [(account, f"job{job}") for job in range(6) for account in "ab"]
    case = write_case(tmp_path / "case", acts([*jobs, ("a", "own"), ("b", "own"), ("c", "own")]))
    audience = audience_of(read_all_reposts(case), "twitter:own", near())
    traits = traits_of(case, find_post(case, "own"), (audience,))
    rows = {row["account"]: row for row in with_acts(traits, audience).to_dicts()}
    assert [rows[f"twitter:{one}"]["alike_timeline"] for one in "abc"] == [True, True, None]
    assert rows["twitter:a"]["fast"] is None
