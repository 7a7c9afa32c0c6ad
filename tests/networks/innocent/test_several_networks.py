"""Every network is explained as if it stood alone, whatever other networks there are beside it."""

import random
from dataclasses import replace

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.networks.innocent.views_by_hand import Act, view_of
from unisono.networks.innocent import EXPLANATIONS, NetworksView, explain_networks

NETWORKS = 4
LAYERS = ("repost", "reply", "link", "domain", "text", "hashtag")
NAMES = ("Leeds Daily News", "Weather Bot", "ann", "bob", "", None)


def drawn_view(seed: int) -> NetworksView:
    """Return four networks of two to seven accounts that act on few objects, with posts and profiles of every kind."""
    draw = random.Random(seed)
    acts = [_act(draw, account) for account in _accounts(draw) for _ in range(draw.randint(1, 12))]
    profiles = {account: _profile(draw) for account in [*{act.account for act in acts}, "hub", "idol"]}
    outsiders = [(f"o{number}", draw.choice(("hub", "idol")), draw.uniform(0, 9_000)) for number in range(5)]
    strangers = {f"o{number}": draw.randint(0, 9) for number in range(5)}
    view = view_of(acts, profiles=profiles, outsiders=outsiders, strangers=strangers, other_traces=draw.randint(0, 9))
    number = pl.col("account").str.slice(1, 1).cast(pl.Int64)
    members = view.members.with_columns(network=number).sort("network", "account")
    return replace(view, members=members, acts=view.acts.with_columns(network=number))


def _accounts(draw: random.Random) -> list[str]:
    return [f"m{network}-{place}" for network in range(1, NETWORKS + 1) for place in range(draw.randint(2, 7))]


def _act(draw: random.Random, account: str) -> Act:
    at = draw.choice((0.0, 3_600.0, draw.uniform(0, 200), draw.uniform(0, 200_000)))
    post = {
        "text": draw.choice(("one and the same words", "other words for everyone", None)),
        "urls": draw.choice((["https://leeds.example/a"], [], None)),
        "created_at_precision": draw.choice(("second", "second", "day", None)),
    }
    author, origin = draw.choice((None, "idol", "star", "m1-0", "leeds.example")), draw.choice((None, -50.0, -9_000.0))
    return Act(
        account, f"o{draw.randint(0, 4)}", at, layer=draw.choice(LAYERS), author=author, origin=origin, post=post
    )


def _profile(draw: random.Random) -> dict[str, object]:
    return {
        "handle": draw.choice(("leedsdaily1", "leedsdaily2", "ann", "weather_bot", None)),
        "display_name": draw.choice(NAMES),
        "bio": draw.choice(("News from the coast", "I am a bot", "Leeds", None)),
        "followers": draw.choice((None, 10, 90, 5_000, 80_000)),
    }


@pytest.mark.parametrize("explanation", EXPLANATIONS, ids=lambda explanation: explanation.__module__.split(".")[-1])
@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 10_000))
def test_a_network_among_others_is_explained_as_alone(explanation: object, seed: int) -> None:
    assert callable(explanation)
    together = drawn_view(seed)
    found = explanation(together)
    assert len(found) == NETWORKS
    for network, fit in enumerate(found, start=1):
        own = pl.col("network") == network
        alone = replace(together, members=together.members.filter(own), acts=together.acts.filter(own))
        assert explanation(alone) == [fit]


def test_explanations_are_listed_network_by_network_the_best_first() -> None:
    view = drawn_view(1)
    found = explain_networks(view)
    for place, explained in enumerate(found):
        fits = [explanation(view)[place] for explanation in EXPLANATIONS]
        assert sorted(one["explanation"] for one in explained) == sorted(fit.explanation for fit in fits)
        assert [one["fit"] for one in explained] == sorted((round(fit.fit, 3) for fit in fits), reverse=True)
