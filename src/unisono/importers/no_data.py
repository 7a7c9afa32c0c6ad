"""The error of a file that holds no posts and is no mistake: in a folder or a zip it is skipped."""

from unisono.model.errors import DataRejectedError


class NoDataError(DataRejectedError):
    """The file holds no posts, or is neither a table nor JSON; `what` says what it is, in a few words."""

    def __init__(self, message: str, what: str | None = None) -> None:
        """Take the message, and the few words that do in a list of files."""
        super().__init__(message)
        self.what = what or message
