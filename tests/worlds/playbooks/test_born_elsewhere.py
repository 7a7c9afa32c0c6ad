"""A hashtag born elsewhere: weeks on the second platform, then two nights on the first."""

from datetime import timedelta

import polars as pl

from tests.worlds.playbooks.planted_world import stage_world


def test_the_tag_is_on_facebook_for_days_before_it_is_on_twitter() -> None:
    staged = stage_world("born_elsewhere", size=30, acts=10)
    tagged = staged.world.posts.filter(pl.col("hashtags").list.contains(staged.truth["tags"][0]))
    first = dict(tagged.group_by("platform").agg(pl.col("created_at").min()).rows())
    assert first["twitter"] - first["facebook"] > timedelta(days=7)
    counts = dict(tagged.group_by("platform").len().rows())
    assert counts["twitter"] > 5 * counts["facebook"]


def test_founders_and_pushers_are_on_different_platforms() -> None:
    roles = stage_world("born_elsewhere", size=30, acts=10).truth["roles"]
    assert len(roles["founder"]) == 6 and len(roles["pusher"]) == 24
    assert all(account.startswith("facebook:") for account in roles["founder"])
    assert all(account.startswith("twitter:") for account in roles["pusher"])


def test_people_pick_the_tag_up_afterwards() -> None:
    staged = stage_world("born_elsewhere", size=30, acts=10)
    tagged = staged.world.posts.filter(pl.col("hashtags").list.contains(staged.truth["tags"][0]))
    people = tagged.filter(~("twitter:" + pl.col("account_id")).is_in(staged.truth["accounts"]))
    pushers = staged.acts_of(staged.truth["roles"]["pusher"])
    late = people.filter(pl.col("platform") == "twitter")["created_at"]
    assert len(late) >= 30
    assert late.min() > pushers["created_at"].min()
