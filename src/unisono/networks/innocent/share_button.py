"""Share button: a site's button or an app fills in the same text and link for everyone, whenever one presses it."""

import polars as pl

from unisono.networks.innocent.delays import duration
from unisono.networks.innocent.network_view import Fit, NetworkView
from unisono.traces.wording import normalise_texts

LAYERS = ("text", "link", "domain", "tags", "hashtag")
OUTSIDE_FROM = 0.5
ONCE_OR_TWICE = 2.0
SPREAD_S = 1_800.0


def fit(view: NetworkView) -> Fit:
    """Return the share of the common acts that look like presses of a button.

    Their posts have a link and the same words as another's; mostly accounts outside the network posted the same, or
    the median member did it once or twice; and half of the posts came more than half an hour from the object's median.
    """
    own = view.acts.filter(pl.col("layer").is_in(LAYERS))
    if own.height == 0:
        return Fit("share_button", 0.0, "None of the common acts is a text, a link or a tag of one's own.")
    pressed = _filled_in(view, own)
    outside = 1.0 - pl.col("members") / pl.col("actors").clip(lower_bound=1)
    shared = view.objects.filter(outside >= OUTSIDE_FROM).select("layer", "object")
    by_strangers = pressed.join(shared, on=["layer", "object"], how="semi")
    if pressed.height == 0:
        return Fit("share_button", 0.0, f"None of {own.height:,} such acts has a link and the words of another's post.")
    presses = pressed.group_by("account").agg(pl.col("post").n_unique())["post"].median()
    each = float(presses) if isinstance(presses, int | float) else 0.0
    counted = pressed if each <= ONCE_OR_TWICE else by_strangers
    apart = _apart(counted)
    share = counted.height / view.acts.height
    because = (
        f"{pressed.height:,} of {view.acts.height:,} common acts are posts with a link and the words of another post; "
        f"{by_strangers.height:,} of them are on objects posted mostly by accounts outside the network. The median "
        f"member of those made {each:.3g} such posts, typically {duration(apart)} from the median time on the object."
    )
    return Fit("share_button", min(1.0, share * min(1.0, apart / SPREAD_S)), because)


def _filled_in(view: NetworkView, own: pl.DataFrame) -> pl.DataFrame:
    """Return the acts whose post has a link and, links aside, the same words as the post of another member."""
    posts = view.acted_posts.filter(pl.col("urls").list.len() > 0).select(
        "post", normalise_texts(pl.col("text")).alias("words")
    )
    written = own.select("post", "account").unique().join(posts.filter(pl.col("words") != ""), on="post")
    same = written.filter(pl.col("account").n_unique().over("words") >= 2)
    return own.join(same.select("post").unique(), on="post", how="semi")


def _apart(acts: pl.DataFrame) -> float:
    """Return the median distance of an act to the median time of its object, in seconds."""
    seconds = pl.col("at").dt.epoch("ms") / 1000.0
    middle = seconds.median().over("layer", "object")
    apart = acts.select((seconds - middle).abs().median()).item()
    return float(apart) if apart is not None else 0.0
