"""One hashtag: how much, by whom, how concentrated, since when, which arguments, and which share networks carry."""

from shlex import quote

import polars as pl

from unisono.cases import Case, Run
from unisono.cases.trends import kept_trends, trended, trended_words
from unisono.content.tactics.suggesting import CAVEAT, suggest_tactics
from unisono.dossiers.followers import Reposts
from unisono.dossiers.hashtag.carrying import carried_sentences
from unisono.dossiers.hashtag.innocent import explain_flow
from unisono.dossiers.hashtag.material import Material, read_tags
from unisono.dossiers.hashtag.saying import rank_arguments, read_posts
from unisono.dossiers.hashtag.scoring import limited_verdict, score_flow
from unisono.dossiers.hashtag.when import tell_when
from unisono.dossiers.hashtag.written import written_forms
from unisono.dossiers.networked_share import ShareEstimate, estimate_share
from unisono.dossiers.subject_posts import Card, count_days, count_networks, first_posts
from unisono.model.counting import counted
from unisono.model.errors import UsageError
from unisono.traces.hashtag import fold_tag

MOST_NAMED = 3
LOUDEST = 10


def describe_hashtag(case: Case, run: Run | None, given: str) -> Card:
    """Return everything known of a hashtag, with or without #, in any case and width; raises UsageError for none."""
    return card_of(read_tags(case, run), given)


def card_of(material: Material, given: str, reposts: Reposts | None = None) -> Card:
    """Return the card of a hashtag of a case whose uses were read already; raises UsageError for none.

    reposts: REPOSTS of the case, if at hand.
    """
    case, run = material.case, material.run
    name = _find_tag(material, given)
    uses = material.of(name)
    posts = read_posts(material, uses)
    worded = uses.join(posts.select("post", "wording", "text", "handle"), on="post", how="left", maintain_order="left")
    share = estimate_share(uses, case, run, reposts=reposts, what="post")
    measures = score_flow(material, name, worded)
    arguments, found = rank_arguments(material, posts)
    loudest = loudest_of(worded, material.members)
    when = tell_when(material, name, posts)
    tactics = suggest_tactics(posts.select("post", "text", "lang"))
    verdict = limited_verdict(measures["pushed"], share)
    return {
        "hashtag": name,
        "id": f"#{name}",
        "written": written_forms(posts, name),
        **{part: value for part, value in measures.items() if part != "score_says"},
        "networked_share": share.share,
        "members_share": share.members_share,
        "share_low": share.low,
        "share_high": share.high,
        "networked": share.as_json(),
        "networks": count_networks(uses, material.members),
        **when,
        **_trends(case, name),
        "arguments": arguments,
        "posts_in_arguments": found.posts - found.other - found.silent,
        "arguments_cannot_say": found.cannot_say,
        "tactics": [one.as_json() for one in tactics],
        "tactics_caveat": CAVEAT,
        "loudest": loudest,
        "first": first_posts(worded, material.members),
        "first_is_shared": bool(uses.filter(pl.col("at") == pl.col("at").min())["account"].n_unique() > 1),
        "timeline": count_days(uses, case.zone),
        **verdict,
        "innocent": explain_flow(run, share, measures, loudest[0]),
        "says": [*_says(name, measures, share, verdict), *when["says_when"]],
    }


def _find_tag(material: Material, given: str) -> str:
    """Return the folded tag that is meant; raises UsageError for none, naming the nearest and the most used."""
    name, path = fold_tag(given.strip()), quote(str(material.case.path))
    most = material.flows["object"].head(MOST_NAMED).to_list()
    if not most:
        raise UsageError(f"{material.case.path} has no hashtags: none of its posts carries one.")
    named = ", ".join(f"#{tag}" for tag in most)
    if name is None:
        raise UsageError(f"{given!r} is not a hashtag. Used most: {named}. Type: unisono show {path} hashtag {most[0]}")
    if material.flows.filter(pl.col("object") == name).height:
        return name
    like = material.flows.filter(pl.col("object").str.contains(name, literal=True))["object"].head(MOST_NAMED)
    alike = f" Tags with these letters: {', '.join(f'#{tag}' for tag in like)}." if len(like) else ""
    raise UsageError(
        f"No post of {material.case.path} has the hashtag #{name}.{alike} Used most: {named}. All of them: "
        f"unisono hashtags {path}"
    )


def _trends(case: Case, name: str) -> Card:
    """Return the entries of the case's trend lists that have the tag, null where none has, and that in words."""
    lists = kept_trends(case.path)
    rows = trended(case.path, name, lists)
    return {
        "trended": rows.to_dicts() if rows.height else None,
        "trended_says": trended_words(rows, has_lists=bool(lists)),
    }


def loudest_of(uses: pl.DataFrame, members: pl.DataFrame | None) -> list[Card]:
    """Return the accounts with most posts of it: account_id, handle, posts, first_at and network."""
    counts = (
        uses.group_by("account")
        .agg(pl.col("handle").drop_nulls().last(), pl.len().cast(pl.Int64).alias("posts"), pl.col("at").min())
        .sort("posts", "account", descending=[True, False])
        .head(LOUDEST)
    )
    known = members.unique("account") if members is not None else pl.DataFrame(schema={"account": pl.String})
    joined = counts.join(known, on="account", how="left", maintain_order="left")
    network = pl.col("network") if "network" in joined.columns else pl.lit(None, pl.Int64).alias("network")
    return joined.select(
        pl.col("account").alias("account_id"), "handle", "posts", pl.col("at").alias("first_at"), network
    ).to_dicts()


def _says(name: str, measures: Card, share: ShareEstimate, verdict: Card) -> list[str]:
    """Return the card in plain sentences, the answer first."""
    reposts = f"{measures['repost_share']:.0%} of them reposts"
    lines = [
        f"#{name}: {counted(measures['posts'], 'post')} of {counted(measures['accounts'], 'account')}, {reposts}.",
        *carried_sentences(measures["pushed"], verdict["verdict"], verdict["verdict_cannot_say"]),
        *share.says,
        *measures["score_says"],
    ]
    if measures["new_account_share"] is not None:
        lines.append(
            f"{measures['new_account_share']:.0%} of {counted(measures['new_account_n'], 'account')} whose age is "
            "known were made at most 90 days before they first used it."
        )
    return lines
