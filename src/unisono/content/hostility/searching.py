"""Which hostile phrases stand in texts: all texts are searched at once for words that phrases cannot do without."""

import polars as pl

from unisono.content.hostility.compiled import Compiled, Phrase
from unisono.content.hostility.readings import (
    folded_texts,
    may_be_disguised,
    read_text,
    tags_apart,
    words_apart,
)
from unisono.content.translating import translate


def searched_texts(texts: pl.Series, compiled: Compiled) -> pl.DataFrame:
    """Return `searched` of each text, folded and with its other readings, and whether it may be `disguised`."""
    folded = folded_texts(texts)
    disguised = may_be_disguised(folded)
    readings = translate(
        texts.filter(disguised), lambda text: "\n".join(reading.text for reading in read_text(text, compiled.masked))
    )
    tagged = folded + "\n" + tags_apart(texts)
    searched = tagged.zip_with(tagged.is_not_null(), folded).scatter(disguised.arg_true(), readings)
    return pl.DataFrame({"searched": searched, "disguised": disguised})


def standing_phrases(texts: pl.DataFrame, compiled: Compiled) -> tuple[pl.DataFrame, list[list[Phrase]]]:
    """Return those of the texts (with `searched`) in which phrases stand, and these phrases of each."""
    apart = words_apart(texts["searched"])
    pointing = apart.str.contains_any(list(compiled.first_words))
    pointed = _pointed(apart.filter(pointing), compiled)
    table = texts.filter(pointing)
    kept, phrases = [], []
    chosen = table["searched"].gather(pointed["row"])
    for row, text, numbers in zip(pointed["row"], chosen, pointed["phrases"], strict=True):
        standing = [phrase for number in numbers if (phrase := compiled.phrases[number]).pattern.search(text)]
        if standing:
            kept.append(row)
            phrases.append(standing)
    return table[kept], phrases


def _pointed(apart: pl.Series, compiled: Compiled) -> pl.DataFrame:
    """Return row and phrases (places in compiled.phrases) of the texts that hold a word of each group of a phrase."""
    extracted = apart.str.extract_many(list(compiled.words), overlapping=True)
    written = pl.DataFrame({"written": extracted}).with_row_index("row").explode("written").drop_nulls()
    numbers = pl.DataFrame({"written": compiled.words}).with_row_index("word")
    held = written.join(numbers, on="written").drop("written")
    pairs = held.join(compiled.pointers, on="word").select("row", "phrase").unique()
    for group in compiled.others:
        needing = pairs.join(group.select("phrase").unique(), on="phrase", how="semi")
        wanted = needing.join(group, on="phrase")
        likely = held.filter(pl.col("word").is_in(group["word"].unique().implode()))
        enough = wanted.join(likely, on=["row", "word"], how="semi")
        fails = needing.join(enough, on=["row", "phrase"], how="anti")
        pairs = pairs.join(fails, on=["row", "phrase"], how="anti")
    return pairs.sort("row", "phrase").group_by("row", maintain_order=True).agg(pl.col("phrase").alias("phrases"))
