"""The words of hostility: its kinds, and what each severity from 1 to 4 means."""

SEVERITIES = {
    1: "rude or insulting words",
    2: "slurs, words that make people less than human, and calls to attack somebody together",
    3: "wishes of death or harm, and veiled threats",
    4: "a threat of violence, or private details of a person",
}
"""What a post of each severity holds at its worst."""

KINDS = {
    "insult": "an insult",
    "slur": "a slur against a group",
    "dehumanising": "people called animals, filth or disease",
    "pile_on": "a call to attack somebody together",
    "harm_wish": "a wish of death or harm",
    "veiled_threat": "a veiled threat",
    "sexual_threat": "a threat of sexual violence",
    "threat": "a threat of violence",
    "doxxing": "private details of a person",
}
"""Kinds of hostile phrases, in words."""

CONTEXTS = {
    "calm": "a phrase that is harmless though it holds a hostile one: `could kill for a coffee`",
    "before": "words that, right before a hostile phrase, make it no attack: `stop calling her a`, `I am such an`",
    "play": "words of sport and games: a threat beside them is taken for talk of the game",
    "you": "words that speak to somebody",
    "name": "a name for alternatives that other phrases use: `{you} = you|u|ya`",
}
"""Kinds of lines that say what is around a hostile phrase."""

LANGUAGES = {
    "ar": "Arabic",
    "de": "German",
    "en": "English",
    "es": "Spanish",
    "fa": "Persian",
    "fr": "French",
    "hi": "Hindi",
    "id": "Indonesian",
    "it": "Italian",
    "ja": "Japanese",
    "ko": "Korean",
    "nl": "Dutch",
    "pl": "Polish",
    "pt": "Portuguese",
    "ru": "Russian",
    "tr": "Turkish",
    "uk": "Ukrainian",
    "zh": "Chinese",
}
"""Languages that have a lexicon: languages/<code>.csv."""

UNSPACED = ("ja", "zh")
"""Languages that are written without spaces: a phrase counts wherever it stands."""
