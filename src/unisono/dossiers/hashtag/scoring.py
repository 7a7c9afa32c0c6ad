"""The measures that the cards of hashtags and of links have in common."""

from collections.abc import Collection

import polars as pl

from unisono.cases import Case
from unisono.cases.collapsing import ACCOUNT_KEY, latest_rows
from unisono.dossiers.hashtag.ctm import measure_ctm
from unisono.dossiers.hashtag.few_accounts import find_few_accounts
from unisono.dossiers.hashtag.material import Material
from unisono.dossiers.hashtag.reference_flows import Standing
from unisono.dossiers.networked_share import ShareEstimate
from unisono.dossiers.subject_posts import Card
from unisono.model.counting import counted
from unisono.model.names import ACCOUNT_NAME
from unisono.significance.pushing import FEWEST_ACCOUNTS, FEWEST_POSTS

NEW_DAYS = 90
"""Days after it was made within which an account counts as new when it first posts of something."""

FEWEST_MADE = 10
"""Accounts of which the case must know when they were made, to say which share is new."""

PUSHED = 0.01
"""The level of the finding `pushed_hashtag`."""

LARGE_SHARE = 0.2
"""The share of its posts from which on networks carry a tag that nothing in the case can be compared with."""

RANKED_VERDICTS = ("likely_inauthentic", "coordinated", "coordinated_explained")

MEASURES = (
    *("accounts", "posts_per_account", "reposts", "repost_share", "top10_share", "top50_share", "gini"),
    *("first_at", "last_at"),
)


def score_flow(material: Material, name: str, worded: pl.DataFrame) -> Card:
    """Return posts and MEASURES of one flow, new_account_share, ctm and few_accounts.

    worded: its uses with `wording`, what own posts say. Shares are 0 to 1; ctm.r and ctm.f are percent.
    """
    flow = material.flows.filter(pl.col("object") == name).row(0, named=True)
    standing = material.compare(name)
    few = find_few_accounts(worded, material.counts_beside(standing))
    return {
        "posts": flow["posts"],
        **{measure: flow[measure] for measure in MEASURES},
        **count_new(material.case, worded),
        "ctm": ctm_card(flow, standing),
        "few_accounts": few.as_json(),
        "pushed": pushed_card(material, name),
        "score_says": [*_concentration_says(flow, standing), *few.says],
    }


def ctm_card(flow: Card, standing: Standing) -> Card:
    """Return the coefficient, its parts, and where it stands among flows of like size."""
    ctm = measure_ctm(flow["posts"], flow["accounts"], reposts=flow["reposts"], top_posts=flow["top_posts"])
    return {
        **ctm.as_json(),
        "percentile": standing.percentile,
        "p": standing.p,
        "reference_n": standing.reference_n,
        "reference": standing.reference,
        "usual": standing.usual,
        "cannot_say": standing.cannot_say,
    }


def count_new(case: Case, uses: pl.DataFrame) -> Card:
    """Return new_account_share, of accounts made at most 90 days before their first use here, and of how many.

    Null where the case knows of too few when they were made.
    """
    first = uses.group_by("account").agg(pl.col("at").min())
    ids = first["account"].str.replace(r"^[^:]*:", "")
    snapshots = case.account_snapshots().filter(pl.col("account_id").is_in(ids.implode()))
    latest = latest_rows(snapshots, ACCOUNT_KEY, "observed_at")
    made = latest.select(ACCOUNT_NAME, pl.col("created_at").alias("made_at")).drop_nulls("made_at").collect()
    known = first.join(made.unique("account", keep="first", maintain_order=True), on="account")
    if known.height < FEWEST_MADE:
        return {"new_account_share": None, "new_account_n": known.height}
    is_new = pl.col("at") - pl.col("made_at") <= pl.duration(days=NEW_DAYS)
    return {"new_account_share": known.select(is_new.mean()).item(), "new_account_n": known.height}


def pushed_card(material: Material, name: str) -> Card | None:
    """Return how many members of networks used it, how many chance gives, p and q; None without a run.

    accounts_share: of all accounts that use any, the share that uses this one; from a half on there is no comparison.
    """
    if material.pushing is None:
        return None
    row = material.pushing.rated.filter(pl.col("object") == name).row(0, named=True)
    everybody = material.uses["account"].n_unique()
    return {**row, "tested": material.pushing.tested, "accounts_share": row["accounts"] / everybody}


def verdict_of_flow(pushed: Card | None, share: ShareEstimate) -> str | None:
    """Return the verdict of the networks that carry a flow, the gravest of those that carry a fifth of their part.

    Without a scan there is none: nobody has looked. Nor is there one where too little is known (verdict_limit).

    They carry it where more members use it than chance gives (q at most 1 %), or, where nearly everybody in the case
    uses it so that nothing can be compared, where they have at least a fifth of its posts.
    """
    if pushed is None:
        return None
    calm = "nothing_unusual" if verdict_limit(pushed, share.cannot_say) is None else None
    if share.share is None or not share.networks:
        return calm
    nothing_to_compare = pushed["accounts_share"] >= 0.5 and (share.low or 0.0) >= LARGE_SHARE
    if not (pushed["q"] is not None and pushed["q"] <= PUSHED) and not nothing_to_compare:
        return calm
    by_members = sum(one["acts"] for one in share.networks)
    carrying = {one["verdict"] for one in share.networks if one["acts"] >= LARGE_SHARE * by_members}
    return gravest(carrying)


def verdict_limit(pushed: Card, cannot_say: str | None = None) -> str | None:
    """Return why nobody can say whether networks carry a flow; None where that can be said.

    pushed: posts and accounts of the flow; cannot_say: why the share of networks is not known, if it is not.

    >>> verdict_limit({"posts": 2, "accounts": 2}), verdict_limit({"posts": 90, "accounts": 1})
    ('2 posts', 'one account')
    """
    if pushed["posts"] < FEWEST_POSTS:
        return counted(pushed["posts"], "post")
    if pushed["accounts"] < FEWEST_ACCOUNTS:
        return "one account" if pushed["accounts"] == 1 else counted(pushed["accounts"], "account")
    return cannot_say


def limited_verdict(pushed: Card | None, share: ShareEstimate) -> Card:
    """Return verdict, verdict_limited (nobody can say) and verdict_cannot_say (why, else null) of a flow."""
    verdict = verdict_of_flow(pushed, share)
    limit = None if pushed is None or verdict is not None else verdict_limit(pushed, share.cannot_say)
    return {
        "verdict": verdict,
        "verdict_limited": limit is not None,
        "verdict_cannot_say": None if limit is None else f"cannot say: {limit}",
    }


def gravest(verdicts: Collection[str]) -> str:
    """Return the gravest of the verdicts of some networks.

    >>> gravest({"coordinated_explained", "coordinated"})
    'coordinated'
    """
    found = [verdict for verdict in RANKED_VERDICTS if verdict in verdicts]
    return found[0] if found else "coordinated"


def below_words(percentile: float) -> str:
    """Return how many of the flows that one is compared with lie below it, in words.

    >>> below_words(100.0), below_words(92.9), below_words(0.2)
    ('all', '92.9 % of the', '0.2 % of the')
    """
    return "all" if percentile >= 100.0 else f"{percentile:.3g} % of the"


def _concentration_says(flow: Card, standing: Standing) -> list[str]:
    top = f"the fifty most active wrote {flow['top50_share']:.0%}, the ten most active {flow['top10_share']:.0%}"
    lines = [f"An account posted it {flow['posts_per_account']:.2f} times on average; {top}."]
    if standing.percentile is None:
        lines.append(f"Whether that is much for its size: {standing.cannot_say}.")
    else:
        lines.append(
            f"Its coefficient of traffic manipulation is {flow['ctm']:.1f}; {below_words(standing.percentile)} "
            f"{standing.reference} have less (n = {standing.reference_n:,}; {standing.usual:.1f} is usual)."
        )
    return lines
