"""Pictures that go round: strangers upload the same ones again."""

import numpy as np

from unisono.worlds.draft import Draft, ImageRecipe, Ints
from unisono.worlds.profiles import FIRST_SEED
from unisono.worlds.rhythm import react
from unisono.worlds.texts import write_texts

PEOPLE_PER_PICTURE = 12
CAPTIONS = ("", "", "MONDAY AGAIN", "ME AT FIVE", "ONE MORE COFFEE", "NOT TODAY", "ASK THE CAT")


def pass_pictures_on(draft: Draft, people: Ints, most: int) -> Ints:
    """Let people post pictures that go round, at most so often: mostly the very file, in words of their own."""
    rng, settings = draft.rng, draft.settings
    pictures = max(3, settings.pictures // PEOPLE_PER_PICTURE)
    shares = min(settings.pictures, most)
    copies = 3
    recipes = [
        ImageRecipe("meme", FIRST_SEED + number, variant, CAPTIONS[number % len(CAPTIONS)])
        for number in range(pictures)
        for variant in range(1 + copies)
    ]
    files = draft.add_images(recipes).reshape(pictures, 1 + copies)
    draw = rng.lognormal(0.0, 1.2, pictures)
    picked = rng.choice(pictures, shares, p=draw / draw.sum())
    variants = np.where(rng.random(shares) < 0.6, 0, rng.integers(1, 1 + copies, shares))
    sharers = rng.choice(people, shares)
    appeared = settings.start_ms + (rng.random(pictures) * 0.8 * (settings.end_ms - settings.start_ms)).astype(np.int64)
    at = react(draft, sharers, appeared[picked], median_s=60_000.0, spread=1.4)
    keep = at < settings.end_ms
    sharers = sharers[keep]
    texts = draft.add_texts(write_texts(rng, draft.accounts.column("language")[sharers].tolist()))
    return draft.add_items(
        sharers,
        at[keep],
        text=texts,
        image=files[picked, variants][keep],
        client=draft.accounts.column("client")[sharers],
    )
