"""Languages by their English names, as some files write them, and their ISO 639 codes."""

import polars as pl

CODES = {
    "afrikaans": "af", "albanian": "sq", "amharic": "am", "arabic": "ar", "armenian": "hy", "azerbaijani": "az",
    "basque": "eu", "belarusian": "be", "bengali": "bn", "bosnian": "bs", "bulgarian": "bg", "burmese": "my",
    "catalan": "ca", "chinese": "zh", "croatian": "hr", "czech": "cs", "danish": "da", "dutch": "nl", "english": "en",
    "esperanto": "eo", "estonian": "et", "farsi": "fa", "filipino": "tl", "finnish": "fi", "french": "fr",
    "galician": "gl", "georgian": "ka", "german": "de", "greek": "el", "gujarati": "gu", "haitian creole": "ht",
    "hausa": "ha", "hebrew": "he", "hindi": "hi", "hungarian": "hu", "icelandic": "is", "indonesian": "id",
    "irish": "ga", "italian": "it", "japanese": "ja", "javanese": "jv", "kannada": "kn", "kazakh": "kk", "khmer": "km",
    "korean": "ko", "kurdish": "ku", "kyrgyz": "ky", "lao": "lo", "latin": "la", "latvian": "lv", "lithuanian": "lt",
    "macedonian": "mk", "malay": "ms", "malayalam": "ml", "maltese": "mt", "marathi": "mr", "mongolian": "mn",
    "nepali": "ne", "norwegian": "no", "pashto": "ps", "persian": "fa", "polish": "pl", "portuguese": "pt",
    "punjabi": "pa", "pushto": "ps", "romanian": "ro", "russian": "ru", "serbian": "sr", "sinhala": "si",
    "slovak": "sk", "slovenian": "sl", "somali": "so", "spanish": "es", "swahili": "sw", "swedish": "sv",
    "tagalog": "tl", "tamil": "ta", "telugu": "te", "thai": "th", "tibetan": "bo", "turkish": "tr", "ukrainian": "uk",
    "urdu": "ur", "uyghur": "ug", "uzbek": "uz", "vietnamese": "vi", "welsh": "cy", "yiddish": "yi", "yoruba": "yo",
    "zulu": "zu",
}  # fmt: skip
OUTDATED = {"in": "id", "iw": "he", "ji": "yi"}  # codes that platforms kept after ISO 639 had changed them
UNKNOWN = ("und", "unknown", "lang_undefined", "undefined", "zxx", "qme", "qht", "qam", "qct", "qst", "n/a", "none", "")


def read_languages(written: pl.Series) -> pl.Series:
    """Write languages as codes: `Farsi (Persian)` is `fa`, `EN-us` is `en`, `iw` is `he`; null where undetermined."""
    distinct = written.unique()
    codes = pl.DataFrame({"written": distinct, "lang": _read_distinct(distinct)})
    rows = pl.DataFrame({"written": written})
    return rows.join(codes, on="written", how="left", maintain_order="left", nulls_equal=True)["lang"]


def _read_distinct(written: pl.Series) -> pl.Series:
    """Read each language once: a file names few."""
    text = written.cast(pl.String).str.strip_chars().str.to_lowercase()
    name = text.str.replace(r"\s*\(.*\)$", "").str.replace(r"^lang_", "")
    code = name.replace_strict(CODES, default=name.str.extract(r"^([a-z]{2,3})(?:[-_].*)?$"), return_dtype=pl.String)
    current = code.replace(OUTDATED)
    return current.set(text.is_in(UNKNOWN) | current.is_in(UNKNOWN), None).alias("lang")
