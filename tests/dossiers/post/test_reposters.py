"""Who the reposters are, by part."""

from datetime import timedelta
from pathlib import Path

import polars as pl

from tests.dossiers.written_case import START, write_case
from unisono.dossiers.followers import read_all_reposts
from unisono.dossiers.post.audience import audience_of, traits_of
from unisono.dossiers.post.naming import find_post
from unisono.dossiers.post.persona import Groups, persona_rows
from unisono.dossiers.post.reposters import describe_ages, describe_alike, parts_of
from unisono.dossiers.post.traits import DISTRIBUTIONS, TRAITS


def repost(account: str, post: str, minutes: int) -> dict[str, object]:
    return {
        "account": account,
        "kind": "repost",
        "ref_post_id": post,
        "text": f"RT @h_z: {post}",
        "minutes": minutes,
    }


def test_pairs_of_like_timelines_are_named_once_without_the_post_itself(tmp_path: Path) -> None:
    posts = [repost(account, f"job{job}", job) for job in range(6) for account in "ab"]
    posts += [repost("c", f"own{job}", job) for job in range(6)]
    posts += [repost(account, "own", 50) for account in "abcd"]
    case = write_case(tmp_path / "case", posts)
    found = describe_alike(audience_of(read_all_reposts(case), "twitter:own", pl.DataFrame({"object": ["x"]})))
    assert (found["accounts"], found["compared"]) == (2, 3)
    assert [(pair["a"], pair["b"], pair["common"]) for pair in found["closest"]] == [("twitter:a", "twitter:b", 6)]
    assert (
        describe_alike(audience_of(read_all_reposts(case).clear(), "x", pl.DataFrame({"object": ["x"]})))["share"]
        is None
    )


def test_a_batch_names_how_many_of_the_reposters_it_made(tmp_path: Path) -> None:
    old = [
        {"account_id": f"o{number}", "created_at": START - timedelta(days=400 + 9 * number), "observed_at": START}
        for number in range(60)
    ]
    made = [
        {"account_id": f"n{number}", "created_at": START - timedelta(days=300, minutes=number), "observed_at": START}
        for number in range(15)
    ]
    posts = [repost(f"n{number}", "own", number) for number in range(12)] + [repost("o1", "own", 20)]
    case = write_case(tmp_path / "case", posts, [*old, *made])
    audience = audience_of(read_all_reposts(case), "twitter:own", pl.DataFrame({"object": ["x"]}))
    traits = traits_of(case, find_post(case, "own"), (audience,))
    ages = describe_ages(case.accounts().collect(), traits, audience.own)
    assert (ages["n"], ages["young_share"]) == (13, 0.0)
    (batch,) = ages["batches"]
    assert (batch["reposters"], batch["accounts"]) == (12, 15)
    assert batch["expected"] < 2
    assert ages["batch_share"] == 12 / 13


def test_the_parts_repeat_the_rows_of_the_table() -> None:
    accounts = [f"a{number}" for number in range(30)]
    traits = pl.DataFrame({"account": accounts, **{trait.name: [True, False] * 15 for trait in TRAITS}})
    kinds = traits.with_columns(*(pl.Series(name, ["x", "y"] * 15) for name in DISTRIBUTIONS))
    none = pl.Series([], dtype=pl.String)
    parts = parts_of(persona_rows(kinds, Groups(pl.Series(accounts), none, none, none)))
    assert parts["names"]["digits_handle_share"] == parts["pictures"]["shared_picture_share"] == 0.5
    assert parts["repost_only_share"] == 0.5
    assert [one["kind"] for one in parts["languages"]] == ["x", "y"]
    assert parts["names"]["scripts"][0]["accounts"] == 15
