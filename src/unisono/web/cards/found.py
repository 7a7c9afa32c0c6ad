"""Cards about what a scan found."""

from collections.abc import Mapping

from unisono.web.cards.declared import Make

FOUND: Mapping[str, Make] = {}
