"""--track keeps the posts that say a term, what passes them on, and nothing else."""

from pathlib import Path

import polars as pl
import pytest

from tests.watch.streams import account_line, delete_line, did, identity_line, post_line, post_uri, repost_line
from unisono.cases import create_case
from unisono.model.errors import UsageError
from unisono.model.tables import POSTS, conform
from unisono.watch.keeping import tracking
from unisono.watch.keeping.decoding import Decoder
from unisono.watch.keeping.pieces import Piece
from unisono.watch.keeping.tracking import Terms, Tracking, read_terms


def posts(**columns: list[object]) -> pl.DataFrame:
    return conform(pl.DataFrame(columns), POSTS)


def piece(*lines: bytes) -> Piece:
    decoder = Decoder("ws:x", "bluesky_jetstream")
    decoded = decoder.decode(lines)
    decoder.close()
    return Piece(decoded.lines, decoded.batch, "7")


def test_terms_are_what_they_look_like() -> None:
    terms = read_terms(
        ["#Vote", "@Ann", "did:plc:x", "news.example.org", "https://Other.example/path", "two  words", "投票"]
    )
    assert terms == Terms(
        hashtags=("vote",),
        accounts=("ann", "did:plc:x"),
        domains=("news.example.org", "other.example"),
        words=("two words", "投票"),
    )


@pytest.mark.parametrize("nothing", ["", "  ", "#", "@"])
def test_a_term_that_names_nothing_is_refused(nothing: str) -> None:
    with pytest.raises(UsageError, match="--track"):
        read_terms([nothing])


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Go and VOTE now", True),
        ("#vote!", True),
        ("devoted people, votes", False),
        ("vote.", True),
        (None, False),
        ("two\nwords here", True),
        ("two wordsmiths", False),
        ("今日は投票です", True),
        ("c++ is here", True),
        ("a.b", False),
    ],
)
def test_words_are_whole_words_in_scripts_that_have_them(text: str | None, said: bool) -> None:
    terms = read_terms(["vote", "two words", "投票", "c++", "a*b"])
    assert terms.match(posts(text=[text])).to_list() == [said]


def test_hashtags_count_in_the_list_and_in_the_text() -> None:
    found = posts(hashtags=[["VOTE", "x"], ["voter"], None], text=["", "#vote", None])
    assert read_terms(["#vote"]).match(found).to_list() == [True, True, False]


def test_accounts_count_as_author_as_mentioned_and_as_passed_on() -> None:
    found = posts(
        account_id=["did:plc:ann", "b", "b", "b"],
        handle=[None, "Ann.example", None, None],
        mentions=[None, None, ["did:plc:ann"], []],
        ref_account_id=[None, None, None, "x"],
    )
    assert read_terms(["@ann.example", "did:plc:ann"]).match(found).to_list() == [True, True, True, False]


def test_domains_count_with_those_below_them_and_no_others() -> None:
    urls = [
        ["https://news.example/a"], ["http://www.news.example:80"], ["https://badnews.example/"],
        ["https://other.example/?u=news.example"], ["https://x@news.example/"], [], None,
    ]  # fmt: skip
    said = read_terms(["news.example"]).match(posts(urls=urls)).to_list()
    assert said == [True, True, False, False, True, False, False]


def test_a_post_that_says_the_term_is_kept_with_its_line_and_the_others_are_counted() -> None:
    keeper = Tracking(read_terms(["#vote"]))
    kept = keeper.keep(piece(post_line(1, 1), post_line(2, 2, tags=["Vote"]), b"no json", post_line(3, 3)))
    assert kept.batch.posts["account_id"].to_list() == [did(2)]
    assert kept.lines == [post_line(2, 2, tags=["Vote"])] and kept.batch.posts["source_row"].to_list() == [1]
    assert kept.left_out == 3 and kept.cursor == "7" and kept.batch.rejected[0].rows == 1


def test_reposts_and_deletions_are_kept_of_posts_that_were_kept() -> None:
    keeper = Tracking(read_terms(["#vote"]))
    said, other = post_line(1, 1, tags=["vote"], key="kept"), post_line(2, 2, key="other")
    kept = keeper.keep(piece(said, other, repost_line(3, 3, post_uri(said)), repost_line(3, 4, post_uri(other))))
    assert kept.batch.posts["kind"].to_list() == ["post", "repost"]
    later = keeper.keep(piece(delete_line(1, 9, "kept"), delete_line(2, 9, "other"), repost_line(4, 9, post_uri(said))))
    assert later.batch.deletions["post_id"].to_list() == [post_uri(said)]
    assert later.batch.posts["account_id"].to_list() == [did(4)] and later.left_out == 1


def test_what_is_said_of_accounts_is_kept_of_those_that_were_kept() -> None:
    keeper = Tracking(read_terms(["#vote"]))
    keeper.keep(piece(post_line(1, 1, tags=["vote"]), post_line(2, 2)))
    kept = keeper.keep(
        piece(identity_line(1, 3, "ann.example"), identity_line(2, 3, "bob.example"), account_line(1, 4))
    )
    assert set(kept.batch.accounts["account_id"]) == {did(1)} and kept.left_out == 1


def test_a_quiet_stretch_keeps_nothing_and_goes_on() -> None:
    keeper = Tracking(read_terms(["#vote"]))
    assert keeper.keep(Piece([], piece().batch, "8")).cursor == "8"
    kept = keeper.keep(piece(post_line(1, 1)))
    assert kept.is_empty and kept.lines == [] and kept.left_out == 1


def test_what_a_case_has_is_known_in_files_beyond_some_memory_and_each_account_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tracking, "KNOWN_BYTES", 64)
    keeper = Tracking(read_terms(["#vote"]))
    keeper.learn(create_case(tmp_path / "case"))
    for second in range(20):
        keeper.keep(piece(post_line(second % 3, second, tags=["vote"])))
    assert sum(map(len, keeper.accounts.arrays)) == 3
    assert sum(map(len, keeper.posts.arrays)) == 20
    assert keeper.posts.kept.are_in_files
