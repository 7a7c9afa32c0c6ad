"""What a server has sent, by connection, so that others can compare it with what came."""

from dataclasses import dataclass, field


@dataclass
class Sent:
    """What went over one connection: messages in all, those among them sent again, and deletions made up."""

    number: int
    path: str
    messages: int = 0
    again: int = 0
    filtered: int = 0
    bytes: int = 0
    first_number: int | None = None
    last_number: int | None = None
    ended: str = "open"


@dataclass
class Tally:
    """Every connection and every refusal of a server."""

    connections: list[Sent] = field(default_factory=list)
    refused: int = 0

    @property
    def messages(self) -> int:
        """Return how many messages were sent over all connections."""
        return sum(sent.messages for sent in self.connections)

    @property
    def again(self) -> int:
        """Return how many of them were repetitions made on purpose."""
        return sum(sent.again for sent in self.connections)

    def new(self, path: str) -> Sent:
        """Begin to count a connection."""
        sent = Sent(len(self.connections) + 1, path)
        self.connections.append(sent)
        return sent
