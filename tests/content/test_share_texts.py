"""What a share button wrote is told from what people copy from each other, by its words and by how it is posted."""

from datetime import UTC, datetime, timedelta

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from unisono.content.addresses import canonical_addresses
from unisono.content.share_texts import BUTTON_COLUMNS, SIGNS, looks_like_share_text, pressed_buttons
from unisono.content.wording import wordings
from unisono.worlds import adversarial, build_world

PAGE = "https://thelongread.example/2018/07/01/night-trains-are-coming-back-to-europe"
START = datetime(2018, 7, 1, tzinfo=UTC)


def sign(text: str, link: str | None = PAGE) -> str | None:
    return looks_like_share_text(pl.Series([text]), pl.Series([link], dtype=pl.String))[0]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Why the harvest failed this year via @thelongread https://t.co/a", "via"),
        ("Почему урожай пропал через @thelongread", "via"),
        ("Why the harvest failed this year | The Long Read", "outlet"),
        ("Why the harvest failed this year - TheLongRead.example", "outlet"),
        ("Night trains are coming back to Europe https://t.co/a", "headline"),
        ("Check out this article: Why the harvest failed", "phrase"),
        ("I just signed “Keep the night trains running”. Please sign as well:", "phrase"),
        ("Signed the petition", "phrase"),
        ("I just voted", "phrase"),
        ("¡Firma la petición!", "phrase"),
        ("Je viens de signer la pétition", "phrase"),
        ("Ich habe gerade abgestimmt", "phrase"),
        ("Подпишите петицию", "phrase"),
        ("Підпишіть петицію", "phrase"),
        ("Acabei de assinar", "phrase"),
        ("Ho appena firmato", "phrase"),
        ("Podpisz petycję", "phrase"),
        ("賛同しました", "phrase"),
        ("我刚刚签署", "phrase"),
        ("The harvest failed because nobody listened to the farmers", None),
        ("I talked to @thelongread about trains", None),
        ("Nobody signed anything, and we all know why", None),
        ("Trains - who needs them", None),
        ("https://t.co/a", None),
        ("", None),
    ],
)
def test_a_text_of_a_button_is_known_by_its_words_and_its_link(text: str, expected: str | None) -> None:
    assert sign(text) == expected


def test_a_text_without_a_link_comes_from_no_button() -> None:
    assert sign("Signed the petition", None) is None
    assert sign("Why the harvest failed via @thelongread", None) is None


@given(st.text(max_size=60), st.none() | st.just(PAGE))
def test_any_text_has_one_of_the_signs_or_none(text: str, link: str | None) -> None:
    assert sign(text, link) in (*SIGNS, None)


def shares(
    seconds: list[float], *, link: str | None = PAGE, wording: str = "a headline", who: str = "a"
) -> pl.DataFrame:
    return pl.DataFrame(
        {
            "wording": [wording] * len(seconds),
            "link": pl.Series([link] * len(seconds), dtype=pl.String),
            "account": [f"{who}{number}" for number in range(len(seconds))],
            "at": pl.Series([START + timedelta(seconds=at) for at in seconds], dtype=pl.Datetime("us", "UTC")),
        }
    )


def pressed(posts: pl.DataFrame) -> list[bool]:
    return pressed_buttons(posts).sort("wording")["pressed"].to_list()


DAYS = [number * 9_000.0 for number in range(20)]


def test_one_text_with_one_link_by_strangers_over_days_is_a_button() -> None:
    assert pressed(shares(DAYS)) == [True]


def test_the_same_text_within_minutes_with_no_link_or_with_many_is_none() -> None:
    assert pressed(shares([number * 5.0 for number in range(20)])) == [False]
    assert pressed(shares(DAYS, link=None)) == []
    half = pl.concat([shares(DAYS[:10]), shares(DAYS[10:], link=f"{PAGE}/2", who="b")])
    assert pressed(half) == [False]


def test_bursts_of_many_within_a_minute_are_none_however_many_days_they_cover() -> None:
    bursts = [day * 86_400.0 + number for day in range(4) for number in range(5)]
    assert pressed(shares(bursts)) == [False]


def test_the_same_accounts_with_text_after_text_are_no_strangers() -> None:
    many = pl.concat([shares(DAYS, wording=f"headline {number}", link=f"{PAGE}/{number}") for number in range(4)])
    assert pressed(many) == [False] * 4


def test_two_accounts_are_too_few_and_no_posts_are_no_wordings() -> None:
    assert pressed_buttons(shares(DAYS[:2])).columns == list(BUTTON_COLUMNS)
    assert pressed(shares(DAYS[:2])) == []
    assert pressed(shares([])) == []


@pytest.mark.parametrize("level", ["easy", "hard"])
def test_in_worlds_share_buttons_are_known_and_no_planted_network_is(level: str) -> None:
    world = build_world(adversarial(level), 31)
    posts = world.posts.filter(pl.col("kind") != "repost")
    posts = posts.select(
        pl.concat_str("platform", pl.lit(":"), "account_id").alias("account"),
        pl.col("created_at").alias("at"),
        wordings(posts["text"]).alias("wording"),
        canonical_addresses(posts["urls"].list.first()).alias("link"),
        "text",
    )
    found = posts.join(pressed_buttons(posts).select("wording", "pressed"), on="wording", how="inner")
    found = found.with_columns(looks_like_share_text(found["text"], found["link"]).alias("sign"))
    (button,) = (set(decoy["accounts"]) for decoy in world.truth["decoys"] if decoy["kind"] == "share_button")
    own = found.filter(pl.col("account").is_in(list(button)) & pl.col("text").str.contains(" via @", literal=True))
    assert own.height >= 50
    assert own["pressed"].mean() >= 0.95
    assert own["sign"].drop_nulls().len() == own.height
    planted = {account for network in world.truth["networks"] for account in network["accounts"]}
    theirs = found.filter(pl.col("account").is_in(list(planted)) & ~pl.col("account").is_in(list(button)))
    orders = theirs.filter(pl.col("wording").is_in(_wordings_of_networks(theirs)))
    assert orders["pressed"].sum() == 0


def _wordings_of_networks(theirs: pl.DataFrame) -> list[str]:
    """Return the wordings that at least five planted accounts posted: their orders, not the buttons they press."""
    counts = theirs.filter(pl.col("sign").is_null()).group_by("wording").agg(pl.col("account").n_unique())
    return counts.filter(pl.col("account") >= 5)["wording"].to_list()
