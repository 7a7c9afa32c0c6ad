"""Who keeps publishing the same words within an hour is found; who copies from what goes round is not tested."""

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.significance.traces_by_draw import DAY, HOUR, START, evidence_of, join, layer_of, one_interest, traces_of
from unisono.model.settings import ScanSettings
from unisono.significance.copying import FEWEST_COPIED, LEAST_COPIED, copied_tail, count_copied
from unisono.significance.outsiders import outsiders_of
from unisono.significance.pair_evidence import PairEvidence, gather_evidence

MEMBERS, TEXTS, JOKES = 8, 20, 400
NEVER = 1.0


def ordinary(random: np.random.Generator, people: int = 300, each: int = 12) -> pl.DataFrame:
    """Return texts of people's own, and a few that go round for days."""
    count = people * each
    own = traces_of(
        [f"a{row % people:04}" for row in range(count)],
        [f"own{row}" for row in range(count)],
        START + random.integers(0, 20 * DAY, count),
    )
    rounds = [(f"a{random.integers(people):04}", f"joke{joke}") for joke in range(JOKES) for _ in range(6)]
    shared = traces_of(*zip(*rounds, strict=True), START + random.integers(0, 20 * DAY, len(rounds)))
    return join(own, shared)


def campaign(
    random: np.random.Generator, *, texts: int = TEXTS, part: float = 0.8, apart: int = HOUR, beside: int = 0
) -> pl.DataFrame:
    """Return what members publish of so many common texts, so far apart in time, and jokes that they copy beside it."""
    begins = START + random.integers(0, 19 * DAY, texts)
    chosen = [(who, text) for text in range(texts) for who in range(MEMBERS) if random.random() < part]
    rows = [(f"n{who}", f"text{text}", int(begins[text] + random.integers(0, apart))) for who, text in chosen]
    rows += [
        (f"n{who}", f"joke{joke}", int(START + random.integers(0, 20 * DAY)))
        for who in range(MEMBERS)
        for joke in random.choice(JOKES, beside, replace=False).tolist()
    ]
    rows += [(f"n{who}", f"mine{who}-{text}", int(START + text * HOUR)) for who in range(MEMBERS) for text in range(30)]
    return traces_of(*zip(*rows, strict=True))


def evidence(traces: pl.DataFrame, layer: str) -> tuple[PairEvidence, np.ndarray]:
    """Return the evidence, and which of its pairs are of two members."""
    found = evidence_of(traces, layer)
    names = sorted(set(traces["account"]))
    member = np.array([name.startswith("n") for name in names])
    return found, member[found.a] & member[found.b]


@pytest.mark.parametrize("layer", ["text", "wording", "image"])
def test_members_that_publish_the_same_within_an_hour_are_found(layer: str) -> None:
    random = np.random.default_rng(1)
    found, inside = evidence(join(ordinary(random), campaign(random)), layer)
    assert inside.sum() == MEMBERS * (MEMBERS - 1) // 2
    assert np.median(found.combined[inside]) < 1e-10
    assert (found.tails[~inside, -1] == NEVER).all()


@pytest.mark.parametrize("layer", ["link", "hashtag", "tags", "reply"])
def test_other_layers_are_not_asked(layer: str) -> None:
    random = np.random.default_rng(1)
    found, inside = evidence(join(ordinary(random), campaign(random)), layer)
    assert inside.any()
    assert (found.tails[:, -1] == NEVER).all()


def test_few_common_texts_are_no_habit() -> None:
    random = np.random.default_rng(2)
    found, inside = evidence(join(ordinary(random), campaign(random, texts=FEWEST_COPIED - 1, part=1.0)), "text")
    assert inside.any()
    assert (found.tails[inside, -1] == NEVER).all()


def test_who_publishes_the_same_hours_apart_is_not_tested() -> None:
    random = np.random.default_rng(5)
    found, inside = evidence(join(ordinary(random), campaign(random, apart=12 * HOUR)), "text")
    assert (found.met[inside, -1] >= FEWEST_COPIED).any()
    assert (found.tails[inside, -1] == NEVER).all()


def test_who_copies_much_else_is_not_tested() -> None:
    random = np.random.default_rng(3)
    found, inside = evidence(join(ordinary(random), campaign(random, texts=10, part=0.8, beside=40)), "text")
    assert (found.met[inside, -1] >= FEWEST_COPIED).any()
    tested = found.tails[inside, -1] < NEVER
    assert tested.mean() < 0.5


def test_members_of_networks_that_were_found_are_not_asked_again_in_a_twin() -> None:
    random = np.random.default_rng(4)
    acts = layer_of(join(ordinary(random), campaign(random)), "text")
    settings = ScanSettings()
    everybody = np.ones(acts.table.account_count, np.bool_)
    outsiders, interest = outsiders_of((acts,), settings)[0], one_interest(acts)
    asked = gather_evidence(acts, interest, settings, outsiders, in_network=~everybody)
    spared = gather_evidence(acts, interest, settings, outsiders, in_network=everybody)
    assert (asked.tails[:, -1] < NEVER).any()
    assert (spared.tails[:, -1] == NEVER).all()


published = st.lists(st.tuples(st.integers(0, 5), st.integers(0, 20)), min_size=1, max_size=90)


@given(rows=published)
def test_copied_texts_are_counted_once_each_and_alike_pairs_share_a_third_of_them(rows: list[tuple[int, int]]) -> None:
    accounts, objects = [f"a{who}" for who, _ in rows], [f"t{what}" for _, what in rows]
    acts = layer_of(traces_of(accounts, objects, [START] * len(rows)), "text")
    names = sorted({who for who, _ in rows})
    texts = {who: {what for other, what in rows if other == who} for who in names}
    copied = {who: {what for what in texts[who] if any(what in texts[o] for o in names if o != who)} for who in names}
    assert count_copied(acts).tolist() == [len(copied[who]) for who in names]
    pairs = [(x, y) for x in range(len(names)) for y in range(x + 1, len(names))]
    if not pairs:
        return
    a, b = (np.array(ends, np.int32) for ends in zip(*pairs, strict=True))
    shared = np.array([len(texts[names[x]] & texts[names[y]]) for x, y in pairs], np.int32)
    met = np.stack([(shared + 1) // 2, shared], axis=1).astype(np.int32)
    tail = copied_tail(acts, (a, b), np.array([HOUR], np.int64), met, np.full(len(pairs), 0.25))
    either = np.array([len(copied[names[x]] | copied[names[y]]) for x, y in pairs])
    assert (tail < NEVER).tolist() == ((shared >= FEWEST_COPIED) & (shared >= LEAST_COPIED * either)).tolist()
    met[:, 0] = (shared - 1) // 2
    assert (copied_tail(acts, (a, b), np.array([HOUR], np.int64), met, np.full(len(pairs), 0.25)) == NEVER).all()
