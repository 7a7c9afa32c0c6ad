"""Fan club: the members follow the same few authors, or one popular account, and pass on what those publish."""

import polars as pl

from unisono.networks.innocent.delays import Delays, measure_delays
from unisono.networks.innocent.hub import fit_hub
from unisono.networks.innocent.networks_view import Facts, Fit, NetworksView

FEW_AUTHORS = 3
NONE_BELOW, FULL_FROM = 0.4, 0.9
MOST_WITHOUT_TIMES = 0.4


def fit(view: NetworksView) -> list[Fit]:
    """Return how well a common interest in few authors, or in one account that passes on finds, fits the reposts."""
    answers = view.answers.group_by("network").agg(pl.len().alias("answers"))
    judged = zip(view.facts(answers), _fit_authors(view), fit_hub(view), strict=True)
    return [_choose(facts, fans, followers) for facts, fans, followers in judged]


def _choose(facts: Facts, fans: Fit, followers: Fit) -> Fit:
    answers = facts["answers"] or 0
    if answers < 0.5 * facts["acts"] or answers == 0:
        return Fit("fan_club", 0.0, f"{answers:,} of {facts['acts']:,} common acts are reposts or replies.")
    return max((fans, followers), key=lambda found: found.fit)


def _fit_authors(view: NetworksView) -> list[Fit]:
    """Return the share of reposts and replies that go to three authors, rescaled, times the share in one's own time.

    A fan's clock starts at the post. Members are no idols: who is reposted by their own network is boosted by it.
    """
    answers = view.answers
    counted = answers.group_by("network").agg(
        pl.len().alias("answers"),
        pl.col("author").null_count().alias("unknown"),
        pl.col("author").n_unique().alias("authors"),
    )
    members = view.members.select("network", pl.col("account").alias("author"))
    outside = answers.drop_nulls("author").join(members, on=["network", "author"], how="anti")
    idols = outside.group_by("network", "author").agg(pl.len().alias("count"))
    few = idols.group_by("network").agg(
        pl.col("count").top_k(FEW_AUTHORS).sum().alias("to_few"), pl.len().alias("outside")
    )
    delays = measure_delays(answers)
    return [_judge_authors(facts, delays.get(facts["network"])) for facts in view.facts(counted, few)]


def _judge_authors(facts: Facts, delays: Delays | None) -> Fit:
    if facts["answers"] == facts["unknown"]:
        return Fit(
            "fan_club", 0.0, "Who wrote the reposted posts is not known, so this was not measured.", measured=False
        )
    share = (facts["to_few"] or 0) / facts["answers"]
    value = min(1.0, max(0.0, (share - NONE_BELOW) / (FULL_FROM - NONE_BELOW)))
    because = (
        f"{share:.0%} of {facts['answers']:,} common reposts and replies go to "
        f"{min(FEW_AUTHORS, facts['outside'] or 0)} authors outside the network; {facts['authors']:,} authors in all."
    )
    if delays is None:
        because += " How long after the originals they came is not known, so this explains a part at most."
        return Fit("fan_club", min(value, MOST_WITHOUT_TIMES), because)
    because += (
        f" They came {delays.as_text}; {delays.own_time:.0%} are on posts to which the members came each in their own "
        "time, as readers do."
    )
    return Fit("fan_club", value * delays.own_time, because)
