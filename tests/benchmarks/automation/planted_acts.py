"""Invented labelled accounts: how likely a program runs each is known, so estimates can be held against the truth."""

import numpy as np
from benchmarks.automation.labelled import LabelledActs
from benchmarks.automation.windows import features_of


def planted_acts(accounts: int, seed: int, fewest: int = 300, most: int = 900) -> tuple[LabelledActs, np.ndarray]:
    """Return accounts that differ in how they mix and bunch acts, and the chance with which each was labelled."""
    rng = np.random.default_rng(seed)
    strings = []
    for _ in range(accounts):
        mix, stay = rng.dirichlet([1.0, 1.5, 1.0]), rng.random() * 0.7
        count = int(rng.integers(fewest, most))
        fresh, acts = rng.choice(3, count, p=mix), np.empty(count, np.int8)
        keeps = rng.random(count) < stay
        for place in range(count):
            acts[place] = acts[place - 1] if place and keeps[place] else fresh[place]
        strings.append(acts)
    start = np.concatenate([[0], np.cumsum([len(acts) for acts in strings])])
    acts = np.concatenate(strings)
    features = features_of(LabelledActs(acts, start, np.zeros(accounts, np.bool_)))
    logits = 1.2 * np.clip(features[:, 0], -2, 2) + 3.0 * features[:, 2] - 3.0 * features[:, 4] - 0.3
    truth = 1.0 / (1.0 + np.exp(-logits))
    return LabelledActs(acts, start, rng.random(accounts) < truth), truth
