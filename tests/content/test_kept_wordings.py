"""Wordings and claims that are kept are those that reading the texts anew gives."""

from pathlib import Path

import polars as pl
from polars.testing import assert_frame_equal, assert_series_equal

from tests.content.near_texts import made_up_texts
from unisono.content.kept_answers import KeptAnswers
from unisono.content.kept_wordings import known_claims, known_text_objects
from unisono.content.testimony.claims import claims_of_texts
from unisono.content.wording import text_objects

TEXTS = pl.Series(
    [
        *made_up_texts(40, seed=5),
        None,
        "",
        "short",
        "Vote for the harbour bridge 🌉 on Sunday @ann",
        *made_up_texts(5, seed=5),
    ]
)
CLAIMS = pl.DataFrame(
    {
        "text": ["I am a nurse and a mother", "my husband is a veteran", "I am a nurse and a mother", "nothing", None],
        "lang": ["en", None, "de", "en", "en"],
    }
)


def test_objects_of_wordings_are_the_same_whether_known_or_new(tmp_path: Path) -> None:
    for texts in (TEXTS[:20], TEXTS, TEXTS.reverse()):
        kept = KeptAnswers(tmp_path)
        assert_series_equal(known_text_objects(texts, kept), text_objects(texts))
        kept.keep()


def test_claims_are_the_same_whether_known_or_new(tmp_path: Path) -> None:
    for rows in (CLAIMS[:1], CLAIMS, CLAIMS.reverse()):
        kept = KeptAnswers(tmp_path)
        assert_frame_equal(known_claims(rows, kept), claims_of_texts(rows))
        kept.keep()
    assert claims_of_texts(CLAIMS)["kind"].n_unique() > 1
