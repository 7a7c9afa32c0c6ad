"""The list of hashtags is ranked and searched, and each number leads to posts."""

from pathlib import Path

import orjson

from tests.dossiers.written_case import write_case
from tests.web.posts.posts_case import posts_case
from tests.web.posts.signed_in_here import signed_in_here


def test_hashtags_are_ranked_and_open_their_posts(tmp_path: Path) -> None:
    with signed_in_here(posts_case(tmp_path / "case").path) as client:
        page = client.get("/case/case/hashtags").text
        assert 'href="/case/case/hashtag/harbour"' in page
        assert 'href="/case/case/posts?hashtag=harbour">3</a>' in page
        rows = client.get("/case/case/hashtags", params={"by": "accounts", "words": "#HARB", "as": "json"}).text
        assert orjson.loads(rows)["posts"] == 3
        assert "No hashtag has these letters" in client.get("/case/case/hashtags", params={"words": "zzz"}).text


def test_a_case_without_hashtags_says_how_to_go_on(tmp_path: Path) -> None:
    with signed_in_here(write_case(tmp_path / "case", [{"account": "ann", "text": "no tag here"}]).path) as client:
        page = client.get("/case/case/hashtags", params={"by": "nonsense"}).text
        assert "None of the posts carries a hashtag" in page
