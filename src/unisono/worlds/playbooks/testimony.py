"""Templated testimony: many accounts, in several languages, tell that they used to be something, until."""

from unisono.worlds.draft import Draft
from unisono.worlds.playbooks.orders import draw_commands, moment_of_day, obey, publish, recruit
from unisono.worlds.playbooks.performance import Performance
from unisono.worlds.population import DAY_MS
from unisono.worlds.settings import Planted
from unisono.worlds.stage import Stage
from unisono.worlds.testimonies import TEMPLATES, write_testimonies


def testimony(draft: Draft, stage: Stage, plan: Planted) -> tuple[Performance, ...]:
    """On command, members post a testimony from the template, in their own language and with slots of their own."""
    rng = draft.rng
    members = recruit(draft, plan.size, language=rng.choice(list(TEMPLATES), plan.size))
    begins = moment_of_day(draft, 0.5)
    commands = draw_commands(
        draft, plan.acts, since_ms=begins, until_ms=min(begins + 5 * DAY_MS, draft.settings.end_ms)
    )
    tags = ("LeavingTheHarbourVote", "QuietNoMoreNow")
    sets = draft.add_tag_sets([tags, tags[:1]])
    accounts, _, at = obey(draft, members, commands, plan.level)
    texts = draft.add_texts(write_testimonies(rng, draft.accounts.column("language")[accounts].tolist()))
    done = publish(draft, accounts, at, text=texts, tags=sets[rng.integers(0, 2, len(accounts))])
    return (Performance(members, acts=done, texts=texts, tags=tags, born_ms=begins),)
