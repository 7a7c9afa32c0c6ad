"""Four tactics of answering: dismiss, distort, distract, dismay; suggestions for somebody who codes posts by hand."""

from unisono.content.tactics.lexica import LANGUAGES
from unisono.content.tactics.suggesting import CAVEAT, Suggestion, suggest_tactics

__all__ = ["CAVEAT", "LANGUAGES", "Suggestion", "suggest_tactics"]
