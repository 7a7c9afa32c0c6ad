"""Signals: what each account does, as numbers with what they rest on; none of them says what an account is."""

from unisono.accounts.signals import client, life, mix, names, persona, reaction, rhythm
from unisono.accounts.signals.declaration import Signal

SIGNALS: tuple[Signal, ...] = (
    *rhythm.SIGNALS,
    *mix.SIGNALS,
    *reaction.SIGNALS,
    *persona.SIGNALS,
    *names.SIGNALS,
    *life.SIGNALS,
    *client.SIGNALS,
)
"""All signals, in the order in which they are shown."""


def signal_named(name: str) -> Signal | None:
    """Return the signal of this name, or None."""
    return next((signal for signal in SIGNALS if signal.name == name), None)
