"""Fan club: the members follow the same few authors, or one popular account, and pass on what those publish."""

import polars as pl

from unisono.networks.innocent.delays import measure_delays
from unisono.networks.innocent.hub import fit_hub
from unisono.networks.innocent.network_view import Fit, NetworkView

FEW_AUTHORS = 3
NONE_BELOW, FULL_FROM = 0.4, 0.9
MOST_WITHOUT_TIMES = 0.4


def fit(view: NetworkView) -> Fit:
    """Return how well a common interest in few authors, or in one account that passes on finds, fits the reposts."""
    answers = view.answers
    if answers.height < 0.5 * view.acts.height or answers.height == 0:
        return Fit("fan_club", 0.0, f"{answers.height:,} of {view.acts.height:,} common acts are reposts or replies.")
    fans, followers = _fit_authors(view), fit_hub(view)
    return max((fans, followers), key=lambda found: found.fit)


def _fit_authors(view: NetworkView) -> Fit:
    """Return the share of reposts and replies that go to three authors, rescaled, times the share in one's own time.

    A fan's clock starts at the post. Members are no idols: who is reposted by their own network is boosted by it.
    """
    answers = view.answers
    outside = answers.filter(~pl.col("author").is_in(view.members["account"].implode()))
    if answers["author"].null_count() == answers.height:
        return Fit("fan_club", 0.0, "Who wrote the reposted posts is not known, so this was not measured.")
    counts = outside["author"].value_counts(sort=True)
    share = float(counts["count"].head(FEW_AUTHORS).sum()) / answers.height
    value = min(1.0, max(0.0, (share - NONE_BELOW) / (FULL_FROM - NONE_BELOW)))
    because = (
        f"{share:.0%} of {answers.height:,} common reposts and replies go to {min(FEW_AUTHORS, counts.height)} authors "
        f"outside the network; {answers['author'].n_unique():,} authors in all."
    )
    delays = measure_delays(answers)
    if delays is None:
        because += " How long after the originals they came is not known, so this explains a part at most."
        return Fit("fan_club", min(value, MOST_WITHOUT_TIMES), because)
    because += (
        f" They came {delays.as_text}; {delays.own_time:.0%} are on posts to which the members came each in their own "
        "time, as readers do."
    )
    return Fit("fan_club", value * delays.own_time, because)
