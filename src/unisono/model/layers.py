"""The names of the layers in which accounts leave traces."""

LAYERS = ("repost", "reply", "link", "domain", "hashtag", "tags", "text", "image", "mention")
"""Every layer; `image` compares what pictures show where their files were imported, else the uploads' keys."""

PAIR_LAYERS = ("repost", "reply", "link", "hashtag", "tags", "text", "image")
"""Layers whose coincidences count as evidence for a pair by default."""
