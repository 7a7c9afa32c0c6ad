"""Builds a world in parts, so that one of any size needs the memory of one part.

Every part is a region of the world for all of its days: people, authors and interests of its own, and the news and the
trends of the whole world. The first part also holds the planted networks, the story and the innocents of the
settings; a news event and the quiet who return are in every part. No account is in two parts.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import numpy as np

from unisono.worlds.assembly import World, assemble
from unisono.worlds.building import Tell, build_world, fill
from unisono.worlds.draft import Draft, Part
from unisono.worlds.occasions import OCCASION_KINDS
from unisono.worlds.settings import WorldSettings

POSTS_IN_ONE_PIECE = 1_000_000
POSTS_PER_PART = 500_000
MOST_PARTS = 1 << 10  # what ten bits of an id can tell apart


def build_parts(
    settings: WorldSettings,
    seed: int,
    *,
    tell: Tell | None = None,
    in_one_piece: int = POSTS_IN_ONE_PIECE,
    per_part: int = POSTS_PER_PART,
) -> Iterator[World]:
    """Yield the world, whole where it is small, else part by part; hold one at a time.

    The posts of each part are in order of time; ids and handles are unique over all parts.
    """
    if settings.posts <= in_one_piece:
        yield build_world(settings, seed, tell=tell)
        return
    parts = min(MOST_PARTS, -(-settings.posts // per_part))
    first_account = 0
    for number in range(parts):
        part = Part(number, seed, first_account)
        share = settings_of_part(settings, number, parts)
        world = build_part(share, part, tell if number == 0 else None)
        first_account += world.accounts.height
        yield world
        del world  # so that two parts are never held


def build_part(settings: WorldSettings, part: Part, tell: Tell | None) -> World:
    """Return one part of a world, drawn by the world's seed and the part's number."""
    draft = Draft(settings, np.random.default_rng([part.seed, part.number]), part=part)
    return assemble(fill(draft, tell))


def settings_of_part(settings: WorldSettings, number: int, parts: int) -> WorldSettings:
    """Return the settings of one part: its share of posts, people and pictures; networks in the first one only."""
    share = replace(
        settings,
        posts=settings.posts // parts,
        accounts=max(1, settings.accounts // parts),
        pictures=-(-settings.pictures // parts),
    )
    if number == 0:
        return share
    changes = tuple(kind for kind in settings.decoys if kind in OCCASION_KINDS)
    return replace(share, planted=(), decoys=changes, habits=())


def join_truths(truths: list[dict[str, Any]]) -> dict[str, Any]:  # Any: plain JSON
    """Return the truth of a world from those of its parts: innocents of one kind are one group."""
    decoys: dict[str, dict[str, Any]] = {}  # Any: as above
    for truth in truths:
        for decoy in truth["decoys"]:
            known = decoys.setdefault(decoy["name"], {**decoy, "accounts": []})
            known["accounts"] = known["accounts"] + decoy["accounts"]
    events = [event for truth in truths for event in truth["events"]]
    kinds = sorted({kind for truth in truths for kind in truth["posts"]})
    return {
        "posts": {kind: sum(truth["posts"].get(kind, 0) for truth in truths) for kind in kinds},
        "networks": [network for truth in truths for network in truth["networks"]],
        "decoys": list(decoys.values()),
        "events": [event for place, event in enumerate(events) if event not in events[:place]],
        "marked": {name: post for truth in truths for name, post in truth["marked"].items()},
    }
