"""Newswire: outlets that publish the same agency stories, each under its own name."""

import polars as pl

from unisono.networks.innocent.network_view import Fit, NetworkView

NEWS_NAME = "(?i)" + "|".join(
    (
        r"(^|[^\p{L}])(news(paper|room|wire)?|times|daily|herald|tribune|journal|chronicle|courier|observer|radio|tv|"
        r"noticias|notícias|notizie|diario|diário|prensa|jornal|nachrichten|zeitung|tageblatt|gazet(te|a)|novosti|"
        r"haber(ler|i)?|новости|вести|вестник|газета)([^\p{L}]|$)",
        r"(?-i:[a-z](News|Times|Daily|Herald|Gazette|Tribune|Journal|Radio|TV)[\d_]*$)",
        r"أخبار|اخبار|新聞|新闻|ニュース|뉴스|समाचार",
    )
)
"""A handle or a name that holds such a word by itself: neither Express nor Sometimes."""

NEWS_PROFILE = (
    r"(?i)\b(news (and (weather|views|sport)|from|about|service|agency)|breaking news|latest news|newsroom|newspaper|"
    r"news outlet|headlines|noticias de|notícias de|nachrichten aus|actualités|новости)\b|新聞社|通信社|أخبار"
)

OWN_LAYERS = ("text", "link", "domain")
FEWEST_STORIES = 5
LINKLESS = 0.4  # copied texts without a link to any story are weak signs of a newsroom


def fit(view: NetworkView) -> Fit:
    """Return how news-like the network is: profiles that say so, many stories with links, hardly any reposts."""
    own = view.acts.filter(pl.col("layer").is_in(OWN_LAYERS))
    share = own.height / max(1, view.acts.height)
    stories = own.group_by("layer").agg(pl.col("object").n_unique())["object"].max()
    known = int(stories) if isinstance(stories, int) else 0
    size = view.members.height
    named = _named_as_news(view)
    linked = _linked_share(view, own)
    value = share * min(1.0, known / FEWEST_STORIES) * named / max(1, size) * (LINKLESS + (1.0 - LINKLESS) * linked)
    because = (
        f"{named:,} of {size:,} members name themselves as news media; {share:.0%} of the common acts are own texts or "
        f"links, on {known:,} stories; {linked:.0%} of these posts carry a link."
    )
    return Fit("newswire", value, because)


def _named_as_news(view: NetworkView) -> int:
    said = [pl.col(name).str.contains(NEWS_NAME).fill_null(value=False) for name in ("handle", "display_name")]
    bio = pl.col("bio").str.contains(NEWS_PROFILE).fill_null(value=False)
    return view.profiles.filter(pl.any_horizontal(*said, bio))["account"].n_unique()


def _linked_share(view: NetworkView, own: pl.DataFrame) -> float:
    posts = view.posts.join(own.select("post").unique(), on="post", how="semi")
    if posts.height == 0:
        return 0.0
    return float(posts.select((pl.col("urls").list.len().fill_null(0) > 0).mean()).item())
