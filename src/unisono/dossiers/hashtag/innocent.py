"""Innocent explanations of a hashtag or link that few accounts, or networks, post much."""

import orjson

from unisono.cases import Run
from unisono.dossiers.networked_share import ShareEstimate
from unisono.dossiers.subject_posts import Card
from unisono.model.tested_fits import FITS_FROM

UNTESTED = (
    "a show, match or event that everybody posts about at once",
    "fans or members of an association who agreed openly on the tag",
    "a competition or giveaway that asks for the tag",
    "accounts that announce what they publish, such as news, weather or jobs",
    "a collection that holds some accounts' posts more fully than others'",
)
"""Explanations that the posts alone do not settle: whoever reads the card has to look."""


def explain_flow(run: Run | None, share: ShareEstimate, flow: Card, loudest: Card) -> list[Card]:
    """Return explanation, fit (0 to 1, null: cannot be measured) and because, the best first.

    flow: posts. loudest: handle, posts of the account that posted it most. Explanations of the networks that carry it
    come with their share of the networked posts.
    """
    known = [_one_account(flow, loudest), *_of_networks(run, share)]
    ordered = sorted(known, key=lambda one: -float(one["fit"]))
    return [*ordered, *({"explanation": name, "fit": None, "because": None} for name in UNTESTED)]


def _one_account(flow: Card, loudest: Card) -> Card:
    share = loudest["posts"] / flow["posts"]
    because = f"The account that posted it most wrote {loudest['posts']:,} of {flow['posts']:,} posts."
    return {"explanation": "one_account", "fit": round(share if share > 0.5 else 0.0, 3), "because": because}


def _of_networks(run: Run | None, share: ShareEstimate) -> list[Card]:
    """Return what explains the networks with posts here: each explanation that fits one of them."""
    if run is None:
        return []
    told = dict(run.table("networks").select("network", "innocent").iter_rows())
    by_members = max(1, sum(one["acts"] for one in share.networks))
    found = []
    for one in share.networks:
        for explanation in explanations_of(told.get(one["network"])):
            if explanation["fit"] >= FITS_FROM:
                because = (
                    f"Network {one['network']}, with {one['acts']:,} of {by_members:,} networked posts here: "
                    f"{explanation['because']}"
                )
                found.append({**explanation, "because": because})
    return found


def explanations_of(innocent: str | None) -> list[Card]:
    """Return explanation, fit and because of a network, from its JSON."""
    return list(orjson.loads(innocent)) if innocent else []
