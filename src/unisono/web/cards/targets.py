"""A target as a card: what is known of the attacks, and the posts against it, the most severe first."""

from unisono.cases import Case, Run
from unisono.content.hostility.scale import KINDS, SEVERITIES
from unisono.dossiers.target.describing import card_of
from unisono.dossiers.target.log import attack_log
from unisono.dossiers.target.material import read_material
from unisono.exports.target_page.page import days_of
from unisono.web.cards.declared import Card

POSTS_KEPT = 5_000
"""Posts against a target that its page goes through; the log has all."""


def tell_target(case: Case, run: Run | None, name: str) -> Card:
    """Return card, posts (rows of LOG, the most severe first), how many there are, and the first and last day."""
    material = read_material(case, run, name)
    log = attack_log(material).sort("severity", "created_at", "post_id", descending=[True, False, False])
    card = card_of(material)
    # Ids of thousands of posts are in the log already.
    episodes = [{**one, "post_ids": one["post_ids"][:1]} for one in card["episodes"]]
    return {
        "card": {**card, "episodes": episodes},
        "posts": log.head(POSTS_KEPT).to_dicts(),
        "posts_in_all": log.height,
        "days": None if material.span is None else days_of(material.span, case.zone),
        "severities": {str(level): text for level, text in SEVERITIES.items() if level},
        "kinds": dict(KINDS),
    }
