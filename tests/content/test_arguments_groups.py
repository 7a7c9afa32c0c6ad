"""Wordings grouped by the words they share."""

import numpy as np
import polars as pl
import pytest
from scipy.sparse import csr_array

from unisono.content.arguments_claims import find_claims
from unisono.content.arguments_groups import (
    GroupSettings,
    communities,
    group_centres,
    near_texts,
    nearest_groups,
    related_texts,
    unit_rows,
    weigh_terms,
)

TEXTS = pl.Series(
    ["the cranes are old", "the cranes look old", "old cranes again", "tea with milk", "milk tea", "the end", ""]
)


def weighed_texts() -> csr_array:
    return weigh_terms(TEXTS, np.arange(len(TEXTS)), GroupSettings()).weighed


def test_texts_of_telling_words_are_neighbours_and_those_of_common_words_are_not() -> None:
    graph = near_texts(weighed_texts(), GroupSettings(similarity=0.2)).toarray()
    assert graph[0, 1] > 0.2
    assert graph[3, 4] > 0.2
    assert graph[0, 3] == 0
    assert (graph == graph.T).all()
    assert not graph.diagonal().any()


def test_one_shared_term_makes_no_neighbours_and_two_do() -> None:
    texts = pl.Series(
        ["cranes are old and idle", "old idle cranes", "pier of cranes", "tea with milk", "milk from cows"]
    )
    weighed = weigh_terms(texts, np.arange(5), GroupSettings(similarity=0.05))
    graph = related_texts(weighed, GroupSettings(similarity=0.05)).toarray()
    assert graph[0, 1] > 0
    assert graph[1, 2] == 0
    assert graph[3, 4] == 0
    assert (graph == graph.T).all()


def test_inflected_forms_share_their_stem() -> None:
    texts = pl.Series(["фотографии кранов", "фотография крана", "чай с молоком", "другой дом"])
    weighed = weigh_terms(texts, np.arange(4), GroupSettings()).weighed
    alike = (weighed @ weighed.T).toarray()
    assert alike[0, 1] > 0.05
    assert alike[0, 2] == 0


def test_rows_have_length_one_or_none() -> None:
    length = np.sqrt((weighed_texts().toarray() ** 2).sum(axis=1))
    assert length[:6] == pytest.approx(np.ones(6))
    assert length[6] == 0
    assert unit_rows(weighed_texts()).nnz == weighed_texts().nnz


def test_a_text_goes_to_the_nearest_middle() -> None:
    weighed = weighed_texts()
    group = np.array([0, 0, -1, 1, -1, -1, -1])
    nearest, cosine = nearest_groups(weighed, group_centres(weighed, group, np.ones(7), 2))
    assert nearest[[2, 4]].tolist() == [0, 1]
    assert cosine[6] == 0


def test_without_groups_nothing_is_near() -> None:
    weighed = weighed_texts()
    nearest, cosine = nearest_groups(weighed, group_centres(weighed, np.full(7, -1), np.ones(7), 0))
    assert set(nearest.tolist()) == {-1}
    assert not cosine.any()


def test_without_links_everybody_is_alone() -> None:
    graph = near_texts(weighed_texts(), GroupSettings(similarity=1.1))
    assert communities(graph, 1.0).tolist() == list(range(7))


def test_a_rare_language_is_not_a_claim() -> None:
    rng = np.random.default_rng(0)
    words = [f"слово{number:03d}" for number in range(400)]
    other = [f"word{number:03d}x" for number in range(4000)]
    rare = [" ".join(["и", "это", "не", "что", *rng.choice(words, 6)]) for _ in range(60)]
    common = [" ".join(rng.choice(other, 8)) for _ in range(600)]
    weighed = weigh_terms(pl.Series(rare + common), np.arange(660), GroupSettings())
    sizes = np.bincount(find_claims(weighed, GroupSettings()).group[:60])
    assert sizes.max() < 30
