"""Share button: a site's button or an app fills in the same text and link for everyone, whenever one presses it."""

import polars as pl

from unisono.content.addresses import canonical_addresses
from unisono.content.share_texts import looks_like_share_text
from unisono.content.wording import normalise_texts
from unisono.networks.innocent.apps import posted_by_apps, posted_by_the_clock
from unisono.networks.innocent.delays import duration
from unisono.networks.innocent.networks_view import Facts, Fit, NetworksView

LAYERS = ("wording", "text", "link", "domain", "tags", "hashtag")
OUTSIDE_FROM = 0.5
ONCE_OR_TWICE = 2.0
SPREAD_S = 1_800.0
_NOTHING_OWN = Fit("share_button", 0.0, "None of the common acts is a text, a link or a tag of one's own.")


def fit(view: NetworksView) -> list[Fit]:
    """Return the share of the common acts that look like presses of a button.

    Their posts have a link and the same words as another's; mostly accounts outside the network posted the same, or
    the median member did it once or twice; and half of the posts came more than half an hour from the object's median.
    Or an app posts in its users' names: see apps.py.
    """
    own = view.acts.filter(pl.col("layer").is_in(LAYERS))
    if own.is_empty():
        return [_NOTHING_OWN] * view.networks.height
    pressed = _filled_in(view, own)
    shared = _mostly_outside(view, own)
    by_strangers = pressed.join(shared, on=["network", "layer", "object"], how="semi")
    presses = pressed.select("network", "account", "post").unique().group_by("network", "account").len("each")
    return [
        _judge(facts)
        for facts in view.facts(
            own.group_by("network").len("own"),
            _count_written(view, own),
            presses.group_by("network").agg(pl.col("each").median()),
            _count_and_spread(pressed, "pressed"),
            _count_and_spread(by_strangers, "by_strangers"),
            _count_signs(view, pressed),
            posted_by_apps(view, pressed),
            posted_by_the_clock(by_strangers),
            posted_by_the_clock(pressed).rename({"by_clock": "by_clocks"}),
        )
    ]


def _judge(facts: Facts) -> Fit:
    own, pressed, by_strangers = (facts[name] or 0 for name in ("own", "pressed", "by_strangers"))
    if own == 0:
        return _NOTHING_OWN
    if not facts["written"]:
        told = f"The words of {own:,} such acts are not in the case, so this was not measured."
        return Fit("share_button", 0.0, told, measured=False)
    if pressed == 0:
        return Fit("share_button", 0.0, f"None of {own:,} such acts has a link and the words of another's post.")
    each = facts["each"]
    counted = "pressed" if each <= ONCE_OR_TWICE else "by_strangers"
    apart = facts[f"{counted}_apart"] or 0.0
    share = (facts[counted] or 0) / facts["acts"]
    signs = facts["signs"] or 0
    wording = "no post" if signs == 0 else f"{signs:,} post" if signs == 1 else f"{signs:,} posts"
    verb = "looks" if signs <= 1 else "look"
    because = (
        f"{pressed:,} of {facts['acts']:,} common acts are posts with a link and the words of another post; "
        f"{by_strangers:,} of them are on objects posted mostly by accounts outside the network. The median "
        f"member of those made {each:.3g} such posts, typically {duration(apart)} from the median time on the object. "
        f"Going by the words, {wording} {verb} written by a button (a phrase that apps fill in, "
        "“via @…”, the site's name, the headline)."
    )
    chosen = share * min(1.0, apart / SPREAD_S)
    by_app, by_clock = facts["by_app"] or 0, facts["by_clock"] or 0
    if (facts["pressed_apart"] or 0.0) >= SPREAD_S:
        by_clock = facts["by_clocks"] or 0
    if by_app:
        because += f" {by_app:,} were posted through an app that bears the name of the site they link to."
    if by_clock:
        because += (
            f" {by_clock:,} of those that others posted as well, or members at other hours than one another, keep an "
            "hour of the day of the member's own, as apps that post for their users do."
        )
    return Fit("share_button", min(1.0, max(chosen, by_app / facts["acts"], by_clock / facts["acts"])), because)


def _count_written(view: NetworksView, own: pl.DataFrame) -> pl.DataFrame:
    """Return (network, written): how many of these acts' posts have words in the case."""
    worded = view.posts.filter(pl.col("text").str.strip_chars() != "").select("post")
    posts = own.select("network", "post").unique().join(worded, on="post", how="semi")
    return posts.group_by("network").len("written")


def _filled_in(view: NetworksView, own: pl.DataFrame) -> pl.DataFrame:
    """Return the acts whose post has a link and, links aside, the same words as the post of another member."""
    linked = view.posts.filter(pl.col("urls").list.len() > 0).select("post", "text")
    written = own.select("network", "post", "account").unique().join(linked, on="post")
    written = written.with_columns(normalise_texts(pl.col("text")).alias("words")).filter(pl.col("words") != "")
    writers = written.select("network", "words", "account").unique().group_by("network", "words").len("writers")
    same = written.join(writers.filter(pl.col("writers") >= 2), on=["network", "words"], how="semi")
    return own.join(same.select("network", "post").unique(), on=["network", "post"], how="semi")


def _mostly_outside(view: NetworksView, own: pl.DataFrame) -> pl.DataFrame:
    """Return (network, layer, object): the objects of these acts on which mostly accounts outside the network acted."""
    came = own.select("network", "layer", "object", "account").unique()
    counts = came.group_by("network", "layer", "object").len("members")
    outside = 1.0 - pl.col("members") / pl.col("actors").clip(lower_bound=1)
    return counts.join(view.crowd, on=["layer", "object"]).filter(outside >= OUTSIDE_FROM)


def _count_and_spread(acts: pl.DataFrame, name: str) -> pl.DataFrame:
    """Return (network, `name`, `name`_apart): how many acts, and their median distance to their object's median time.

    The distance is in seconds.
    """
    seconds = pl.col("at").dt.epoch("ms") / 1000.0
    middle = seconds.median().over("network", "layer", "object")
    return (
        acts.with_columns((seconds - middle).abs().alias("apart"))
        .group_by("network")
        .agg(pl.len().alias(name), pl.col("apart").median().alias(f"{name}_apart"))
    )


def _count_signs(view: NetworksView, pressed: pl.DataFrame) -> pl.DataFrame:
    """Return (network, signs): how many of these posts have a wording that buttons and apps write."""
    own = pressed.select("network", "post").unique()
    posts = own.join(view.posts.select("post", "text", "urls").unique("post", keep="any"), on="post")
    links = canonical_addresses(posts["urls"].list.first())
    signs = posts.with_columns(looks_like_share_text(posts["text"], links).alias("sign"))
    return signs.group_by("network").agg(pl.col("sign").count().alias("signs"))
