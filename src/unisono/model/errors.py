"""Errors that a user can mend: what happened, where, and what to type next."""


class UnisonoError(Exception):
    """Something the user can mend; the message says what happened, where, and what to do next."""

    exit_code = 2


class UsageError(UnisonoError):
    """The command or call does not fit what is there."""

    exit_code = 2


class MisfitError(UsageError):
    """What was said does not fit this one file, or it cannot be opened; it may fit the others that were named."""


class DataRejectedError(UnisonoError):
    """The data cannot be taken as it is."""

    exit_code = 3


class EvidenceError(UnisonoError):
    """Evidence does not verify."""

    exit_code = 4
