"""Newswire: outlets that publish the same agency stories, each under its own name."""

import polars as pl

from unisono.networks.innocent.networks_view import Facts, Fit, NetworksView, fit_of_profiles

NEWS_NAME = "(?i)" + "|".join(
    (
        r"(^|[^\p{L}])(news(paper|room|wire)?|times|daily|herald|tribune|journal|chronicle|courier|observer|radio|tv|"
        r"noticias|notícias|notizie|diario|diário|prensa|jornal|nachrichten|zeitung|tageblatt|gazet(te|a)|novosti|"
        r"haber(ler|i)?|новости|вести|вестник|газета)([^\p{L}]|$)",
        r"(?-i:[a-z](News|Times|Daily|Herald|Gazette|Tribune|Journal|Chronicle|Courier|Radio|TV|Nachrichten|Zeitung|"
        r"Tageblatt|Kurier|Anzeiger|Haber)[\d_]*$)",
        r"(?-i:(^|[a-z\d_])(Noticias|Diario|Periodico|Gaceta|Tribuna|Prensa|Correo|Jornal|Gazeta|Giornale|Corriere|"
        r"Gazzetta|Courrier)([A-Z\d_]|$))",
        r"أخبار|اخبار|新聞|新闻|ニュース|뉴스|समाचार",
    )
)
"""A handle or a name that holds such a word by itself: neither Express nor Sometimes."""

NEWS_PROFILE = (
    r"(?i)\b(news (and (weather|views|sport)|from|about|service|agency)|breaking news|latest news|newsroom|newspaper|"
    r"news outlet|headlines|noticias de|notícias de|nachrichten aus|actualités|новости)\b|新聞社|通信社|أخبار"
)

OWN_LAYERS = ("wording", "text", "link", "domain")
FEWEST_STORIES = 5
LINKLESS = 0.4  # copied texts without a link to any story are weak signs of a newsroom


def fit(view: NetworksView) -> list[Fit]:
    """Return how news-like a network is: profiles that say so, many stories with links, hardly any reposts."""
    own = view.acts.filter(pl.col("layer").is_in(OWN_LAYERS))
    counts = own.group_by("network").agg(pl.len().alias("own"))
    by_layer = own.select("network", "layer", "object").unique().group_by("network", "layer").len("stories")
    stories = by_layer.group_by("network").agg(pl.col("stories").max())
    return [
        _judge(facts) for facts in view.facts(counts, stories, _named_as_news(view), _linked(view, own), view.described)
    ]


def _judge(facts: Facts) -> Fit:
    size, named, known = facts["size"], facts["named"] or 0, facts["stories"] or 0
    share = (facts["own"] or 0) / max(1, facts["acts"])
    linked = (facts["linked"] or 0) / max(1, facts["own_posts"] or 0)
    weight = share * min(1.0, known / FEWEST_STORIES) * (LINKLESS + (1.0 - LINKLESS) * linked)
    because = (
        f"{named:,} of {size:,} members name themselves as news media; {share:.0%} of the common acts are own texts or "
        f"links, on {known:,} stories; {linked:.0%} of these posts carry a link."
    )
    return fit_of_profiles("newswire", facts, named, because, weight)


def _named_as_news(view: NetworksView) -> pl.DataFrame:
    said = [pl.col(name).str.contains(NEWS_NAME).fill_null(value=False) for name in ("handle", "display_name")]
    bio = pl.col("bio").str.contains(NEWS_PROFILE).fill_null(value=False)
    named = view.profiles.filter(pl.any_horizontal(*said, bio))
    return named.group_by("network").agg(pl.col("account").n_unique().alias("named"))


def _linked(view: NetworksView, own: pl.DataFrame) -> pl.DataFrame:
    """Return (network, own_posts, linked): how many posts these acts were made with, and how many have a link."""
    posts = view.posts.select("post", "urls").join(own.select("network", "post").unique(), on="post")
    linked = pl.col("urls").list.len().fill_null(0) > 0
    return posts.group_by("network").agg(pl.len().alias("own_posts"), linked.sum().alias("linked"))
