"""What accounts say about themselves: a name, a line, a place, a picture; the same for everybody unless it is told."""

import numpy as np

from unisono.worlds.draft import NOTHING, Draft, ImageRecipe, Ints
from unisono.worlds.names import NamePool, draw_name_pools
from unisono.worlds.vocabulary import WORDS

BIO_SHARE, PLACE_SHARE = 0.6, 0.5
BIOS = (
    "{a}, {b}, {c}",
    "{a} · {b} · {c}",
    "{a} + {b} = {c}",
    "{name} / {a} / {b}",
    "{a}? {b}! {name}",
    "{number}% {a}, {b}",
)
"""What a line about oneself is made of, in any language: words of it, a name, a number."""

FIRST_SEED = 1_000_000


def name_pools(draft: Draft) -> dict[str, NamePool]:
    """Return the names of the draft's world, drawn when they are first asked for; its parts have the same ones."""
    if not draft.names:
        draft.names.update(draw_name_pools(draft.public_rng("names")))
    return draft.names


def draw_bios(draft: Draft, languages: list[str]) -> list[str]:
    """Return what each account says about itself, in its language; nothing for those who say nothing."""
    rng, count, pools = draft.rng, len(languages), name_pools(draft)
    words = {language: WORDS[language].split() for language in set(languages)}
    kinds = np.where(rng.random(count) < BIO_SHARE, rng.integers(0, len(BIOS), count), NOTHING).tolist()
    picks = rng.random((count, 4)).tolist()
    bios = []
    for language, kind, (one, two, three, four) in zip(languages, kinds, picks, strict=True):
        if kind == NOTHING:
            bios.append("")
            continue
        known, family = words[language], pools[language].family
        a, b, c = (known[int(share * len(known))] for share in (one, two, three))
        bios.append(BIOS[kind].format(a=a, b=b, c=c, name=family[int(four * 400)], number=2 + int(four * 97)))
    return bios


def draw_places(draft: Draft, languages: list[str]) -> list[str]:
    """Return where each account says it lives: invented towns, large ones more often; nothing for those who hide it."""
    rng, count, pools = draft.rng, len(languages), name_pools(draft)
    said = rng.random(count) < PLACE_SHARE
    picks = np.where(said, (rng.random(count) ** 2 * 40).astype(np.int64), NOTHING).tolist()
    return ["" if pick < 0 else pools[language].places[pick] for language, pick in zip(languages, picks, strict=True)]


def draw_avatars(draft: Draft, count: int) -> Ints:
    """Return the pictures of accounts: one of their own for as many as the world's settings say, else nothing."""
    share = min(1.0, draft.settings.pictures / max(1, draft.settings.accounts))
    avatars = np.full(count, NOTHING)
    if share:
        rows = np.flatnonzero(draft.rng.random(count) < share)
        first = FIRST_SEED + draft.first_image + len(draft.images)
        avatars[rows] = draft.add_images([ImageRecipe("avatar", first + number) for number in range(len(rows))])
    return avatars
