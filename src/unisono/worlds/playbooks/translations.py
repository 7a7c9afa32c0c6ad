"""Translated messages: accounts of several languages post the same message at the same time, each in its own."""

import numpy as np

from unisono.worlds.draft import Draft
from unisono.worlds.messages import MESSAGE_LANGUAGES, write_messages
from unisono.worlds.playbooks.orders import draw_commands, obey, publish, recruit
from unisono.worlds.playbooks.performance import Performance
from unisono.worlds.population import DAY_MS
from unisono.worlds.settings import Planted
from unisono.worlds.stage import Stage


def translations(draft: Draft, stage: Stage, plan: Planted) -> tuple[Performance, ...]:
    """On command, members post a message in their own language; the role of a member is its language."""
    rng, settings = draft.rng, draft.settings
    spoken = np.arange(plan.size) % len(MESSAGE_LANGUAGES)
    members = recruit(draft, plan.size, language=np.array(MESSAGE_LANGUAGES, dtype=object)[spoken])
    commands = draw_commands(draft, plan.acts, since_ms=settings.start_ms, until_ms=settings.end_ms - DAY_MS // 4)
    messages = write_messages(rng, plan.acts, MESSAGE_LANGUAGES)
    texts = draft.add_texts([wording for message in messages for wording in message])
    accounts, numbers, at = obey(draft, members, commands, plan.level)
    chosen = texts[numbers * len(MESSAGE_LANGUAGES) + spoken[accounts - members[0]]]
    done = publish(draft, accounts, at, text=chosen)
    roles = {language: members[spoken == number] for number, language in enumerate(MESSAGE_LANGUAGES)}
    return (Performance(members, acts=done, roles=roles, texts=np.unique(chosen)),)
