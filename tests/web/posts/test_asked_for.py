"""An address's fields are read as people mean them, and what means nothing is answered."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.web.posts.posts_case import posts_case
from unisono.model.errors import UsageError
from unisono.web.posts.asked_for import PostsAsked, address_in, moment, tag_of, writer_of
from unisono.web.posts.keeping import keep_posts


def test_empty_fields_and_others_choose_nothing() -> None:
    asked = PostsAsked.of({"words": " ", "page": "2", "account": " ann ", "as": "csv"}, "UTC")
    assert asked.given == {"account": "ann"}


def test_a_day_is_one_of_the_zone_of_the_case() -> None:
    begin, end = PostsAsked.of({"day": "2018-06-02"}, "Asia/Tokyo").span()
    assert (begin, end) == (datetime(2018, 6, 1, 15, tzinfo=UTC), datetime(2018, 6, 2, 15, tzinfo=UTC))


def test_a_day_and_a_time_are_both_fulfilled() -> None:
    begin, _ = PostsAsked.of({"day": "2018-06-02", "since": "2018-06-02T06:00"}, "UTC").span()
    assert begin == datetime(2018, 6, 2, 6, tzinfo=UTC)


def test_a_plus_that_an_address_made_a_space_is_read() -> None:
    assert moment("2018-06-30T18:00:00 02:00", "UTC").hour == 16


@pytest.mark.parametrize("field", [{"day": "soon"}, {"since": "soon"}, {"until": "0001-01-01T00:00+10:00"}])
def test_what_is_no_time_says_what_to_type(field: dict[str, str]) -> None:
    with pytest.raises(UsageError, match="Type"):
        PostsAsked.of(field, "UTC").span()


@pytest.mark.parametrize("written", ["one", "-1", "1" * 30, "²"])
def test_what_is_no_number_of_a_network_is_refused(written: str) -> None:
    with pytest.raises(UsageError, match="no number"):
        PostsAsked.of({"network": written}, "UTC").number("network")


def test_an_account_goes_by_id_bare_id_and_handle(tmp_path: Path) -> None:
    kept = keep_posts(posts_case(tmp_path / "case"), "state")
    named = {writer_of(kept, typed) for typed in ("twitter:ann", "ann", "@H_ANN")}
    assert [kept.accounts["account"][number] for number in named] == ["twitter:ann"]
    with pytest.raises(UsageError, match="no account zoe"):
        writer_of(kept, "zoe")


def test_a_broken_address_is_put_together_again() -> None:
    assert address_in("hxxp://www.theamberpage[.]example/articles/7?utm_source=x") == (
        "https://theamberpage.example/articles/7"
    )


def test_a_sign_alone_is_no_hashtag() -> None:
    assert tag_of("#HARBOUR") == "harbour"
    with pytest.raises(UsageError, match="not a hashtag"):
        tag_of("#")
