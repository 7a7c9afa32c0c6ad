"""Texts that are nearly the same, found as they come: each joins the group of the first that it resembles.

The likeness is that of content/near_duplicates.py, whose index grows with everything ever read and compares all of it
anew. Here only the last `most` distinct texts are known; those not seen again are forgotten first. A group is begun by
the text that came first, so that its members depend on the order of arrival where texts resemble several groups. Of
the texts with an equal band of their sketches, each new one is compared with the one that the table of the band has.

A watcher that is behind has texts joined by their exact form only: what is the same but for letter case, accents,
disguises and links is still one text; what is changed further begins a group, and stays out of the comparison.
"""

import secrets
from dataclasses import replace

import numpy as np
import polars as pl
from numpy.typing import NDArray

from unisono.content.compared_forms import piece_sizes, read_texts
from unisono.content.near_duplicates import NearDuplicates
from unisono.engine.numbering import number_texts_as_seen
from unisono.engine.text_clusters import Likeness, judge_pairs
from unisono.engine.text_forms import NO_FORMS, Forms, Sketches, hash_forms, match_forms, sketch_forms
from unisono.engine.text_table import TextTable

Bool = NDArray[np.bool_]
Int32 = NDArray[np.int32]
Int64 = NDArray[np.int64]
UInt64 = NDArray[np.uint64]

NEVER_REACHED = 2.0
"""A share of pieces that no two texts have."""

KEPT_SHARE = 0.6
"""Of the most texts, those kept when they have become more."""

MOST_COMPARED = 3
"""Known texts that a new one is compared with, those of most equal marks: what is alike has more than what is not."""


class TextGroups:
    """The last texts of a stream and the group of each."""

    def __init__(self, most: int, settings: NearDuplicates | None = None) -> None:
        """Begin without any."""
        self._settings = settings or NearDuplicates()
        self._most = most
        self.salt = secrets.randbits(64)
        self._calls = 0
        self._forms = NO_FORMS
        self._hashes = np.empty(0, np.uint64)
        self._sizes = np.empty(0, np.uint8)
        self._sketches = Sketches.blank(0, self._settings.bands, self._settings.band_rows)
        self._leaders = np.empty(0, np.int32)
        self._seen = np.empty(0, np.int64)  # the call in which each was seen last
        self._table = TextTable(self._settings.bands, most)
        minima = self._settings.bands * self._settings.band_rows
        self._least, self._least_by_pieces = self._settings.likeness().least_agreeing(minima)

    def __len__(self) -> int:
        """Count the distinct texts that are known."""
        return len(self._forms)

    def join(self, texts: pl.Series, *, by_exact_form: bool = False) -> tuple[Int64, UInt64]:
        """Return the places of the texts that say something, and the key of each one's group."""
        self._calls += 1
        names, codes = number_texts_as_seen(texts.cast(pl.String))
        read = read_texts(names, with_digests=False)
        hashes = hash_forms(read.forms)
        numbers, fresh = match_forms(read.forms, hashes, self._forms, self._hashes, add_new=True)
        if fresh:
            self._add(read.forms, hashes, numbers, fresh, by_exact_form=by_exact_form)
        self._seen[numbers] = self._calls
        group_of = np.zeros(len(names), np.uint64)
        telling = np.zeros(len(names), np.bool_)
        group_of[read.rows] = self._hashes[self._leaders[numbers]] ^ np.uint64(self.salt)
        telling[read.rows] = True
        places = np.flatnonzero(telling[codes])
        keys = group_of[codes[places]]
        if len(self) > self._most:
            self._forget()
        return places, keys

    def _add(self, forms: Forms, hashes: UInt64, numbers: Int32, fresh: int, *, by_exact_form: bool) -> None:
        """Put new texts behind those known, and find the group of each."""
        known = len(self)
        _, first = np.unique(numbers[numbers >= known], return_index=True)
        rows = np.flatnonzero(numbers >= known)[first].astype(np.int32)
        new = forms.take(rows)
        sizes = np.zeros(fresh, np.uint8) if by_exact_form else piece_sizes(new)
        sketches = sketch_forms(new, sizes, self._settings.bands, self._settings.band_rows)
        self._forms = Forms.joined([self._forms, new])
        self._hashes = np.concatenate([self._hashes, hashes[rows]])
        self._sizes = np.concatenate([self._sizes, sizes])
        self._sketches = self._sketches.followed_by(sketches)
        self._seen = np.concatenate([self._seen, np.full(fresh, self._calls, np.int64)])
        own = np.arange(known, known + fresh, dtype=np.int32)
        self._leaders = np.concatenate([self._leaders, own])
        compared = own[sizes > 0]
        if len(compared):
            self._table.enter(self._sketches, compared, known)
            self._lead(*self._table.likeliest(self._sketches, compared, self._least, MOST_COMPARED))

    def _lead(self, left: Int32, right: Int32, agreeing: Int32) -> None:
        """Let each new text follow the first of the group of a text that it is like, if it resembles that as well."""
        if not len(left):
            return
        likeness = self._settings.likeness()
        alike = np.zeros(len(left), np.bool_)
        # As clusters of a scan: what so few marks have in common is alike by edits, if at all.
        by_pieces = agreeing >= self._least_by_pieces
        for some, asked in ((by_pieces, likeness), (~by_pieces, replace(likeness, share=NEVER_REACHED))):
            alike[some] = self._judge(left[some], right[some], asked)
        followed: dict[int, int] = {}
        for row, other in zip(left[alike].tolist(), right[alike].tolist(), strict=True):
            followed.setdefault(row, followed.get(other, int(self._leaders[other])))
        rows = np.array(list(followed), np.int32)
        leaders = np.array(list(followed.values()), np.int32)
        bound = self._settings.likeness_to_first
        resembles = self._judge(rows, leaders, Likeness(similarity=bound, share=bound))
        self._leaders[rows[resembles]] = leaders[resembles]

    def _judge(self, left: Int32, right: Int32, likeness: Likeness) -> Bool:
        return judge_pairs(self._forms, self._sizes, left, right, likeness)

    def _forget(self) -> None:
        """Drop the texts that were not seen for longest, and the groups of which no text was seen since."""
        seen = self._seen.copy()
        np.maximum.at(seen, self._leaders, self._seen)
        keep = round(self._most * KEPT_SHARE)
        kept = np.sort(np.argsort(-seen, kind="stable")[:keep]).astype(np.int32)
        moved = np.full(len(seen), -1, np.int32)
        moved[kept] = np.arange(len(kept), dtype=np.int32)
        leaders = moved[self._leaders[kept]]
        self._leaders = np.where(leaders < 0, np.arange(len(kept), dtype=np.int32), leaders).astype(np.int32)
        self._forms, self._hashes, self._sizes = self._forms.take(kept), self._hashes[kept], self._sizes[kept]
        self._sketches, self._seen = self._sketches.take(kept), self._seen[kept]
        self._table.clear()
        self._table.enter(self._sketches, np.flatnonzero(self._sizes > 0).astype(np.int32), 0)
