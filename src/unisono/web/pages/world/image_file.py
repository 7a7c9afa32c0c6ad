"""A copy of an imported picture: from the folder that the user imported, by its SHA-256, written anew."""

import re

from starlette.responses import Response

from unisono.content.pictures.kept_files import read_kept_picture
from unisono.content.pictures.shown_copy import shown_copy
from unisono.web.asked import Asked
from unisono.web.pages.declared import Page
from unisono.web.shown import Given, NothingThere

_sha256 = re.compile(r"[0-9a-f]{64}")


def view(asked: Asked) -> Given:
    """Hand over the copy; a file that is gone, changed or no picture is not there."""
    wanted = asked.subject["sha256"]
    content = read_kept_picture(asked.case, wanted) if _sha256.fullmatch(wanted) else None
    copy = shown_copy(content) if content is not None else None
    if copy is None:
        raise NothingThere("No picture with this SHA-256 is in the folders of this case, or it is another one by now.")
    headers = {"content-disposition": "inline", "x-content-type-options": "nosniff"}
    return Given(Response(copy, media_type="image/jpeg", headers=headers))


PAGE = Page("/images/file/{sha256}", view)
