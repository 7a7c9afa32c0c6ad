"""How planted networks act: one playbook a file, the list of them, and the planting."""

from unisono.worlds.draft import Draft
from unisono.worlds.playbooks.hashtag_push import hashtag_push
from unisono.worlds.playbooks.hired_reposts import hired_reposts
from unisono.worlds.playbooks.launch_and_boost import launch_and_boost
from unisono.worlds.playbooks.orders import disguise, obey, publish
from unisono.worlds.playbooks.performance import Performance, Playbook, describe_truth
from unisono.worlds.playbooks.ring import ring
from unisono.worlds.settings import Planted
from unisono.worlds.stage import Stage

__all__ = ["PLAYBOOK_KINDS", "Performance", "Playbook", "obey", "plant", "publish"]

PLAYBOOK_KINDS: dict[str, Playbook] = {
    "hired_reposts": hired_reposts,
    "hashtag_push": hashtag_push,
    "launch_and_boost": launch_and_boost,
    "ring": ring,
}
"""Every playbook by the name under which it is planted."""


def plant(draft: Draft, stage: Stage, plan: Planted) -> None:
    """Add the accounts and acts of a plan's networks to the draft, their camouflage, and their truth."""
    for performance in PLAYBOOK_KINDS[plan.playbook](draft, stage, plan):
        disguise(
            draft,
            stage,
            performance.members,
            acts=performance.acts,
            level=plan.level,
            since_ms=performance.disguised_since_ms,
        )
        draft.networks.append(describe_truth(draft, plan, performance))
