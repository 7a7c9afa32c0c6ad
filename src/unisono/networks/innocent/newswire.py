"""Newswire: outlets that publish the same agency stories, each under its own name."""

import polars as pl

from unisono.networks.innocent.network_view import Fit, NetworkView

NEWS_NAME = (
    r"(?i)news|noticias|nachrichten|zeitung|diario|gazette|herald|tribune|journal|press|prensa|presse|radio|\btv\b|times|"
    r"novosti|новости|вести|вестник|газета|أخبار|اخبار|新聞|新闻|ニュース|뉴스|haber|notizie|notícias|jornal"
)
OWN_LAYERS = ("text", "link")
FEWEST_STORIES = 5


def fit(view: NetworkView) -> Fit:
    """Return how news-like the members are: names or profiles that say so, many stories, hardly any reposts."""
    own = view.acts.filter(pl.col("layer").is_in(OWN_LAYERS))
    share = own.height / max(1, view.acts.height)
    stories = own.select("layer", "object").n_unique()
    names = view.members.select("account", "handle", "display_name").join(
        view.profiles.select("account", "bio"), on="account", how="left"
    )
    said = pl.concat_str([pl.col("handle"), pl.col("display_name"), pl.col("bio")], separator=" ", ignore_nulls=True)
    named = int(names.select(said.str.contains(NEWS_NAME).fill_null(value=False).sum()).item())
    linked = _linked_share(view)
    named_share = named / max(1, view.members.height)
    value = share * min(1.0, stories / FEWEST_STORIES) * max(named_share, 0.0) * (0.5 + 0.5 * linked)
    because = (
        f"{named:,} of {view.members.height:,} members name themselves as news media; {share:.0%} of the common acts are "
        f"own texts or links, on {stories:,} stories; {linked:.0%} of these posts carry a link."
    )
    return Fit("newswire", min(1.0, value), because)


def _linked_share(view: NetworkView) -> float:
    posts = view.acted_posts
    if posts.height == 0:
        return 0.0
    return float(posts.select((pl.col("urls").list.len().fill_null(0) > 0).mean()).item())
