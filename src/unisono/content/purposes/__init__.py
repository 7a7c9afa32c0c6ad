"""What posts are for: advertising, politics, news or fandom, by words and marks in one file for each language."""

from unisono.content.purposes.lexica import KINDS, LANGUAGES
from unisono.content.purposes.recognising import PURPOSES, recognise_purposes

__all__ = ["KINDS", "LANGUAGES", "PURPOSES", "recognise_purposes"]
