"""Copypasta in disguise: each copy has look-alike letters and spun words, so that no two are the same string."""

import numpy as np

from unisono.worlds.draft import Draft
from unisono.worlds.playbooks.orders import draw_commands, obey, publish, recruit
from unisono.worlds.playbooks.performance import Performance
from unisono.worlds.population import DAY_MS
from unisono.worlds.settings import Planted
from unisono.worlds.spun_texts import write_copypasta
from unisono.worlds.stage import Stage

MOST_COPIES = 60  # wordings of one message; a larger network uses each of them more than once


def copypasta(draft: Draft, stage: Stage, plan: Planted) -> tuple[Performance, ...]:
    """On command, members post their copy of a message, spun and with letters of another script."""
    rng, settings = draft.rng, draft.settings
    members = recruit(draft, plan.size, language="en")
    commands = draw_commands(draft, plan.acts, since_ms=settings.start_ms, until_ms=settings.end_ms - DAY_MS // 4)
    copies = min(plan.size, MOST_COPIES)
    pools = write_copypasta(rng, plan.acts, copies)
    texts = draft.add_texts([copy for pool in pools for copy in pool])
    accounts, numbers, at = obey(draft, members, commands, plan.level)
    chosen = texts[numbers * copies + (accounts - members[0]) % copies]
    done = publish(draft, accounts, at, text=chosen)
    return (Performance(members, acts=done, texts=np.unique(chosen)),)
