"""The measures that the benchmark judges by agree with the definition written for the tests."""

import numpy as np
import polars as pl
from benchmarks.near_duplicates.likeness import are_same, same_pairs
from benchmarks.near_duplicates.variants import KINDS, vary

from tests.content.exact_near_duplicates import exact_pairs, plain_form, same

SEEDS = (
    "Tomorrow the council of Elmford votes on the old bridge, be there at nine and bring your neighbours with you.",
    "Наконец видел рояль в музее города, стоило тысячи ступенек, и опять опоздание из-за трамвая у моста.",
    "明日は市場の橋について町の人々が話し合う予定です九時に来てください近所の人も連れてきてください",
    "Nobody warned me about the pigeon in Hallowick. New rule in our house: no kettle before the piano.",
)


def forms_of_variants() -> list[str]:
    random = np.random.default_rng(11)
    texts = [vary(kind, seed, SEEDS[0], random) for seed in SEEDS for kind in KINDS for _ in range(3)]
    return list(dict.fromkeys(plain_form(text) for text in [*texts, *SEEDS, "short", "短い", "0123456789" * 3]))


def test_pairs_by_table_are_the_pairs_by_definition() -> None:
    forms = forms_of_variants()
    first, second = same_pairs(forms)
    found = set(zip(first.tolist(), second.tolist(), strict=True))
    assert len(found) > 200
    assert found == exact_pairs(forms)


def test_rows_are_the_same_as_by_definition() -> None:
    forms = forms_of_variants()
    turned = forms[7:] + forms[:7]
    expected = [same(a, b) for a, b in zip(forms, turned, strict=True)]
    assert any(expected)
    assert are_same(pl.Series(forms), pl.Series(turned)).tolist() == expected
    assert are_same(
        pl.Series(["a" * 30, None], dtype=pl.String), pl.Series(["a" * 30, None], dtype=pl.String)
    ).tolist() == [
        True,
        False,
    ]
