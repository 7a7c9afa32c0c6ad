"""Cards about what stands around the posts: pictures, places, lists, the timeline."""

from collections.abc import Mapping

from unisono.web.cards.declared import Make

WORLD: Mapping[str, Make] = {}
