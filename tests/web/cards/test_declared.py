"""What is asked of a process can be sent to it."""

import pickle

from unisono.web.cards.declared import CardAsked


def test_a_question_survives_being_sent() -> None:
    asked = CardAsked("/cases/a", None, "account", "twitter:1", (("day", "2018-07-01"),))
    assert pickle.loads(pickle.dumps(asked)) == asked
