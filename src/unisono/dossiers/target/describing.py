"""The card of a target: posts against it, episodes, hashtags by day, its share of massive episodes, the verdict."""

from dataclasses import asdict

import polars as pl

from unisono.cases import Case, Run
from unisono.content.hostility.coverage import judged_posts
from unisono.content.hostility.lexicon import parse_lexicon
from unisono.detectors.targets.settings import AttackSettings
from unisono.dossiers.followers import Reposts, read_repost_acts
from unisono.dossiers.networked_share import estimate_share
from unisono.dossiers.subject_posts import Card, count_days
from unisono.dossiers.target.episode_cards import count_each, count_severities, describe_episodes
from unisono.dossiers.target.massive_share import describe_massive_share, episodes_text
from unisono.dossiers.target.material import TargetMaterial, read_material
from unisono.dossiers.target.several_targets import count_shared
from unisono.dossiers.target.shared_attackers import describe_shared_attackers
from unisono.dossiers.target.verdict import INNOCENT, TAG_ALONE, judge
from unisono.model.counting import counted

JUDGED_AT_MOST = 4_000
"""Posts whose language is told, to say how many could be judged."""


def describe_target(case: Case, run: Run | None, name: str, settings: AttackSettings | None = None) -> Card:
    """Return everything known of the attacks on a target; raises UsageError where the case has none of that name."""
    return card_of(read_material(case, run, name, settings))


def card_of(material: TargetMaterial, reposts: Reposts | None = None) -> Card:
    """Return the card of a target whose posts were read already; reposts: REPOSTS of the case, if at hand."""
    if reposts is None and material.run is not None and material.episodes.get(material.number):
        reposts = read_repost_acts(material.case)
    episodes = describe_episodes(material, reposts)
    share, counts, judged = _share_of_episodes(material, episodes, reposts), _counts(material), _judged(material)
    card = {
        "target": material.target.name,
        "id": material.target.name,
        "aliases": list(material.target.aliases),
        "names": list(material.target.names),
        "own_accounts": material.attacks.found.own.filter(pl.col("target") == material.number)["account"]
        .unique()
        .sort()
        .to_list(),
        **counts,
        "hashtags_per_day": hashtags_per_day(material),
        "hashtag_campaigns": _campaigns(material),
        "episodes": episodes,
        **describe_massive_share(material),
        **{name: value for name, value in (share or _no_share()).items() if name != "share_says"},
        "shared_attackers": describe_shared_attackers(material),
        **judge(episodes, share, counts["posts"], is_scanned=material.run is not None),
        "innocent": [*([TAG_ALONE] if counts["given_tag_alone_posts"] else []), *INNOCENT],
        "judged": judged,
        "cannot_say": [*_cannot_say(material), *([judged["says"]] if judged["unjudged"] or judged["unknown"] else [])],
    }
    return {**card, "says": _says(card)}


def hashtags_per_day(material: TargetMaterial) -> dict[str, int]:
    """Return how many different hashtags were used against the target on each day of the case's zone."""
    tagged = material.own.select("at", "tags").explode("tags").drop_nulls("tags")
    day = pl.col("at").dt.convert_time_zone(material.case.zone).dt.strftime("%Y-%m-%d").alias("day")
    counted = tagged.group_by(day).agg(pl.col("tags").n_unique().alias("hashtags")).sort("day")
    return dict(counted.iter_rows())


def _counts(material: TargetMaterial) -> Card:
    about = material.attacks.found.about.filter(pl.col("target") == material.number)
    acts = material.attacks.found.acts
    own = material.own
    hostile = own.filter(pl.col("severity") > 0)
    return {
        "posts": about.height,
        "accounts": acts["account"].gather(about["act"]).n_unique(),
        "first_at": acts["at"].gather(about["act"]).min(),
        "last_at": acts["at"].gather(about["act"]).max(),
        "hostile_posts": hostile.height,
        "hostile_accounts": hostile["account"].n_unique(),
        "campaign_posts": own.filter(pl.col("tags").list.len() > 0).height,
        "attack_posts": own.height,
        "attack_accounts": own["account"].n_unique(),
        "first_hostile_at": hostile["at"].min(),
        "last_hostile_at": hostile["at"].max(),
        "severity": count_severities(own),
        "kinds": count_each(own["kinds"]),
        **count_shared(material),
        "given_tag_alone_posts": _given_tag_alone(material).height,
        "timeline": count_days(own, material.case.zone),
    }


def _given_tag_alone(material: TargetMaterial) -> pl.DataFrame:
    """Return the posts that count as against the target by nothing but a hashtag that the user gave."""
    found = material.attacks.campaigns.filter((pl.col("target") == material.number) & ~pl.col("given"))["tag"]
    by_found = pl.col("tags").list.set_intersection(found.to_list()).list.len() > 0
    return material.own.filter((pl.col("severity") == 0) & ~by_found)


def _judged(material: TargetMaterial) -> Card:
    """Return of how many posts about the target the words could be judged, by language; of many an even sample."""
    about = material.attacks.found.about.filter(pl.col("target") == material.number)["act"]
    every = max(1, -(-len(about) // JUDGED_AT_MOST))
    posts = material.attacks.found.acts.select("text", "lang")[about.gather_every(every).to_numpy()]
    lexicons = [parse_lexicon(words.text, words.name) for words in material.targets.words]
    judged = judged_posts(posts, lexicons)
    sample = f"In an even sample of {posts.height:,} posts about it: " if every > 1 else ""
    return {**asdict(judged), "sampled": every > 1, "says": f"{sample}{judged.says}"}


def _campaigns(material: TargetMaterial) -> list[Card]:
    """Return hashtag, given, posts, accounts, hostile, first_at of each hashtag used against the target."""
    own = material.attacks.campaigns.filter(pl.col("target") == material.number)
    return own.drop("target").rename({"tag": "hashtag"}).to_dicts()


def _share_of_episodes(material: TargetMaterial, episodes: list[Card], reposts: Reposts | None) -> Card | None:
    """Return networked_share with its interval over the posts of all episodes, and the networks; None without any."""
    if not episodes:
        return None
    rows = pl.concat([material.own[episode.attacks] for episode in material.episodes[material.number]])
    estimate = estimate_share(rows.select("account", "post"), material.case, material.run, reposts=reposts)
    return {
        "networked_share": estimate.share,
        "share_low": estimate.low,
        "share_high": estimate.high,
        "networks": estimate.networks if material.run is not None else None,
        "share_says": estimate.says,
    }


def _no_share() -> Card:
    return {"networked_share": None, "share_low": None, "share_high": None, "networks": None}


def _cannot_say(material: TargetMaterial) -> list[str]:
    """Return what the numbers leave open, in sentences."""
    told = []
    if material.span is None:
        told.append("The case has no posts with an account and a time.")
    elif not material.attacks.found.about.filter(pl.col("target") == material.number).height:
        told.append("No post of the case is about it, by these names, accounts and hashtags.")
    for episode in material.episodes.get(material.number, []):
        if episode.expected is None:
            told.append(
                "What is usual for it is not known: the case has too few hours outside of bursts, so no episode can be "
                "called massive. Import posts about it from ordinary weeks, too."
            )
            break
    if material.run is None:
        told.append("Which accounts acted together, and so the verdict: known after a scan. The case was not scanned.")
    return told


def _says(card: Card) -> list[str]:
    """Return what is known in plain sentences with counts."""
    if not card["posts"]:
        return [*card["cannot_say"][:1]]
    about = (
        f"{counted(card['posts'], 'post')} of {counted(card['accounts'], 'account')} name it, answer it or carry a "
        f"hashtag used against it. "
    )
    told = [about + _against_text(card), *([card["several_targets_says"]] if card["several_targets"] else [])]
    massive, many = card["massive_episodes"], len(card["episodes"])
    if many:
        told.append(episodes_text(many, massive))
        # Of a single target "no massive episode" was just said.
        told += [card["massive_share_says"]] if massive or len(card["massive_episodes_by_target"]) > 1 else []
    return [*told, card["verdict_because"]]


def _against_text(card: Card) -> str:
    """Return how many posts count as against the target, and what that rests on."""
    posts = f"{counted(card['attack_posts'], 'post')} of {counted(card['attack_accounts'], 'account')}"
    alone = card["given_tag_alone_posts"]
    if not card["attack_posts"]:
        return "None of them counts as against it: none has hostile words or a hashtag used against it."
    if alone and alone == card["attack_posts"]:
        return (
            f"{posts} carry a hashtag that was given as used against it, none with hostile words: that they are "
            "against it rests on the given hashtag alone."
        )
    told = (
        f"Against it: {posts}, {card['hostile_posts']:,} with hostile words, {card['campaign_posts']:,} under hashtags "
        "used against it."
    )
    return f"{told} Of {alone:,} that rests on a given hashtag alone." if alone else told
