"""One post on one card: who reposted it and how, beside the reposters of comparable posts, and what that fits."""

from dataclasses import asdict

import polars as pl

from unisono.cases import Case, Run
from unisono.detectors.amplified_post import LEVEL
from unisono.dossiers.network.purpose import purpose_by
from unisono.dossiers.networked_share import estimate_share
from unisono.dossiers.post.audience import (
    Audience,
    audience_of,
    groups_of,
    networked_accounts,
    traits_of,
    with_acts,
)
from unisono.dossiers.post.comparable import RULE, find_comparable
from unisono.dossiers.post.control import chance_of, describe_comparable, describe_contrast, describe_control, share_of
from unisono.dossiers.post.history import describe_history
from unisono.dossiers.post.hypotheses import Facts, breadth_of, innocent_lists, weigh
from unisono.dossiers.post.material import PostMaterial
from unisono.dossiers.post.naming import Subject, find_post
from unisono.dossiers.post.persona import persona_rows, why_no_comparison
from unisono.dossiers.post.reposters import describe_ages, describe_alike, parts_of
from unisono.dossiers.post.speed import speed_of
from unisono.dossiers.post.summary import judge, summarise
from unisono.dossiers.post.waves import waves_of
from unisono.dossiers.subject_posts import Card


def describe_post(case: Case, run: Run | None, name: str) -> Card:
    """Return everything known of a post named by id or address; raises UsageError.

    Times are UTC, shares from 0 to 1; what cannot be said is null with the reason.
    """
    return card_of(PostMaterial(case, run), name)


def card_of(material: PostMaterial, name: str) -> Card:
    """Return the card of a post of a case whose posts were read already; raises UsageError."""
    case, run, reposts = material.case, material.run, material.reposts
    subject = find_post(case, name, reposts)
    comparable = find_comparable(case, subject, reposts)
    audience = audience_of(reposts, subject.post, comparable)
    estimate = share_of(case, run, audience.own, reposts, all_acts=subject.repost_count)
    repliers = audience_of(material.replies, subject.post, comparable)
    traits = traits_of(case, subject, (audience, repliers), material.names)
    networked = networked_accounts(audience.own, run, estimate)
    groups = groups_of(audience, networked, run)
    persona = persona_rows(with_acts(traits, audience), groups)
    waves = waves_of(audience.own, subject.created_at, networked)
    chance = chance_of(subject.post, reposts, run)
    breadth = breadth_of(reposts, networked, subject.post, subject.author)
    purpose = purpose_by(material.worded, networked if len(networked) else audience.own["account"])
    facts = Facts(
        estimate,
        None if run is None else chance is not None and chance["q"] <= LEVEL,
        breadth,
        [difference(row) for row in persona if row["unusual"]],
        purpose=purpose,
        waves=waves,
        languages=next(row for row in persona if row["trait"] == "language")["networked_kinds"],
    )
    hypotheses = weigh(facts, run)
    control = describe_control(case, run, comparable, reposts)
    card: Card = {
        "post_id": subject.post,
        **_of_subject(case, subject),
        "reposts": audience.own.height,
        "networked_reposts": None if estimate.share is None else estimate.networked,
        "networked_share": estimate.share,
        "share_low": estimate.low,
        "share_high": estimate.high,
        "networks": None if run is None else estimate.networks,
        "share": estimate.as_json(),
        "chance": chance,
        **judge(estimate, chance, hypotheses, persona, for_hire=purpose.for_hire, scanned=run is not None),
        **parts_of(persona),
        "purpose": {"of": "networked reposters" if len(networked) else "reposters", **purpose.as_json()},
        "ages": describe_ages(material.profiles, traits, audience.own),
        "speed": speed_of(audience.own),
        "waves": waves,
        "identical_timelines": describe_alike(audience),
        "amplifiers": breadth,
        "persona": persona,
        "hypotheses": hypotheses,
        "comparable": {
            "rule": RULE,
            "posts": describe_comparable(comparable, reposts, run),
            "accounts": len(groups.compared),
            "cannot_say": why_no_comparison(persona, groups),
        },
        "control_post": control,
        "contrast_post": describe_contrast(case, run, comparable, reposts, control),
        "replies": _replies(material, subject, repliers, traits),
        **innocent_lists(hypotheses),
        "post_ids": audience.own["post"].to_list(),
    }
    return {**card, "says": summarise(card)}


def difference(row: Card) -> str:
    """Return in what the reposters differ from those compared, by a row of the persona table."""
    if "compared_value" in row:
        return f"{row['label']} ({row['value']:.0%}, not {row['compared_value']:.0%})"
    return f"their {row['label']}"


def _of_subject(case: Case, subject: Subject) -> Card:
    told = asdict(subject)
    return {name: told[name] for name in told if name != "post"} | describe_history(case, subject.post)


def _replies(material: PostMaterial, subject: Subject, repliers: Audience, traits: pl.DataFrame) -> Card:
    """Return how many replied, the share of networks, and the persona table of the repliers."""
    run = material.run
    estimate = estimate_share(repliers.own, material.case, run, reposts=material.reposts, what="reply")
    networked = networked_accounts(repliers.own, run, estimate)
    known = with_acts(traits, repliers)
    return {
        "replies": repliers.own.height,
        "reply_count": subject.reply_count,
        "networked_replies": None if estimate.share is None else estimate.networked,
        "networked_share": estimate.share,
        "share_low": estimate.low,
        "share_high": estimate.high,
        "networks": None if run is None else estimate.networks,
        "persona": persona_rows(known, groups_of(repliers, networked, run)) if repliers.own.height else [],
        "says": estimate.says,
    }
