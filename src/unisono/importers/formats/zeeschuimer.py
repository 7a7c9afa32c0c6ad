"""Items that the browser extension Zeeschuimer collected, as it writes them or as 4CAT keeps them: JSON lines."""

from collections.abc import Iterator, Mapping

from unisono.importers.declaration import Importer, ReadSettings, Source
from unisono.importers.zeeschuimer.items import LAYOUTS, read_items, wrapping_of
from unisono.model.batches import Batch
from unisono.model.errors import DataRejectedError

SURE, LIKELY = 0.97, 0.6


def recognise(source: Source) -> float:
    """Say how surely these are such items; without the extension's notes the items' own keys must tell."""
    wrapping = wrapping_of(source)
    if wrapping is None:
        return 0.0
    return SURE if wrapping.platform is None else LIKELY


def read(source: Source, settings: ReadSettings) -> Iterator[Batch]:
    """Yield the file's posts in batches, in file order; raises DataRejectedError where there is no item in it."""
    wrapping = wrapping_of(source)
    if wrapping is None:
        raise DataRejectedError(
            f"{source.name} holds no items of Zeeschuimer: its lines have neither source_platform with data, nor "
            "__import_meta, nor the keys of a platform's posts. Look what it is: unisono inspect FILE"
        )
    return read_items(source, settings, wrapping)


def map_columns(source: Source, settings: ReadSettings) -> Mapping[str, str]:
    """Return where the fields that every platform has come from."""
    wrapping = wrapping_of(source)
    notes = "" if wrapping is None else wrapping.notes
    item = "" if wrapping is None else wrapping.item
    return {
        "platform": f"{notes}source_platform",
        "collected_at": f"{notes}timestamp_collected",
        "post_id": f"{item}rest_id, {item}id or {item}code, by platform",
        "account_id": f"the author in {item.removesuffix('.') or 'the item'}, by platform",
        "text": f"what the author wrote in {item.removesuffix('.') or 'the item'}, by platform",
    }


IMPORTER = Importer(
    name="zeeschuimer",
    title="Zeeschuimer's items, also as 4CAT keeps them (JSON lines)",
    platform=", ".join(sorted({layout.platform for layout in LAYOUTS})),
    columns=("source_platform", "timestamp_collected", "data (or __import_meta in the item itself)"),
    traps=(
        "Items are what one logged-in user was shown: no sample of the platform, so shares of it say nothing.",
        "The user agent in every line is the investigator's own: it is not read and not stored.",
        "X: `id` may be a rounded number; rest_id and the ids written as texts are read.",
        "X: a repost's text, tags and links are the original's; a quoted post that X no longer shows keeps its id.",
        "X: the versions of an edited post are one post under its first id. Promoted posts are posts.",
        "TikTok: the account is its user name; a duet is a quote of the other video; addresses of files expire.",
        "Instagram: hidden likes are unknown, advertisements are rejected, partial items lack a text or a time.",
        "Threads and Pinterest: the account is its user name, as in other tools' exports.",
        "Facebook: its count of likes holds every reaction, as the items count them; shares are its reposts.",
        "LinkedIn: items say only how long ago a post was; its time is read out of its id.",
        "Xiaohongshu: previews without author, words and time are rejected; the account is its id, not its nickname.",
        "Truth Social and Gab: HTML becomes text.",
        "A platform whose items are built in a way nobody has told is rejected line by line, and named.",
    ),
    recognise=recognise,
    read=read,
    map_columns=map_columns,
)
