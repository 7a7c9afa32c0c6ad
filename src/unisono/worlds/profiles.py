"""What accounts say about themselves: a name, a line, a place, a picture; the same for everybody unless it is told."""

from dataclasses import replace

import numpy as np

from unisono.worlds.draft import DEFAULT_PICTURE, NOTHING, Draft, ImageRecipe, Ints
from unisono.worlds.names import NamePool, draw_name_pools
from unisono.worlds.slips import add_slips
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

COMMON_SHARE = 0.12  # of those who say something
COMMON_BIOS = {
    "en": "Views are my own.|Just here to read.|Living one day at a time.|Dog person.|Coffee first.|Dream big.",
    "es": "Opiniones personales.|Vive y deja vivir.|Un día a la vez.|Café y libros.|Solo vengo a leer.|Carpe diem",
    "pt": "Opiniões pessoais.|Um dia de cada vez.|Só passo por aqui.|Viver é bom.|Café e livros.",
    "fr": "Mes propos n'engagent que moi.|Un jour après l'autre.|Je lis, surtout.|Carpe diem|Café et livres.",
    "ru": "Всё будет хорошо.|Живу один раз.|Просто читаю.|Мнение только моё.|Люблю кофе и котов.",
    "tr": "Hayat güzel.|Sadece okuyorum.|Görüşler bana aittir.|Çay ve kitap.",
}
"""Lines that many write about themselves, by language; elsewhere those of COMMON_SIGNS."""

COMMON_SIGNS = ("✨", "🌸", "♥", "📚☕", "🌊", "🐈", "...")

OWN, LIKED, TAKEN, DEFAULT = range(4)
AVATAR_KINDS = (0.76, 0.12, 0.04, 0.08)
"""What profile pictures show: their owner, what several like (a star, a cat), somebody's picture taken, nothing."""

HOLDERS_OF_LIKED = 4  # of a liked picture, on average; of the most liked about ten

FIRST_SEED = 1_000_000


def name_pools(draft: Draft) -> dict[str, NamePool]:
    """Return the names of the draft's world, drawn when they are first asked for; its parts have the same ones."""
    if not draft.names:
        draft.names.update(draw_name_pools(draft.public_rng("names")))
    return draft.names


def draw_bios(draft: Draft, languages: list[str], said_share: float = BIO_SHARE) -> list[str]:
    """Return what each account says about itself, in its language; nothing for those who say nothing.

    Some say what many say.
    """
    rng, count, pools = draft.rng, len(languages), name_pools(draft)
    words = {language: WORDS[language].split() for language in set(languages)}
    kinds = np.where(rng.random(count) < said_share, rng.integers(0, len(BIOS), count), NOTHING).tolist()
    picks = rng.random((count, 4)).tolist()
    is_common = (rng.random(count) < COMMON_SHARE).tolist()
    bios = []
    for language, kind, is_same, (one, two, three, four) in zip(languages, kinds, is_common, picks, strict=True):
        if kind == NOTHING:
            bios.append("")
            continue
        if is_same:
            lines = COMMON_BIOS[language].split("|") if language in COMMON_BIOS else COMMON_SIGNS
            bios.append(lines[int(one**2 * len(lines))])
            continue
        known, family = words[language], pools[language].family
        a, b, c = (known[int(share * len(known))] for share in (one, two, three))
        bios.append(BIOS[kind].format(a=a, b=b, c=c, name=family[int(four * 400)], number=2 + int(four * 97)))
    return add_slips(rng, bios)


def draw_places(draft: Draft, languages: list[str]) -> list[str]:
    """Return where each account says it lives: invented towns, large ones more often; nothing for those who hide it."""
    rng, count, pools = draft.rng, len(languages), name_pools(draft)
    said = rng.random(count) < PLACE_SHARE
    picks = np.where(said, (rng.random(count) ** 2 * 40).astype(np.int64), NOTHING).tolist()
    return ["" if pick < 0 else pools[language].places[pick] for language, pick in zip(languages, picks, strict=True)]


def draw_avatars(draft: Draft, count: int) -> Ints:
    """Return the pictures of accounts: one for as many as the world's settings say, else nothing.

    Most are of their own; some are what others show as well, whoever the account belongs to.
    """
    share = min(1.0, draft.settings.pictures / max(1, draft.settings.accounts))
    avatars = np.full(count, NOTHING)
    if not share:
        return avatars
    rng = draft.rng
    rows = np.flatnonzero(rng.random(count) < share)
    kinds = rng.choice(4, len(rows), p=AVATAR_KINDS)
    liked, taken, own = (rows[kinds == kind] for kind in (LIKED, TAKEN, OWN))
    avatars[liked] = pick_liked_pictures(draft, len(liked))
    avatars[taken] = take_pictures(draft, len(taken))
    avatars[own] = add_own_pictures(draft, len(own))
    avatars[rows[kinds == DEFAULT]] = DEFAULT_PICTURE
    return avatars


def add_own_pictures(draft: Draft, count: int) -> Ints:
    """Add pictures that nobody else shows, and return their places."""
    first = FIRST_SEED + draft.first_image + len(draft.images)
    return draft.add_images([ImageRecipe("avatar", first + number) for number in range(count)])


def pick_liked_pictures(draft: Draft, count: int) -> Ints:
    """Return a picture for each account from those that several show, some of them liked more than others."""
    if not len(draft.liked_pictures):
        holders = draft.settings.pictures * AVATAR_KINDS[LIKED]
        draft.liked_pictures = add_own_pictures(draft, max(1, round(holders / HOLDERS_OF_LIKED)))
    pool = draft.liked_pictures
    draw = 1.0 / np.arange(1, len(pool) + 1) ** 0.6
    return pool[draft.rng.choice(len(pool), count, p=draw / draw.sum())]


def take_pictures(draft: Draft, count: int) -> Ints:
    """Return pictures that accounts before these show already, uploaded again; where there are none, new ones."""
    shown = draft.accounts.column("avatar") if draft.accounts.rows else np.array([], dtype=np.int64)
    shown = shown[shown >= 0]
    if not len(shown):
        return add_own_pictures(draft, count)
    taken = [draft.images[number] for number in draft.rng.choice(shown, count).tolist()]
    return draft.add_images([replace(recipe, variant=recipe.variant + 1) for recipe in taken])


def share_picture(draft: Draft, count: int, share: float) -> Ints:
    """Return pictures as draw_avatars does, this share of the accounts that have one showing the group's own."""
    avatars = draw_avatars(draft, count)
    together = np.flatnonzero((avatars != NOTHING) & (draft.rng.random(count) < share))
    if len(together):
        avatars[together] = add_own_pictures(draft, 1)[0]
    return avatars
