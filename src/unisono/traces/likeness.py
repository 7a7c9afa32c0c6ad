"""Likeness: which texts and which pictures count as one object, as far as the case has looked at them."""

from collections.abc import Callable
from dataclasses import dataclass, field

import polars as pl

from unisono.content.wording import text_objects

_PICTURES = {"name": pl.String(), "object": pl.String()}


@dataclass(frozen=True)
class Likeness:
    """How objects of the layers text and image are named.

    texts: from texts to the names of their objects, null where a text says too little; by default texts are the same
    if their wording is. wordings: from texts to the objects of their wordings, as text_objects gives them. pictures:
    `name` as posts give it in `media`, and `object`, the pictures that look alike; what is not in the table is an
    object by its own name.
    """

    texts: Callable[[pl.Series], pl.Series] = text_objects
    wordings: Callable[[pl.Series], pl.Series] = text_objects
    pictures: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=_PICTURES))
