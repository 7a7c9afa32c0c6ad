"""The user objects of an archive: their counters go with the account's posts, and grow."""

from collections import defaultdict
from typing import Any

import orjson
import pytest

from unisono.worlds import WorldSettings, build_world, write_v1_jsonl
from unisono.worlds.files.twitter_users import DEFAULT_PICTURE

Status = dict[str, Any]  # Any: JSON


@pytest.fixture(scope="module")
def statuses(tmp_path_factory: pytest.TempPathFactory) -> list[Status]:
    path = tmp_path_factory.mktemp("v1") / "posts.jsonl"
    write_v1_jsonl(build_world(WorldSettings(posts=4_000, accounts=400, days=10), seed=5), path)
    return [orjson.loads(line) for line in path.read_bytes().splitlines()]


def users_in(status: Status) -> list[Status]:
    """Return the user objects of a line, those of its originals too."""
    nested = (status, status.get("retweeted_status"), status.get("quoted_status"))
    return [one["user"] for one in nested if one is not None]


def test_an_account_has_published_at_least_what_the_archive_holds_of_it(statuses: list[Status]) -> None:
    held: dict[str, int] = defaultdict(int)
    for status in statuses:
        user = status["user"]
        held[user["id_str"]] += 1
        assert user["statuses_count"] >= held[user["id_str"]]
    assert max(held.values()) > 20


def test_counters_of_an_account_never_shrink_and_many_grow(statuses: list[Status]) -> None:
    last: dict[str, Status] = {}
    grown: dict[str, int] = defaultdict(int)
    for status in statuses:
        for user in users_in(status):
            before = last.get(user["id_str"], user)
            for name in ("statuses_count", "followers_count", "friends_count", "favourites_count"):
                assert user[name] >= before[name]
                grown[name] += user[name] > before[name]
            last[user["id_str"]] = user
    assert min(grown.values()) > 100, grown


def test_accounts_differ_in_every_counter(statuses: list[Status]) -> None:
    users = {user["id_str"]: user for status in statuses for user in users_in(status)}
    for name in ("statuses_count", "followers_count", "friends_count", "favourites_count", "listed_count"):
        assert len({user[name] for user in users.values()}) > 20, name
        assert min(user[name] for user in users.values()) >= 0


def test_who_shows_no_picture_shows_the_platforms_own(statuses: list[Status]) -> None:
    for status in statuses:
        for user in users_in(status):
            shown = user["profile_image_url_https"]
            assert user["default_profile_image"] == (shown is None or DEFAULT_PICTURE in shown)
