"""Meme re-uploads: members upload the same picture anew, re-encoded, with words of their own."""

import numpy as np

from unisono.worlds.draft import Draft, ImageRecipe
from unisono.worlds.playbooks.orders import draw_commands, obey, publish, recruit
from unisono.worlds.playbooks.performance import Performance
from unisono.worlds.population import DAY_MS
from unisono.worlds.settings import Planted
from unisono.worlds.stage import Stage
from unisono.worlds.texts import write_texts

MOST_VARIANTS = 12  # encodings of one picture


def meme_reuploads(draft: Draft, stage: Stage, plan: Planted) -> tuple[Performance, ...]:
    """On command, members post one of several encodings of a picture, each with a sentence of its own."""
    rng, settings = draft.rng, draft.settings
    members = recruit(draft, plan.size)
    commands = draw_commands(draft, plan.acts, since_ms=settings.start_ms, until_ms=settings.end_ms - DAY_MS // 4)
    variants = min(plan.size, MOST_VARIANTS)
    seeds = rng.integers(1, 1 << 31, plan.acts).tolist()
    captions = write_texts(rng, ["en"] * plan.acts)
    images = draft.add_images(
        [
            ImageRecipe("meme", seed=seed, variant=variant, caption=caption)
            for seed, caption in zip(seeds, captions, strict=True)
            for variant in range(variants)
        ]
    )
    accounts, numbers, at = obey(draft, members, commands, plan.level)
    chosen = images[numbers * variants + rng.integers(0, variants, len(accounts))]
    texts = draft.add_texts(write_texts(rng, draft.accounts.column("language")[accounts].tolist()))
    done = publish(draft, accounts, at, text=texts, image=chosen)
    return (Performance(members, acts=done, images=np.unique(chosen)),)
