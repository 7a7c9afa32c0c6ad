"""What is known of an account in one paragraph: plain sentences with counts, the unknown said as unknown."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from unisono.accounts.identities import FIELDS
from unisono.accounts.returns import LONGER_TIMES
from unisono.model.counting import counted

Card = Mapping[str, Any]  # Any: what a card says depends on its part

SUBJECTS_TOLD = 3
RARE = 0.05
"""A silence that an account's own rhythm gives more often is nothing unusual for it."""

KIND_WORDS = {"post": "posts of its own", "repost": "reposts", "reply": "replies", "quote": "quotes"}


def summarise(card: Card) -> list[str]:
    """Return the sentences for a card of an account."""
    return [
        activity_sentence(card["life"]),
        silence_sentence(card["dormancy"]),
        turn_sentence(card["turn"]),
        identity_sentence(card["identity_changes"], card["profile"]["profiles"]),
        *deletion_sentences(card["deletions"]),
        network_sentence(card["networks"]),
        *findings_sentences(card),
    ]


def activity_sentence(life: Card) -> str:
    """Return how much it posted, when, and of which kinds."""
    posts = life["posts"]
    if not posts:
        return "The case has a profile of it, but no post."
    kinds = [f"{words} {life['kinds'][kind] / posts:.0%}" for kind, words in KIND_WORDS.items() if life["kinds"][kind]]
    if life["first_at"] is None:
        return f"The case has {counted(posts, 'post')} of it, none with a time: {', '.join(kinds)}."
    untimed = f" ({life['posts_without_time']:,} more have no time)" if life["posts_without_time"] else ""
    when = f"on {_day(life['first_at'])}"
    if life["active_days"] > 1:
        every = life["active_days"] == life["days"]
        days = f"every one of the {life['days']:,}" if every else f"{life['active_days']:,} of the {life['days']:,}"
        when = f"on {days} days from {_day(life['first_at'])} to {_day(life['last_at'])}"
    timed = counted(posts - life["posts_without_time"], "post")
    return f"The case has {timed} of it{untimed}, {when}: {', '.join(kinds)}."


def silence_sentence(dormancy: Card) -> str:
    """Return its longest silence and whether that is unusual for it."""
    if dormancy["days"] is None:
        return f"How long it fell silent cannot be said: {dormancy['cannot_say']} (n = {dormancy['n']:,})."
    span = f"{_days(dormancy['days'])}, from {_day(dormancy['began_at'])} to {_day(dormancy['ended_at'])}"
    if dormancy["cannot_say"]:
        return f"Its longest silence is {span}; how unusual that is for it cannot be said: {dormancy['cannot_say']}."
    if not dormancy["slept"]:
        is_far_longer = dormancy["woke"] and dormancy["days"] >= LONGER_TIMES * dormancy["next_longest_days"]
        longer = ", at least three times as long as its other silences" if is_far_longer else ""
        usual = ", so it is nothing unusual for it" if dormancy["p"] > RARE else ""
        return (
            f"Its longest silence lasted {span}{longer}; its own rhythm gives one as long with a probability of "
            f"{dormancy['p']:.2g}{usual}."
        )
    return (
        f"It was silent for {span}, far longer than by its own rhythm (its next longest silence is "
        f"{_days(dormancy['next_longest_days'])}), and then posted again."
    )


def turn_sentence(turn: Card) -> str:
    """Return whether it changed its subject, when, and to what."""
    if turn["cannot_say"]:
        return f"Whether it changed its subject cannot be said: {turn['cannot_say']} (n = {turn['n']:,})."
    if not turn["turned"]:
        return (
            f"No change of its subject stands out from what others did and its own days vary (n = {turn['n']:,} posts)."
        )
    came = [one["item"] for one in turn["subjects"] if one["after"] > one["before"]][:SUBJECTS_TOLD]
    went = [one["item"] for one in turn["subjects"] if one["after"] < one["before"]][:SUBJECTS_TOLD]
    more = "".join(f"; {word} {', '.join(items)}" for word, items in (("less of", went), ("more of", came)) if items)
    span = (
        ""
        if _day(turn["earliest"]) == _day(turn["latest"])
        else f" (any date from {_day(turn['earliest'])} to {_day(turn['latest'])})"
    )
    return f"From about {_day(turn['turned_at'])} on{span} it posted about other things{more}."


def identity_sentence(changes: list[Card], profiles: int) -> str:
    """Return what changed in its profiles, and when last."""
    if profiles < 2:
        have = "one dated profile" if profiles else "no dated profile"
        return f"Whether its handle, name, bio or picture changed cannot be said: the case has {have} of it."
    if not changes:
        return f"Its handle, name, bio and picture are the same in all {profiles:,} dated profiles that state them."
    changed = list(dict.fromkeys(FIELDS[one["field"]] for one in changes))
    times = counted(len({one["at"] for one in changes}), "time")
    last = _day(changes[-1]["at"])
    return f"Its {_listed(changed)} changed, {times} within {profiles:,} dated profiles, last by {last}."


def deletion_sentences(deletions: Card) -> list[str]:
    """Return how many posts were deleted, and how many a later file lacks; nothing where none was or is."""
    sentences = []
    if deletions["deleted"]:
        life = deletions["median_life_s"]
        stood = f"; half of them stood {_days(life / 86_400)} at most" if life is not None else ""
        sentences.append(
            f"Of {counted(deletions['n'], 'post')} looked at again, {deletions['deleted']:,} are deleted{stood}."
        )
    if deletions["missing"]:
        sentences.append(
            f"A later file should have {counted(deletions['looked_for'], 'post')} of it and lacks "
            f"{deletions['missing']:,}: deleted, taken down, or not asked for."
        )
    return sentences


def network_sentence(networks: list[Card] | None) -> str:
    """Return which networks it is in."""
    if networks is None:
        return "Networks: none yet, as the case has not been scanned."
    if not networks:
        return "It is in no network of the latest scan."
    told = [
        f"network {one['network']} ({counted(one['size'] or 0, 'account')} that acted together), "
        f"as {_role(one['role'])}"
        for one in networks
    ]
    return f"It is in {_listed(told)}."


def findings_sentences(card: Card) -> list[str]:
    """Return how many findings are about it; nothing where there is none."""
    own = len(card["findings"])
    if not own:
        return []
    others = sum(one["subject_kind"] != "account" for one in card["findings"])
    told = f"{counted(own, 'finding')} {'is' if own == 1 else 'are'} about"
    if not others:
        return [f"{told} it."]
    if others < own:
        return [f"{told} it, {others:,} of them about groups or pairs that it is part of."]
    return [f"{told} {'a group or pair' if own == 1 else 'groups or pairs'} that it is part of."]


def _role(role: str | None) -> str:
    return {"launcher": "one that starts things", "booster": "one that spreads things"}.get(role or "", "a member")


def _day(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d}"


def _days(days: float) -> str:
    """Return a length of time: hours below two days."""
    if days < 2:
        return f"{days * 24:,.0f} hours" if days * 24 >= 1 else f"{days * 1440:,.0f} minutes"
    return f"{days:,.0f} days" if days >= 10 else f"{days:,.1f} days"


def _listed(words: list[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
