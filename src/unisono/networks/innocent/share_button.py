"""Share button: a site's button or an app fills in the same text and link for everyone."""

import polars as pl

from unisono.networks.innocent.network_view import Fit, NetworkView

LAYERS = ("text", "link", "tags", "hashtag")
OUTSIDE_FROM = 0.5


def fit(view: NetworkView) -> Fit:
    """Return the share of the network's own-word objects that mostly people outside it posted too, with a link."""
    own = view.objects.filter(pl.col("layer").is_in(LAYERS))
    shared = own.filter(1.0 - pl.col("members") / pl.col("actors").clip(lower_bound=1) >= OUTSIDE_FROM)
    acts = view.acts.filter(pl.col("layer").is_in(LAYERS))
    carried = acts.join(shared.select("layer", "object"), on=["layer", "object"], how="semi")
    share = carried.height / max(1, view.acts.height)
    linked = view.posts.join(carried.select("post").unique(), on="post", how="semi")
    with_link = float(linked.select((pl.col("urls").list.len().fill_null(0) > 0).mean()).item() or 0.0) if linked.height else 0.0
    because = (
        f"{shared.height:,} of {own.height:,} common texts, links and tags were posted mostly by accounts outside the "
        f"network; {with_link:.0%} of those posts carry a link."
    )
    return Fit("share_button", min(1.0, share * with_link), because)
