"""The network that wakes and turns: a by-election, a theme that turns, and sleepers who wake on its eve.

Everything is invented: the town, the candidates, the journalist, the words.
"""

import numpy as np

from unisono.worlds.draft import Draft, Ints
from unisono.worlds.playbooks.dormant_nets import attack, speak_before_sleep
from unisono.worlds.playbooks.orders import disguise, recruit
from unisono.worlds.playbooks.performance import Performance, describe_truth
from unisono.worlds.playbooks.threat_wave import threaten
from unisono.worlds.population import DAY_MS, add_accounts
from unisono.worlds.settings import Planted, WorldSettings
from unisono.worlds.stage import Stage

VOTE = 66  # day of the world
THREATS = 5  # day of the world
SHARED, FIRST, SECOND = 24, 26, 22
INSULTS = (
    "Qué vergüenza de candidata.",
    "Esa candidata es una rata.",
    "Eres una inútil.",
    "Sinvergüenza.",
    "Das asco.",
    "Cállate ya.",
    "Corrupta y sinvergüenza.",
    "Cállate ya, ignorante.",
)
SETTINGS = WorldSettings(
    posts=32_000,
    accounts=4_000,
    days=70,
    decoys=("fan_club", "newswire", "petition"),
    planted=(
        Planted("theme_that_turns", size=50, level="medium", acts=24, name="theme that turns"),
        Planted("launch_and_boost", size=32, level="medium", acts=24, name="launchers and boosters"),
    ),
)


def tell_the_wake_and_turn(draft: Draft, stage: Stage) -> None:
    """Add the sleepers: their core threatens a journalist, all fall silent, and two networks wake on the eve."""
    rng, level = draft.rng, draft.settings.level or "medium"
    size = SHARED + FIRST + SECOND
    born = draft.settings.start_ms - (rng.uniform(700.0, 760.0, size) * DAY_MS).astype(np.int64)
    members = recruit(draft, size, born=born, language="es")
    core, first, second = np.split(members, [SHARED, SHARED + FIRST])
    speak_before_sleep(draft, members)
    threat = Planted("threat_wave", size=SHARED, level=level, acts=42, name="threats to a journalist")
    begins = draft.settings.start_ms + THREATS * DAY_MS
    wave = threaten(draft, stage, core, threat, begins_ms=begins, core=core, suffix="")
    draft.networks.append(describe_truth(draft, threat, wave))
    for performance, plan in wake(draft, core, first, second, level):
        since = performance.disguised_since_ms
        disguise(draft, stage, performance.members, acts=performance.acts, level=level, since_ms=since)
        draft.networks.append(describe_truth(draft, plan, performance))


def wake(draft: Draft, core: Ints, first: Ints, second: Ints, level: str) -> list[tuple[Performance, Planted]]:
    """Let both networks attack one candidate under seventeen hashtags, from the eve of the vote on."""
    woke = draft.settings.start_ms + (VOTE - 1) * DAY_MS
    target = add_accounts(
        draft, 1, language="es", followers=np.array([88_000]), display_name="Ilva Sorrendo", bio="Candidata."
    )
    plan = Planted("dormant_nets", size=SHARED + FIRST + SECOND, level=level, acts=40, name="sleepers")
    nets = []
    for own, suffix, tags in ((first, " (first)", 9), (second, " (second)", 8)):
        net = np.concatenate([core, own])
        performance = attack(
            draft, net, plan, woke_ms=woke, target=int(target[0]), core=core, suffix=suffix, most_tags=tags
        )
        if performance.texts is not None:
            insult(draft, performance.texts)
        nets.append((performance, plan))
    return nets


def insult(draft: Draft, texts: Ints) -> None:
    """Put an insult, in mild words, before each of these texts."""
    for place, number in enumerate(texts.tolist()):
        draft.texts[number] = f"{INSULTS[place % len(INSULTS)]} {draft.texts[number]}"
