"""What was sent, by connection."""

from unisono.watch.replay.tally import Tally


def test_connections_are_numbered_and_their_messages_summed_up() -> None:
    tally = Tally()
    first, second = tally.new("/subscribe"), tally.new("/")
    first.messages, second.messages, second.again = 5, 7, 2
    assert (first.number, second.number, second.path) == (1, 2, "/")
    assert tally.messages == 12 and tally.again == 2
