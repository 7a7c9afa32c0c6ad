"""What networks pushed, amplified and attacked, and what watchlists rank: the answers of these pages, in the report."""

import polars as pl

from unisono.cases import Case, Run
from unisono.cases.watchlists import kept_watchlists
from unisono.detectors import amplified_post, pushed_hashtag
from unisono.dossiers.hashtag import describing as hashtag
from unisono.dossiers.hashtag.material import read_tags
from unisono.dossiers.post import describing as post
from unisono.dossiers.post.material import PostMaterial
from unisono.dossiers.target import describing as target
from unisono.dossiers.target.material import read_materials
from unisono.dossiers.watchlist.describing import describe_watchlist
from unisono.exports.report.amounts import Clock
from unisono.exports.report.disclosure import Disclosure
from unisono.exports.report.dossier_cards import DossierView, Writer
from unisono.exports.report.limits import Limits


def view_dossiers(
    case: Case, run: Run, findings: pl.DataFrame, disclosure: Disclosure, clock: Clock, limits: Limits
) -> list[DossierView]:
    """Return hashtags that most members push, amplified posts with most reposts, and the case's targets and lists."""
    writer = Writer(disclosure, clock, limits)
    most = limits.dossiers
    tags = _strongest(findings, pushed_hashtag.NAME, most, by="value")
    posts = _strongest(findings, amplified_post.NAME, most, by="n")
    material, targets = PostMaterial(case, run), read_materials(case, run)[:most]
    lists = list(dict.fromkeys(watchlist.name for watchlist in kept_watchlists(case.path)))[:most]
    return [
        *_view_tags(writer, material, tags),
        *(_view_post(writer, material, name) for name in posts),
        *(writer.target(target.card_of(one, material.reposts)) for one in targets),
        *(writer.watchlist(describe_watchlist(case, name)) for name in lists),
    ]


def _view_post(writer: Writer, material: PostMaterial, name: str) -> DossierView:
    return writer.post(post.card_of(material, name))


def _view_tags(writer: Writer, material: PostMaterial, tags: list[str]) -> list[DossierView]:
    """Return the cards of hashtags; what they are made of is let go before anything else is read."""
    if not tags:
        return []
    reposts = material.reposts
    uses = read_tags(material.case, material.run)
    return [writer.hashtag(hashtag.card_of(uses, tag, reposts)) for tag in tags]


def _strongest(findings: pl.DataFrame, detector: str, most: int, *, by: str) -> list[str]:
    found = findings.filter(pl.col("detector") == detector)
    return found.sort(by, "subject", descending=[True, False]).head(most)["subject"].to_list()
