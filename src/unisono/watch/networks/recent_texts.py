"""Which texts of a case's last batches are nearly the same, compared once and extended as batches come."""

from dataclasses import dataclass, field
from pathlib import Path

import polars as pl

from unisono.cases import Case
from unisono.cases.manifest import ManifestLine
from unisono.cases.segments import SegmentFile, scan_segments, segment_files
from unisono.content.case_texts import POST_TABLES, own_words
from unisono.content.near_duplicates import NearDuplicates, TextIndex
from unisono.content.pictures.case_pictures import picture_objects
from unisono.content.pictures.words import fill_in_words, words_of_pictures
from unisono.model.tables import POSTS
from unisono.traces import Likeness

MOST_FORGOTTEN = 0.5
"""Share of the texts an index covers that may be of batches no longer looked at; above it, it is made anew."""


@dataclass
class RecentTexts:
    """An index of the texts of the batches that are looked at; covered: rows of each segment in it, by SHA-256.

    It is extended by what came, like that of a case, so that texts are alike here where a scan finds them so.
    """

    covered: dict[str, int] = field(default_factory=dict)
    index: TextIndex | None = None

    def likeness(self, case: Case, pictures: pl.DataFrame, similarity: float) -> Likeness:
        """Return what is alike in a case that is limited to some batches (`only`); pictures: CASE_PICTURES."""
        files = _post_files(case.path, case.only or ())
        index = self._extended(files, NearDuplicates.at(similarity))
        words = words_of_pictures(pictures)
        if words.height:
            pictured = case.posts().filter(pl.col("media").list.len() > 0).collect()
            told = own_words(fill_in_words(pictured, words).lazy()).collect()
            index = index.extend(told["text"], told["created_at"])
        return Likeness(texts=index.objects, pictures=picture_objects(pictures))

    def _extended(self, files: list[tuple[SegmentFile, int]], settings: NearDuplicates) -> TextIndex:
        wanted = {file.sha256: rows for file, rows in files}
        left = sum(rows for sha256, rows in self.covered.items() if sha256 not in wanted)
        index = self.index
        if index is None or index.settings != settings or left > MOST_FORGOTTEN * sum(self.covered.values()):
            index = TextIndex.build(pl.Series(dtype=pl.String), settings=settings)
            self.covered = {}
        missing = [file for file, _ in files if file.sha256 not in self.covered]
        parts = (own_words(scan_segments([file], POSTS)).collect() for file in missing)
        self.index = index.extend_by_parts((part["text"], part["created_at"]) for part in parts)
        self.covered |= wanted
        return self.index


def _post_files(folder: Path, lines: tuple[ManifestLine, ...]) -> list[tuple[SegmentFile, int]]:
    """Return the files that hold posts, in the order of the appends, with their rows."""
    return [
        (file, line.rows.get(table, 0))
        for line in lines
        for table in POST_TABLES
        for file in segment_files(folder, [line], table)
    ]
