"""What accounts are known by is read from their posts and profiles, and what says nothing is left out."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import polars as pl

from tests.registry.planted_cases import planted_case
from unisono.cases import Case
from unisono.registry.traits import LEAST_BIO, MOST_USED, OF_ACCOUNTS, most_used, traits_of

AT = datetime(2018, 7, 1, tzinfo=UTC)
LONG = "Every single nurse in this town has told me the very same thing"


def post(number: int, account: str, **columns: object) -> dict[str, object]:
    return {
        "platform": "twitter",
        "post_id": f"p{number}",
        "account_id": account,
        "created_at": AT + timedelta(minutes=number),
        "kind": "post",
        "source_row": number,
        **columns,
    }


def case_of(folder: Path, posts: list[dict[str, object]], profiles: list[dict[str, object]] | None = None) -> Case:
    known = [{"platform": "twitter", "source_row": row, **one} for row, one in enumerate(profiles or [], start=1)]
    return planted_case(folder, {}, {}, posts=pl.DataFrame(posts), profiles=pl.DataFrame(known) if known else None)


def values(traits: pl.DataFrame, kind: str, account: str = "twitter:1") -> list[str]:
    return traits.filter((pl.col("kind") == kind) & (pl.col("account") == account))["value"].to_list()


def test_texts_are_one_but_for_letters_that_say_nothing_else(tmp_path: Path) -> None:
    case = case_of(
        tmp_path / "case",
        [
            post(1, "1", text=LONG),
            post(2, "1", text=LONG.upper() + " https://example.org/x @ann"),
            post(3, "2", text=LONG.replace(" ", "  ") + "!!"),
            post(4, "2", text="Good morning"),
            post(5, "1", text="RT @ann: " + LONG + " and more", kind="repost", ref_post_id="9"),
        ],
    )
    traits = traits_of(case)
    (one,), (other,) = values(traits, "text"), values(traits, "text", "twitter:2")
    assert one == other
    row = traits.filter((pl.col("kind") == "text") & (pl.col("account") == "twitter:1")).to_dicts()[0]
    assert (row["uses"], row["post"], row["shown"]) == (2, "twitter:p1", None)
    assert LONG not in traits.write_csv()


def test_partners_are_those_reposted_answered_and_mentioned(tmp_path: Path) -> None:
    case = case_of(
        tmp_path / "case",
        [
            post(1, "1", kind="repost", ref_post_id="9", ref_account_id="77", ref_handle="Boss"),
            post(2, "1", kind="reply", ref_handle="Other", mentions=["Other", "1"]),
            post(3, "1", mentions=["77"]),
        ],
    )
    traits = traits_of(case)
    assert values(traits, "partner") == ["twitter:77", "twitter:other"]
    uses = traits.filter(pl.col("kind") == "partner")["uses"].to_list()
    assert uses == [2, 1]


def test_links_are_compared_in_one_form(tmp_path: Path) -> None:
    case = case_of(tmp_path / "case", [post(1, "1", urls=["http://www.Example.org/a?utm_source=x"])])
    (link,) = values(traits_of(case), "link")
    assert "example.org/a" in link
    assert "utm_source" not in link


def test_names_and_bios_are_folded_and_short_bios_left_out(tmp_path: Path) -> None:
    case = case_of(
        tmp_path / "case",
        [post(1, "1", handle="Ann_B", display_name="ANN  B."), post(2, "2", handle="こんにちは")],
        [
            {"account_id": "1", "bio": "Proud mother of three. Texas! https://t.co/abc", "handle": "ann_b"},
            {"account_id": "2", "bio": "proud mother of three, texas", "handle": "こんにちは"},
            {"account_id": "3", "bio": "x" * (LEAST_BIO - 1), "handle": "carl"},
        ],
    )
    traits = traits_of(case)
    assert values(traits, "handle") == ["ann_b"]
    assert values(traits, "name") == ["ann b."]
    assert values(traits, "bio") == values(traits, "bio", "twitter:2") != []
    assert values(traits, "bio", "twitter:3") == []
    assert values(traits, "handle", "twitter:2") == ["こんにちは"]


def test_the_platforms_own_pictures_are_nobodys(tmp_path: Path) -> None:
    case = case_of(
        tmp_path / "case",
        [post(1, "1"), post(2, "2")],
        [
            {"account_id": "1", "avatar_url": "https://pbs.twimg.com/profile_images/123/abc_normal.jpg"},
            {"account_id": "2", "avatar_url": "https://abs.twimg.com/sticky/default_profile_images/d.png"},
        ],
    )
    traits = traits_of(case)
    assert len(values(traits, "picture")) == 1
    assert values(traits, "picture", "twitter:2") == []


def test_some_accounts_and_wanted_values_alone_are_read(tmp_path: Path) -> None:
    case = case_of(tmp_path / "case", [post(1, "1", text=LONG, mentions=["77"]), post(2, "2", text=LONG)])
    chosen = traits_of(case, pl.Series(["twitter:2"]))
    assert set(chosen["account"]) == {"twitter:2"}
    none = pl.Series([], dtype=pl.String)
    wanted = traits_of(case, wanted={"text": none, "link": none, "partner": pl.Series(["twitter:77"])})
    assert set(wanted["kind"]) == {"partner"}
    assert wanted.schema == OF_ACCOUNTS


def test_of_an_account_that_repeats_much_the_most_used_is_kept(tmp_path: Path) -> None:
    posts = [post(number, "1", mentions=[str(1_000 + number % 50)]) for number in range(1, 150)]
    traits = traits_of(case_of(tmp_path / "case", posts))
    kept = most_used(traits).filter(pl.col("kind") == "partner")
    assert kept.height == MOST_USED
    everybody = traits.filter(pl.col("kind") == "partner")["uses"].sort(descending=True)
    assert kept["uses"].sort(descending=True).to_list() == everybody.head(MOST_USED).to_list()


def test_a_case_without_posts_knows_nobody(tmp_path: Path) -> None:
    case = planted_case(tmp_path / "case", {}, {})
    assert traits_of(case).height == 0
