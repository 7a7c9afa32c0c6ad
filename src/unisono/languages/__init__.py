"""What pages and reports say in other languages than English: catalogs, amounts, and sentences with slots."""

from unisono.languages import catalogs
from unisono.languages.catalogs import LANGUAGES, USUAL, require_language
from unisono.languages.telling import telling

__all__ = ["LANGUAGES", "USUAL", "catalogs", "require_language", "telling"]
