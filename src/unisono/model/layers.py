"""The names of the layers in which accounts leave traces."""

LAYERS = ("repost", "reply", "link", "domain", "hashtag", "tags", "text", "image", "mention")
"""Every layer; `image` comes with picture hashes."""

PAIR_LAYERS = ("repost", "reply", "link", "hashtag", "tags", "text")
"""Layers whose coincidences count as evidence for a pair by default."""
