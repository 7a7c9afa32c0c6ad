"""Messages in five languages: the same places to fill in, filled in alike."""

import re

import numpy as np

from unisono.worlds.messages import MESSAGE_LANGUAGES, MESSAGES, write_messages


def test_every_message_has_every_language_and_the_same_places() -> None:
    for message in MESSAGES:
        assert tuple(message) == MESSAGE_LANGUAGES
        places = {tuple(sorted(re.findall(r"\{(\w+)\}", text))) for text in message.values()}
        assert len(places) == 1


def test_a_message_tells_of_the_same_people_in_every_language() -> None:
    for wordings in write_messages(np.random.default_rng(1), 30, ("en", "ru", "fr")):
        assert len(wordings) == 3
        numbers = {tuple(re.findall(r"\d+", wording)) for wording in wordings}
        assert len(numbers) == 1
        assert not any("{" in wording for wording in wordings)
