"""With which apps accounts post: the share that came through a tool which publishes by itself."""

import numpy as np
import polars as pl

from unisono.accounts.signals.acts import Acts
from unisono.accounts.signals.declaration import Measured, Signal, said
from unisono.accounts.signals.per_account import means_of

TOOLS = (
    *("ifttt", "zapier", r"dlvr\.?it", "twitterfeed", "buffer", "hootsuite", "socialflow", "echobox"),
    *("roundteam", "crowdfire", "socialoomph", "recurpost", "meetedgar", "postcron", "smarterqueue", "socialbee"),
    *("sprinklr", "sprout social", "sendible", "agorapulse", "loomly", "publer", "postplanner", "tweetjukebox"),
    *(
        "twittbot",
        "botize",
        r"paper\.li",
        r"scoop\.it",
        "revive social",
        "jetpack",
        "wordpress",
        "feedblitz",
        "friendfeed",
    ),
    *("statusbrew", "tweetadder", "massplanner", "jarvee", "done quick", "make\\.com", "integromat", "n8n"),
)
"""Services that publish what was queued, or what a feed brings, without anybody at the keys at that moment."""

WORDS = ("auto(?:mat\\w*|post\\w*|tweet\\w*)?", "bot", "cron", "feeds?", "relay", "rss", "schedul\\w*", "queue\\w*")
"""Words by which apps of one's own say that they publish by themselves."""

_TOOL = rf"(?i)(?:^|\b)(?:{'|'.join(TOOLS)})(?:\b|$)|\b(?:{'|'.join(WORDS)})\b"

SIGNALS = (
    Signal(
        "automation_tools",
        "client",
        "share",
        10,
        "The share of its posts that came through a tool which publishes by itself: a scheduler, a relay of feeds.",
        "Newsrooms, shops and many private people schedule posts; it is allowed. Names of apps can be invented.",
        "posts whose app is known",
        "{value} of its posts came through tools that publish by themselves.",
        "the files do not say with which apps it posted",
    ),
)


def measure_client(acts: Acts) -> Measured:
    """Return the values of SIGNALS."""
    if not acts.has("client"):
        none = np.zeros(acts.accounts, np.int64)
        return {"automation_tools": (np.full(acts.accounts, np.nan), none)}
    by_tool = acts.rows(pl.col("client"))
    names = pl.DataFrame({"client": by_tool.unique().drop_nulls()})
    named = names.with_columns(is_tool(names["client"]).alias("tool"))
    flags = pl.DataFrame({"client": by_tool}).join(named, on="client", how="left", maintain_order="left")["tool"]
    values = flags.cast(pl.Float64).fill_null(float("nan")).to_numpy()[acts.timelines.rows]
    known = ~np.isnan(values)
    shares = means_of(acts.owners[known], values[known], acts.accounts)
    return {"automation_tools": said(*shares, SIGNALS[0].least)}


def is_tool(clients: pl.Series) -> pl.Series:
    """Return whether each name of an app is that of a tool which publishes by itself.

    >>> is_tool(pl.Series(["Twitter for iPhone", "IFTTT", "My RSS relay"])).to_list()
    [False, True, True]
    """
    return clients.str.contains(_TOOL)
