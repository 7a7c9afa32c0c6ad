"""Which picture of a case somebody means: by its id, the beginning of one, a file's name, or a post that shows it."""

from shlex import quote

import polars as pl

from unisono.cases import Case
from unisono.content.pictures.matching import picture_keys
from unisono.model.errors import UsageError

MOST_NAMED = 5


def find_image(case: Case, shown: pl.DataFrame, files: pl.DataFrame, name: str) -> str:
    """Return the object of a picture; raises UsageError where the name fits none or several.

    shown: object, post, entry of all pictures in posts and profiles (post is null there). files: CASE_PICTURES.
    """
    if not shown.height:
        raise UsageError(f"{case.path} has no pictures: neither its posts nor its profiles name any.")
    objects = shown["object"].unique().sort()
    if name in objects:
        return name
    begun = objects.filter(objects.str.starts_with(name)) if len(name) > 2 else objects.clear()
    of_file = files.filter((pl.col("name") == name) | (pl.col("entry") == name) | (pl.col("sha256") == name))["object"]
    keys = picture_keys(pl.Series([name]))
    of_entry = shown.filter((pl.col("entry") == name) | pl.col("object").str.ends_with(f"-{keys[0]}"))["object"]
    of_post = shown.filter((pl.col("post") == name) | pl.col("post").str.ends_with(f":{name}"))["object"]
    for found, what in (
        (begun, "begin with"),
        (of_file, "are in"),
        (of_entry, "are named"),
        (of_post, "are in the post"),
    ):
        fits = found.drop_nulls().unique().sort()
        if len(fits) == 1:
            return str(fits[0])
        if len(fits):
            raise UsageError(
                f"{len(fits)} pictures {what} {name}: {', '.join(fits.head(MOST_NAMED))}. Type one of these."
            )
    most = shown.group_by("object").agg(pl.col("post").n_unique()).sort("post", "object", descending=[True, False])
    raise UsageError(
        f"{case.path} has no picture {name!r}. Type its id, its file's name or a post that shows it. The picture of "
        f"most posts: unisono show {quote(str(case.path))} image {quote(str(most['object'][0]))}"
    )
