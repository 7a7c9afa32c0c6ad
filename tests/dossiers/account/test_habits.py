"""Targets, tags, sites, texts and languages are counted as a reader of the posts would count them."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from tests.dossiers.account.lives import START, post
from tests.dossiers.written_case import put_in_network
from unisono.cases import Case, SourceRecord, create_case
from unisono.dossiers.account.habits import count_targets, count_texts, describe_habits, describe_languages
from unisono.dossiers.account.material import Material, read_material
from unisono.model.batches import Batch
from unisono.model.tables import FINDINGS, MEMBERS, POSTS, conform, empty

SAID = "The harbour bridge must be opened before the winter comes to our town"
ARABIC = "يجب أن يفتح جسر الميناء قبل أن يأتي الشتاء إلى مدينتنا"


def case_of(folder: Path, rows: list[dict[str, Any]]) -> Case:
    case = create_case(folder)
    posts = [post(row.pop("account", "ann"), number / 24, number, **row) for number, row in enumerate(rows)]
    batch = Batch(posts=conform(pl.DataFrame(posts, infer_schema_length=None), POSTS))
    case.append([batch], SourceRecord("posts.jsonl", "ab" * 32, "twitter_v1"))
    return case


def ann(case: Case) -> Material:
    return read_material(case, case.latest_run(), "twitter:ann")


def test_a_post_counts_once_for_each_target_by_what_it_does(tmp_path: Path) -> None:
    rows = [
        {"kind": "repost", "ref_account_id": "7", "ref_handle": "Bob", "mentions": ["7"]},
        {"kind": "repost", "ref_account_id": "7", "ref_handle": "Bob", "mentions": ["bob"]},
        {"kind": "reply", "ref_account_id": "7", "ref_handle": "bob_renamed", "mentions": ["7", "8"]},
        {"kind": "post", "mentions": ["8", "nobody_here"]},
        {"kind": "reply", "ref_account_id": "ann", "ref_handle": "h_ann"},
        {"kind": "quote", "ref_handle": "nobody_here"},
    ]
    targets = {one["target"]: one for one in count_targets(ann(case_of(tmp_path / "case", rows)))}
    kinds = ("posts", "reposts", "replies", "quotes", "mentions")
    assert {name: tuple(one[kind] for kind in kinds) for name, one in targets.items()} == {
        "twitter:7": (3, 2, 1, 0, 0),
        "twitter:8": (2, 0, 0, 0, 2),
        "twitter:@nobody_here": (2, 0, 0, 1, 1),
    }
    assert targets["twitter:7"]["handle"] == "bob_renamed"


def test_a_target_is_named_by_its_own_posts_where_those_who_mention_it_do_not(tmp_path: Path) -> None:
    rows = [{"mentions": ["bea"]}, {"mentions": ["h_bea"]}, {"account": "bea", "text": "I am here"}]
    (target,) = count_targets(ann(case_of(tmp_path / "case", rows)))
    assert (target["target"], target["handle"], target["posts"]) == ("twitter:bea", "h_bea", 2)


def test_tags_are_folded_and_short_links_are_no_sites(tmp_path: Path) -> None:
    rows = [
        {"text": "a", "hashtags": ["Vote", "vote"], "urls": ["https://t.co/a1"]},
        {"text": "b", "hashtags": ["VOTE"], "urls": ["https://www.theamberpage.example/1"]},
        {"text": "c", "hashtags": ["cats"], "urls": ["http://theamberpage.example/2?utm_source=x"]},
    ]
    told = describe_habits(ann(case_of(tmp_path / "case", rows)))
    assert [(one["item"], one["posts"]) for one in told["hashtags"]] == [("vote", 2), ("cats", 1)]
    assert told["hashtags_found"] == 2
    assert [(one["item"], one["posts"]) for one in told["domains"]] == [("theamberpage.example", 2)]


def test_own_texts_that_are_repeated_are_counted_and_reposts_are_not_its_own(tmp_path: Path) -> None:
    rows = [
        {"text": SAID},
        {"text": f"{SAID} https://t.co/x"},
        {"text": "Amen."},
        {"text": "Amen."},
        {"text": "#vote"},
        {"text": "#vote"},
        {"text": "Only once did I write this about my pickled turnips"},
        {"text": f"RT @bob: {SAID}", "kind": "repost"},
    ]
    (text,) = count_texts(ann(case_of(tmp_path / "case", rows)))
    assert (text["posts"], text["id"], text["accounts"]) == (2, None, None)
    assert (text["first_at"], text["last_at"]) == (START, START + timedelta(hours=1))


def test_after_a_scan_texts_say_how_many_accounts_share_them(tmp_path: Path) -> None:
    rows = [{"text": SAID}, {"account": "bob", "text": SAID}, {"account": "cem", "text": SAID.upper()}]
    case = case_of(tmp_path / "case", rows)
    put_in_network(case, ["zoe"])
    assert count_texts(ann(case)) == []
    repeated = pl.DataFrame(
        {"account": ["twitter:ann", "twitter:bob", "twitter:cem"], "object": ["t-1"] * 3, "at": [START] * 3}
        | {"post": ["twitter:ann-0", "twitter:bob-1", "twitter:cem-2"]}
    )
    case.write_run({}, {"texts": repeated, "members": empty(MEMBERS), "findings": empty(FINDINGS)})
    (text,) = count_texts(ann(case))
    assert (text["id"], text["accounts"], text["posts"], text["text"]) == ("t-1", 3, 1, SAID)


def test_languages_have_shares_of_the_posts_whose_language_is_known(material: Callable[[str], Material]) -> None:
    posts = pl.DataFrame(
        {"text": [SAID] * 3 + [ARABIC, "ok", None], "lang": [None] * 6}, schema_overrides={"lang": pl.String}
    )
    told = describe_languages(posts)
    assert [(one["name"], one["posts"]) for one in told["languages"]] == [("English", 3), ("Arabic", 1)]
    assert told["language_posts"] == 4
    assert told["languages"][0]["share"] == pytest.approx(0.75)
    assert told["effective_languages"] is None
    nothing = describe_languages(material("quiet").own)
    assert (nothing["languages"], nothing["language_posts"]) == ([], 0)


def test_a_repeated_text_is_quoted_as_it_was_mostly_written(tmp_path: Path) -> None:
    rows = [{"text": f"@bob {SAID} https://t.co/x"}, {"text": SAID}, {"text": SAID}]
    (text,) = count_texts(ann(case_of(tmp_path / "case", rows)))
    assert (text["text"], text["posts"]) == (SAID, 3)
