"""Traces: what each account did to which object and when, one file per layer."""

from collections.abc import Iterable
from dataclasses import replace

import polars as pl

from unisono.engine.engines import EMBEDDED, Engine
from unisono.model.errors import UsageError
from unisono.model.layers import PAIR_LAYERS
from unisono.model.scan_steps import Tell, tell_nobody, traces_of
from unisono.traces.acts import read_acts
from unisono.traces.domain import DOMAIN
from unisono.traces.elsewhere import read_layer
from unisono.traces.hashtag import HASHTAG
from unisono.traces.image import IMAGE
from unisono.traces.labels import label_originals, shorten_labels
from unisono.traces.layer_reader import LayerReader
from unisono.traces.likeness import Likeness
from unisono.traces.link import LINK
from unisono.traces.mention import MENTION
from unisono.traces.origins import Origins, find_origins
from unisono.traces.reply import REPLY
from unisono.traces.repost import REPOST
from unisono.traces.tags import TAGS
from unisono.traces.text import TEXT
from unisono.traces.wording import WORDING, tell_wordings_apart

__all__ = ["LAYER_READERS", "LayerReader", "Likeness", "layer_named", "object_labels", "read_traces"]

LAYER_READERS: tuple[LayerReader, ...] = (REPOST, REPLY, LINK, DOMAIN, HASHTAG, TAGS, WORDING, TEXT, IMAGE, MENTION)


def layer_named(name: str) -> LayerReader:
    """Return the reader of a layer."""
    for reader in LAYER_READERS:
        if reader.name == name:
            return reader
    names = ", ".join(reader.name for reader in LAYER_READERS)
    raise UsageError(f"There is no layer {name!r} that posts are read into. Layers: {names}.")


def read_traces(
    posts: pl.DataFrame | pl.LazyFrame,
    references: pl.DataFrame | pl.LazyFrame | None = None,
    layers: Iterable[str] = PAIR_LAYERS,
    *,
    include_reposts: bool = False,
    likeness: Likeness | None = None,
    tell: Tell = tell_nobody,
    engine: Engine = EMBEDDED,
) -> dict[str, pl.DataFrame]:
    """Return the traces of each layer in TRACES columns.

    Links, domains, hashtags, tag sequences, texts and mentions are read from what accounts wrote themselves, since
    a repost only carries the original's: `include_reposts` reads them from reposts as well. `likeness` says which
    texts and pictures count as one object; without it texts are the same if their wording is. Beside texts, wordings
    are read only where they say more (see wording.py). `tell` hears each layer as it begins. `engine` reads the layers
    that need no more than one post at a time.
    """
    readers = [layer_named(name) for name in layers]
    columns = dict.fromkeys(name for reader in readers for name in reader.columns)
    acts = read_acts(posts, columns)
    own = acts if include_reposts or not any(reader.own_words for reader in readers) else _without_reposts(acts)
    origins = find_origins(posts, references) if any(reader.needs_origins for reader in readers) else Origins()
    if likeness is not None:
        origins = replace(origins, likeness=likeness)
    traces = {}
    for reader in readers:
        read = own if reader.own_words else acts
        tell(traces_of(reader.name), read.height)
        traces[reader.name] = read_layer(reader, read, origins, engine)
    return tell_wordings_apart(traces)


def _without_reposts(acts: pl.DataFrame) -> pl.DataFrame:
    own = acts["kind"] != "repost"
    return acts.filter(own) if own.any() else acts.clear()


def object_labels(
    posts: pl.DataFrame | pl.LazyFrame,
    layer: str,
    objects: Iterable[str],
    references: pl.DataFrame | pl.LazyFrame | None = None,
    *,
    traces: pl.DataFrame | None = None,
) -> dict[str, str]:
    """Return what a person reads for each object of a layer: the address, the tag, or a post's author and text.

    Give the posts in question rather than all of a case where there are many. `traces` says which posts carry which
    objects (object, post, at), as a scan saw it; without it the posts are read anew, each wording an object.
    """
    reader = layer_named(layer)
    wanted = pl.DataFrame({"object": list(objects)}, schema={"object": pl.String}).unique(maintain_order=True)
    originals = label_originals(posts, references, wanted) if reader.acts_on_posts else {}
    if traces is None:
        traces = read_traces(posts, layers=[layer], include_reposts=True)[layer]
    carried = traces.join(wanted, on="object", how="semi")
    texts = read_acts(posts, ["text"]).select("post", "text").unique("post", keep="first")
    seen = carried.sort("at", "post").unique("object", keep="first").join(texts, on="post", how="left")
    text_of = dict(seen.select("object", "text").iter_rows())
    return shorten_labels(
        (name, originals.get(name) or reader.label(name, text_of.get(name))) for name in wanted["object"]
    )
