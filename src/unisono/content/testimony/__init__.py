"""Testimony: what people say about themselves in the first person, by patterns in one file per language."""

from unisono.content.testimony.claims import CLAIMS, claims_in
from unisono.content.testimony.phrasebook import LANGUAGES

__all__ = ["CLAIMS", "LANGUAGES", "claims_in"]
