"""The sources of 4CAT."""

from tests.importers.fourcat_tables import HEADERS
from unisono.importers.fourcat_fields.sources import SOURCES, columns_of_source, columns_used, source_of
from unisono.importers.tables.profiles import PROFILE
from unisono.model.tables import POSTS


def test_each_source_is_named_once_and_knows_only_our_fields() -> None:
    assert len({source.name for source in SOURCES}) == len(SOURCES) == len(HEADERS)
    for source in SOURCES:
        assert set(source.columns) | set(source.derives) <= set(POSTS) | set(PROFILE)
        assert (source.derive is None) == (not source.derives)


def test_every_column_that_a_source_names_is_one_of_its_own() -> None:
    older = {
        "amount_likes",
        "amount_comments",
        "amount_shares",
        "amount_plays",
        "media_url",
        "is_verified",
        "mentioned",
    }
    older |= {"replied_user", "reply_to", "quoted_user", "author_followers", "type"}
    older |= {"account_url", "account_avatar"}
    for source in SOURCES[:-1]:
        named = {name for names in source.columns.values() for name in names} | set(source.beside) | source.telling
        shared = {"author_id", "author", "thread_id"}
        assert named - set(HEADERS[source.name]) <= older | shared | set(HEADERS["twitter-import"]), source.name


def test_a_table_without_times_is_none_of_theirs() -> None:
    assert source_of(["id", "thread_id", "author", "body"]) is None
    assert source_of(["id", "thread_id", "author", "body", "timestamp", "more"]) is SOURCES[-1]


def test_the_first_column_that_a_table_has_is_read() -> None:
    tiktok = next(source for source in SOURCES if source.name == "tiktok")
    found = columns_of_source(tiktok, ["id", "author", "amount_likes"])
    assert found == {"post_id": "id", "account_id": "author", "handle": "author", "like_count": "amount_likes"}
    assert columns_used(tiktok, ["id", "warning", "timestamp", "author_avatar"]) == ["id", "timestamp", "author_avatar"]
