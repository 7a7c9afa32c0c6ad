"""How planted networks act: one playbook a file, the list of them, and the planting."""

from unisono.worlds.draft import Draft
from unisono.worlds.playbooks.adverts_then_party import adverts_then_party
from unisono.worlds.playbooks.born_elsewhere import born_elsewhere
from unisono.worlds.playbooks.copypasta import copypasta
from unisono.worlds.playbooks.deleted_posts import deleted_posts
from unisono.worlds.playbooks.dormant_nets import dormant_nets
from unisono.worlds.playbooks.hashtag_push import hashtag_push
from unisono.worlds.playbooks.hired_reposts import hired_reposts
from unisono.worlds.playbooks.launch_and_boost import launch_and_boost
from unisono.worlds.playbooks.meme_reuploads import meme_reuploads
from unisono.worlds.playbooks.orders import disguise, obey, publish
from unisono.worlds.playbooks.performance import Performance, Playbook, describe_truth
from unisono.worlds.playbooks.ring import ring
from unisono.worlds.playbooks.testimony import testimony
from unisono.worlds.playbooks.theme_that_turns import theme_that_turns
from unisono.worlds.playbooks.threat_wave import threat_wave
from unisono.worlds.playbooks.translations import translations
from unisono.worlds.playbooks.watchlist import watchlist
from unisono.worlds.settings import Planted
from unisono.worlds.stage import Stage

__all__ = ["PLAYBOOK_KINDS", "Performance", "Playbook", "obey", "plant", "publish"]

PLAYBOOK_KINDS: dict[str, Playbook] = {
    "hired_reposts": hired_reposts,
    "hashtag_push": hashtag_push,
    "launch_and_boost": launch_and_boost,
    "ring": ring,
    "adverts_then_party": adverts_then_party,
    "theme_that_turns": theme_that_turns,
    "dormant_nets": dormant_nets,
    "threat_wave": threat_wave,
    "testimony": testimony,
    "watchlist": watchlist,
    "born_elsewhere": born_elsewhere,
    "copypasta": copypasta,
    "translations": translations,
    "meme_reuploads": meme_reuploads,
    "deleted_posts": deleted_posts,
}
"""Every playbook by the name under which it is planted."""


def plant(draft: Draft, stage: Stage, plan: Planted) -> None:
    """Add the accounts and acts of a plan's networks to the draft, their camouflage, and their truth."""
    for performance in PLAYBOOK_KINDS[plan.playbook](draft, stage, plan):
        disguise(
            draft,
            stage,
            performance.members if performance.disguised is None else performance.disguised,
            acts=performance.acts,
            level=plan.level,
            since_ms=performance.disguised_since_ms,
        )
        draft.networks.append(describe_truth(draft, plan, performance))
