"""Near-duplicate texts: texts alike share an object, in any language, whatever the order in which posts are read.

Two texts are the same if their compared forms (compared_forms.py) are, or resemble each other: at least `similarity` by
edits of characters, or `shared_pieces` of all their pieces of four characters in common, as when sentences change
places. Texts that are alike, directly or through others, make a component. In the order of first posting, each text
of a component joins the first cluster whose first text it resembles by `likeness_to_first`, or begins its own.

What the threshold promises: no two texts are joined directly that are less alike than it says. What it does not: that
every pair above it is found. Pairs are looked for by sketches of shared pieces, and changes that are scattered over the
letters leave few pieces whole. Of pairs planted among 100,000 posts, in seven ways and fifteen languages, there were
found, by their similarity by edits (python -m benchmarks.near_duplicates.likeness_bins):

    .70 to .75   .75 to .80   .80 to .85   .85 to .90   .90 to .95   from .95
    .82          .90          .93          .99          .998         1.00

Where words are replaced, left out or put in, or the end is cut off, .94 or more are found from .70 on; where single
letters are replaced everywhere, .33 from .70, .48 from .75, .62 from .80 and .92 from .85 on.

Texts spun from one template are near-duplicates while seven tenths of the characters stay; with a third of the words
changed in each, hardly any two of them are, and no cluster shows them.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from unisono.content.compared_forms import ReadTexts, digest_wordings, object_names, piece_sizes, read_texts
from unisono.content.known_texts import NOT_KNOWN, SAYS_TOO_LITTLE, KnownTexts
from unisono.content.text_index_files import StoredTexts, load_texts, save_texts
from unisono.engine.numbering import number_texts_as_seen
from unisono.engine.text_clusters import Earlier, Likeness, cluster_texts
from unisono.engine.text_forms import hash_forms, match_forms, sketch_forms
from unisono.model.errors import UsageError

Int32 = NDArray[np.int32]
Int64 = NDArray[np.int64]
UInt64 = NDArray[np.uint64]

NEVER = np.iinfo(np.int64).max
"""The time of a text of which no time is known: after all others."""


@dataclass(frozen=True)
class NearDuplicates:
    """When texts count as the same, and how thoroughly candidates are looked for."""

    similarity: float = 0.70
    shared_pieces: float = 0.70
    likeness_to_first: float = 0.55
    bands: int = 32
    band_rows: int = 3

    def __post_init__(self) -> None:
        """Refuse values that mean nothing."""
        for name in ("similarity", "shared_pieces", "likeness_to_first"):
            if not 0.5 <= getattr(self, name) <= 1.0:
                raise UsageError(f"{name} is {getattr(self, name)}; give a share from 0.5 to 1, such as 0.70.")
        if self.bands < 1 or self.band_rows < 1:
            raise UsageError(f"{self.bands} bands of {self.band_rows} are no sketch; give 1 or more of each.")

    @classmethod
    def at(cls, similarity: float) -> "NearDuplicates":
        """Return the settings for another similarity: pieces in common with it, the first text by 0.15 less."""
        return cls(
            similarity=similarity, shared_pieces=similarity, likeness_to_first=max(0.5, round(similarity - 0.15, 9))
        )

    def likeness(self) -> Likeness:
        """Return the bounds as the comparison takes them."""
        return Likeness(self.similarity, self.shared_pieces, self.likeness_to_first)


@dataclass(frozen=True)
class TextIndex:
    """The texts of a case and which of them are alike. A value: extending gives another.

    What is kept of a text is what is compared of it, its sketch, and time and digest of the wording posted first; of
    each text as posted two hashes, by which it is known again without being read.
    """

    settings: NearDuplicates
    stored: StoredTexts
    known: KnownTexts = field(repr=False)
    _hashes: UInt64 = field(repr=False)

    @classmethod
    def build(
        cls, texts: pl.Series, at: pl.Series | None = None, settings: NearDuplicates | None = None
    ) -> "TextIndex":
        """Index texts, which may repeat, by when each was posted (times; None or null: not known).

        >>> posts = pl.Series(["Vote for the harbour bridge on Sunday", "VOTE for the harbor bridge, on Sunday!!"])
        >>> TextIndex.build(posts).objects(posts).n_unique()
        1
        """
        return cls._empty(settings or NearDuplicates()).extend(texts, at)

    @classmethod
    def _empty(cls, settings: NearDuplicates) -> "TextIndex":
        return cls(
            settings, StoredTexts.none(settings.bands, settings.band_rows), KnownTexts.none(), np.empty(0, np.uint64)
        )

    def __len__(self) -> int:
        """Count the distinct forms."""
        return len(self.stored.forms)

    def extend(self, texts: pl.Series, at: pl.Series | None = None) -> "TextIndex":
        """Return an index of these texts as well: the same that building it of all texts at once gives."""
        return self.extend_by_parts([(texts, at)])

    def extend_by_parts(self, parts: Iterable[tuple[pl.Series, pl.Series | None]]) -> "TextIndex":
        """Return an index of the texts of all parts as well, read part by part and compared once."""
        grown = self
        for texts, at in parts:
            grown = grown._with_part(texts, at)
        return grown if grown.stored is self.stored else replace(grown, stored=grown._clustered(since=self.stored))

    def _with_part(self, texts: pl.Series, at: pl.Series | None) -> "TextIndex":
        """Return an index that has read these texts as well, whose clusters do not yet tell of them."""
        names, codes = number_texts_as_seen(texts.cast(pl.String))
        times = np.full(len(names), NEVER, np.int64)
        np.minimum.at(times, codes, _milliseconds(at, len(texts)))
        keys = self.known.hash_texts(names)
        unread, is_unknown = self._to_read(self.known.numbers_of(keys), times)
        if len(unread) == 0:
            return self
        read = read_texts(names.gather(unread), with_digests=True)
        rows = unread[read.rows]
        hashes = hash_forms(read.forms)
        numbers, fresh = match_forms(read.forms, hashes, self.stored.forms, self._hashes, add_new=True)
        number_of = np.full(len(names), SAYS_TOO_LITTLE, np.int32)
        number_of[rows] = numbers
        known = self.known.followed_by(keys[is_unknown], number_of[is_unknown])
        if fresh == 0 and not self._are_earlier(numbers, times[rows], read.digests):
            return replace(self, known=known) if is_unknown.any() else self
        stored, new_hashes = self._with_new(read, hashes, numbers, fresh)
        stored = stored.posted(numbers, times[rows], read.digests)
        return TextIndex(self.settings, stored, known, np.concatenate([self._hashes, new_hashes]))

    def objects(self, texts: pl.Series) -> pl.Series:
        """Return each text's object: `t-` and the digest of its cluster's first wording; null says too little.

        Texts that the index was made of are known by their bytes; others are read. Those of a form that the index does
        not know are objects by their own wording.
        """
        texts = texts.cast(pl.String)
        numbers = self.known.numbers_of(self.known.hash_texts(texts))
        digests = np.zeros(len(texts), np.uint64)
        digests[numbers >= 0] = self.stored.digests[self.stored.leaders[numbers[numbers >= 0]]]
        telling = numbers >= 0
        strange = np.flatnonzero(numbers == NOT_KNOWN)
        if len(strange):
            digests[strange], telling[strange] = self._digests_of(texts.gather(strange))
        places = pl.Series(np.where(telling, np.cumsum(telling) - 1, -1))
        return object_names(digests[telling]).gather(places.set(places < 0, None)).rename(texts.name)

    def _to_read(self, numbers: Int32, times: Int64) -> tuple[Int64, NDArray[np.bool_]]:
        """Return which texts are read: those unknown, and those that may be the first posting; and who is unknown."""
        is_unknown = numbers == NOT_KNOWN
        telling = np.flatnonzero(numbers >= 0)
        may_be_first = telling[times[telling] <= self.stored.times[numbers[telling]]]
        return np.sort(np.concatenate([np.flatnonzero(is_unknown), may_be_first])), is_unknown

    def _digests_of(self, texts: pl.Series) -> tuple[UInt64, NDArray[np.bool_]]:
        """Read texts; return the digest that names each one's object, and which of them say something."""
        names, codes = number_texts_as_seen(texts)
        read = read_texts(names, with_digests=False)
        numbers, _ = match_forms(read.forms, hash_forms(read.forms), self.stored.forms, self._hashes, add_new=False)
        found = np.zeros(len(read.rows), np.uint64)
        found[numbers >= 0] = self.stored.digests[self.stored.leaders[numbers[numbers >= 0]]]
        new = np.flatnonzero(numbers < 0).astype(np.int32)
        found[new] = digest_wordings(read.wordings.take(new))
        digests, telling = np.zeros(len(names), np.uint64), np.zeros(len(names), np.bool_)
        digests[read.rows], telling[read.rows] = found, True
        return digests[codes], telling[codes]

    def clusters(self) -> pl.DataFrame:
        """Return object, texts (its distinct forms), form (of the text posted first) and first_at, largest first."""
        leaders, counts = np.unique(self.stored.leaders, return_counts=True)
        first_at = pl.Series(self.stored.times[leaders])
        table = pl.DataFrame(
            {
                "object": object_names(self.stored.digests[leaders]),
                "texts": counts,
                "form": self.stored.forms.take(leaders.astype(np.int32)).to_series(),
                "first_at": first_at.set(first_at == NEVER, None).cast(pl.Datetime("ms", "UTC")),
            }
        )
        return table.sort("texts", "object", descending=[True, False])

    def save(self, folder: Path, **about: Any) -> None:  # Any: JSON
        """Write the index durably into a folder that is there; what is said `about` it is read back by load_about."""
        settings = {item.name: getattr(self.settings, item.name) for item in fields(self.settings)}
        save_texts(folder, self.stored, self.known, {"settings": settings, **about})

    @classmethod
    def load(cls, folder: Path) -> "TextIndex":
        """Read an index back; raises DataRejectedError where it is damaged or another version wrote it."""
        stored, known, about = load_texts(folder)
        return cls(NearDuplicates(**about["settings"]), stored, known, hash_forms(stored.forms))

    def _are_earlier(self, numbers: Int32, times: Int64, digests: UInt64) -> bool:
        """Say whether a known text was posted before the time known, or with a smaller digest at that time."""
        known_times, known_digests = self.stored.times[numbers], self.stored.digests[numbers]
        return bool(np.any((times < known_times) | ((times == known_times) & (digests < known_digests))))

    def _with_new(self, read: ReadTexts, hashes: UInt64, numbers: Int32, fresh: int) -> tuple[StoredTexts, UInt64]:
        """Return what is stored with the new forms behind, not yet dated, and the hashes of the new."""
        known = len(self)
        new = np.flatnonzero(numbers >= known).astype(np.int32)
        first = np.empty(fresh, np.int32)
        first[numbers[new[::-1]] - known] = new[::-1]
        forms = read.forms if fresh == len(read.rows) else read.forms.take(first)
        sizes = piece_sizes(forms)
        sketches = sketch_forms(forms, sizes, self.settings.bands, self.settings.band_rows)
        return self.stored.followed_by(forms, sizes, sketches), hashes[first]

    def _clustered(self, since: StoredTexts) -> StoredTexts:
        """Return what is stored with each text's leader; since: what was, when leaders were told last."""
        stored = self.stored
        compared = np.flatnonzero(stored.sizes)
        order = np.lexsort((stored.digests[compared], stored.times[compared]))
        rows = compared[order].astype(np.int32)
        likeness = self.settings.likeness()
        leaders = np.arange(len(stored.forms), dtype=np.int32)
        earlier = _known_of(stored, rows, stored.moved_since(since))
        found = cluster_texts(stored.forms, stored.sizes, rows, stored.sketches.take(rows), likeness, earlier)
        leaders[rows] = rows[found.leaders]
        components = np.full(len(stored.forms), -1, np.int32)
        components[rows] = rows[found.components]
        joined = found.joined.copy()
        joined[:, :2] = rows[found.joined[:, :2]]
        return replace(stored, leaders=leaders, components=components, joined=joined)


def _known_of(stored: StoredTexts, rows: Int32, moved: NDArray[np.bool_]) -> Earlier:
    """Return what is stored of these texts from when they were clustered last, by their places among the rows."""
    place_of = np.full(len(stored.forms) + 1, -1, np.int32)  # the last for -1
    place_of[rows] = np.arange(len(rows), dtype=np.int32)
    joined = stored.joined.copy()
    joined[:, :2] = place_of[stored.joined[:, :2]]
    return Earlier(place_of[stored.components[rows]], place_of[stored.leaders[rows]], joined, moved[rows])


def _milliseconds(at: pl.Series | None, rows: int) -> Int64:
    """Return times as whole numbers of milliseconds; what is not known lies after all."""
    if at is None:
        return np.full(rows, NEVER, np.int64)
    moments = at.cast(pl.Datetime("ms")) if at.dtype.is_temporal() else at
    return moments.cast(pl.Int64).fill_null(int(NEVER)).to_numpy()
