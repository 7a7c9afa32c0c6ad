"""The list of what can be computed for a page."""

from collections.abc import Mapping

from unisono.web.cards.declared import Make
from unisono.web.cards.found import FOUND
from unisono.web.cards.subjects import SUBJECTS
from unisono.web.cards.work import WORK
from unisono.web.cards.world import WORLD

KINDS: Mapping[str, Make] = {**SUBJECTS, **FOUND, **WORK, **WORLD}
