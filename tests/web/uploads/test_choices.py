"""What the form says of how files are read, and what a mapping file says before the form was looked at."""

import pytest

from unisono.importers.saved_mappings import SavedMapping
from unisono.model.errors import UsageError
from unisono.web.uploads.choices import choices_of, mapping_file_of, settings_of

SAVED = SavedMapping(
    "generic", "twitter", "Europe/Kyiv", "day_first", frozenset({"entities"}), {"text": "Body"}, sha256="aa"
)


def test_a_mapping_file_counts_until_the_form_was_looked_at() -> None:
    told = choices_of({"draft": "x"}, SAVED)
    assert told["map-text"] == "Body" and told["dates"] == "day-first" and told["mend-entities"] == "on"
    assert choices_of({"looked": "1", "tz": " UTC ", "map-text": "", "draft": "x"}, SAVED) == {"tz": "UTC"}


def test_the_settings_are_those_of_an_import() -> None:
    told = settings_of(choices_of({}, SAVED))
    assert told == {
        "format": "generic",
        "mapping": {"text": "Body"},
        "zone": "Europe/Kyiv",
        "platform": "twitter",
        "dates": "day_first",
        "mend": ["entities"],
        "encoding": None,
    }


def test_the_mapping_file_is_recorded_only_where_nothing_was_changed() -> None:
    told = choices_of({}, SAVED)
    assert mapping_file_of(told, SAVED) == ["", "aa"]
    assert mapping_file_of({**told, "tz": "UTC"}, SAVED) is None and mapping_file_of(told, None) is None


@pytest.mark.parametrize(
    ("name", "value"),
    [("tz", "Mars/Base"), ("format", "nothing"), ("encoding", "base64"), ("dates", "year"), ("map-evil", "x")],
)
def test_what_there_is_not_is_refused_with_what_there_is(name: str, value: str) -> None:
    with pytest.raises(UsageError):
        settings_of({name: value})
