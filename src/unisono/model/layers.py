"""The names of the layers in which accounts leave traces."""

LAYERS = ("repost", "reply", "link", "domain", "hashtag", "tags", "wording", "text", "image", "mention")
"""Every layer; `wording` compares texts as they stand and `text` by likeness; `image` compares what pictures show where
their files were imported, else the uploads' keys."""

PAIR_LAYERS = ("repost", "reply", "link", "hashtag", "tags", "wording", "text", "image")
"""Layers whose coincidences count as evidence for a pair by default."""
