"""Kernels that read what accounts post about, day by day: words, tags and hosts of links."""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit

from unisono.engine.array_kernels import array_kernel
from unisono.engine.text_letters_kernels import code_at, width_of

Array = Any
"""An array as numba sees it inside a kernel."""

WORD, TAG, HOST, MENTION = 0, 1, 2, 3
SHORTEST, MOST_LETTERS = 3, 40
RARE_BELOW = 3
"""Days on which an account must use an item for it to count by itself; the rest of its kind is one item, `rare`."""


@njit(inline="always")  # type: ignore[untyped-decorator]  # numba has no type information
def lower(code: int) -> int:
    """Return a letter's small form: Latin, Greek and Cyrillic; others as they are."""
    if code < 128:
        return code + 32 if 65 <= code <= 90 else code
    if 0xC0 <= code <= 0xDE or 0x391 <= code <= 0x3A9 or 0x410 <= code <= 0x42F:
        return code + 32
    return code + 80 if 0x400 <= code <= 0x40F else code


@njit(inline="always")  # type: ignore[untyped-decorator]  # numba has no type information
def is_letter(code: int) -> bool:
    """Say whether a character is part of a word: letters, digits and marks of any script; no emoji, no signs."""
    if code < 128:
        return 48 <= code <= 57 or 65 <= code <= 90 or 97 <= code <= 122 or code == 95
    if code < 0xC0:
        return code == 0xAA or code == 0xB5 or code == 0xBA
    if 0x2000 <= code < 0x2C00 or 0x3000 <= code < 0x3041 or 0xD800 <= code < 0xF900:
        return code == 0x3005 or code == 0x3007
    return not (0xFE00 <= code < 0xFE70 or 0xFF00 <= code < 0xFF10 or 0x1F000 <= code < 0x20000)


@njit(inline="always")  # type: ignore[untyped-decorator]  # numba has no type information
def is_digit(code: int) -> bool:
    """Say whether a character is a decimal digit: those of ASCII, Arabic, the scripts of India, Thai and its like."""
    if code < 128:
        return 48 <= code <= 57
    if 0x0900 <= code < 0x0E00:
        return 0x66 <= (code & 0x7F) <= 0x6F
    if 0x0E00 <= code < 0x0F00:
        return 0x0E50 <= code <= 0x0E59 or 0x0ED0 <= code <= 0x0ED9
    if 0x1000 <= code < 0x1800:
        return 0x1040 <= code <= 0x1049 or 0x17E0 <= code <= 0x17E9
    return 0x0660 <= code <= 0x0669 or 0x06F0 <= code <= 0x06F9 or 0xFF10 <= code <= 0xFF19


@njit(inline="always")  # type: ignore[untyped-decorator]  # numba has no type information
def is_unspaced(code: int) -> bool:
    """Say whether a script writes this character without spaces between words."""
    return 0x0E00 <= code < 0x0F00 or 0x1000 <= code < 0x10A0 or 0x3005 <= code < 0xA000 or code >= 0x20000


@njit(inline="always")  # type: ignore[untyped-decorator]  # numba has no type information
def add_code(mixed: Any, code: int) -> Any:
    """Return the hash of what was hashed before, followed by this character."""
    mixed = (mixed ^ np.uint64(code)) * np.uint64(0x9E3779B97F4A7C15)
    return mixed ^ (mixed >> np.uint64(31))


@njit(inline="always")  # type: ignore[untyped-decorator]  # numba has no type information
def slot_of(mixed: Any, kind: int, slots: int) -> int:
    """Return the slot of a hash among those of its kind; slots is a power of two."""
    mixed = (mixed ^ (mixed >> np.uint64(29))) * np.uint64(0xD6E8FEB86659FD93)
    return kind * slots + int((mixed ^ (mixed >> np.uint64(32))) & np.uint64(slots - 1))


@njit(inline="always")  # type: ignore[untyped-decorator]  # numba has no type information
def is_address(data: Array, byte: int, end: int, letters: int) -> bool:
    """Say whether "//" follows a colon behind a word of four or five letters, as in http:// and https://."""
    return (letters == 4 or letters == 5) and byte + 1 < end and data[byte] == 47 and data[byte + 1] == 47


@njit(error_model="numpy", _nrt=False)  # type: ignore[untyped-decorator]  # numba has no type information
def hash_host(data: Array, byte: int, end: int) -> Any:
    """Return the hash of the host that begins at this byte, in small letters and without "www."."""
    mixed, letters, only_w = np.uint64(0), 0, True
    while byte < end:
        code = int(data[byte])
        if code <= 32 or code == 34 or code == 35 or code == 47 or code == 58 or code == 63 or code == 92:
            break
        only_w = only_w and (code == 119 or (code == 46 and letters == 3))
        mixed, letters = add_code(mixed, lower(code)), letters + 1
        if only_w and letters == 4:
            mixed = np.uint64(0)
        byte += 1
    return mixed


@njit(inline="always")  # type: ignore[untyped-decorator]  # numba has no type information
def skip_to_space(data: Array, byte: int, end: int) -> int:
    """Return the place of the next space or sign of control, or the end."""
    while byte < end and data[byte] > 32:
        byte += 1
    return byte


@njit(error_model="numpy", _nrt=False)  # type: ignore[untyped-decorator]  # numba has no type information
def read_text(  # noqa: PLR0913  # numba's functions take their arrays one by one
    data: Array, byte: int, end: int, as_tag: bool, slots: int, lowered: Array, items: Array, count: int, limit: int
) -> int:
    """Write the slots of a text's words (kind 0), tags (1) and hosts of links (2) behind others, up to a limit.

    Mentions are left out, and words of fewer than three signs; scripts without spaces give pairs of characters. The
    digits in a row of a word count as one sign, whatever they are, so that who counts days does not change its words
    at the hundredth; what has no letter, as numbers have none, is neither word nor tag.
    as_tag: the text is read as if a hash sign stood before it. Returns how many items there are then.
    """
    mixed, letters, before, kind = np.uint64(0), 0, 32, WORD
    named = False
    if as_tag:
        before, kind = 35, TAG
    while byte <= end and count < limit:
        code = int(data[byte]) if byte < end else 32
        if code < 128:
            byte += 1
            small = int(lowered[code])
            if small > 0:
                numeric = is_digit(code)
                named = named or not (numeric or code == 95)
                if numeric and kind == WORD:
                    code = small = 48
                if letters < MOST_LETTERS and not (small == 48 and before == 48 and letters > 0 and kind == WORD):
                    mixed, letters = add_code(mixed, small), letters + 1
                before = code
                continue
        else:
            width = width_of(code)
            code = code_at(data, byte)
            byte += width
            if is_letter(code):
                numeric = is_digit(code)
                named = named or not numeric
                if numeric and kind == WORD:
                    if letters < MOST_LETTERS and not (before == 48 and letters > 0):
                        mixed, letters = add_code(mixed, 48), letters + 1
                    code = 48
                elif kind == WORD and is_unspaced(code):
                    if is_unspaced(before):
                        items[count] = slot_of(add_code(add_code(np.uint64(0), before), code), WORD, slots)
                        count += 1
                    mixed, letters, named = np.uint64(0), 0, False
                elif letters < MOST_LETTERS:
                    mixed, letters = add_code(mixed, lower(code)), letters + 1
                before = code
                continue
        if code == 58 and kind == WORD and is_address(data, byte, end, letters):
            items[count] = slot_of(hash_host(data, byte + 2, end), HOST, slots)
            count += 1
            byte, code = skip_to_space(data, byte, end), 32
        elif named and ((kind == WORD and letters >= SHORTEST) or (kind == TAG and letters > 0)):
            items[count] = slot_of(mixed, kind, slots)
            count += 1
        behind, kind = kind, WORD
        if (code == 35 or code == 0xFF03) and before != 38 and (letters == 0 or behind == TAG):
            kind = TAG
        elif code == 64 or code == 0xFF20:
            kind = MENTION
        mixed, letters, before, named = np.uint64(0), 0, code, False
    return count


@array_kernel("u1[] i8[] i8 i8 u1[] i8[] i4[]")
def read_items(data: Array, start: Array, slots: int, most: int, lowered: Array, first: Array, items: Array) -> int:
    """Write the items of each text, at most so many; first: where each text's begin. Returns how many there are.

    lowered: the small form of each ASCII letter and digit, 0 for other signs.
    """
    count = 0
    for row in range(len(start) - 1):
        first[row] = count
        count = read_text(data, start[row], start[row + 1], False, slots, lowered, items, count, count + most)
    first[len(start) - 1] = count
    return count


@njit(inline="always")  # type: ignore[untyped-decorator]  # numba has no type information
def begin_day(left_out: Array, seen: Array, of_days: Array, begin: int, count: int) -> int:
    """Forget what the day before had from `begin` on, mark what is left out, and return where the new day begins."""
    for place in range(begin, count):
        seen[of_days[place] >> 6] = 0
    for place in range(len(left_out)):
        seen[left_out[place] >> 6] |= np.uint64(1) << np.uint64(left_out[place] & 63)
    return count


@njit(inline="always")  # type: ignore[untyped-decorator]  # numba has no type information
def put_new(item: int, seen: Array, of_days: Array, count: int) -> int:
    """Write an item that has not been seen, and mark it; return how many there are then."""
    word, bit = item >> 6, np.uint64(1) << np.uint64(item & 63)
    if seen[word] & bit:
        return count
    seen[word] |= bit
    of_days[count] = item
    return count + 1


@array_kernel("u1[] i8[] i8[,] u1[] i8[] i8[,] u1[] i8[] i4[] i4[] i8 u1[] i4[] i4[] u8[] i8[] i4[]")
def read_days(  # noqa: PLR0913  # a kernel takes its arrays one by one
    tags: Array,
    tag_start: Array,
    tags_of: Array,
    links: Array,
    link_start: Array,
    links_of: Array,
    texts: Array,
    text_start: Array,
    day_of: Array,
    languages: Array,
    slots: int,
    lowered: Array,
    left_out: Array,
    room: Array,
    seen: Array,
    day_start: Array,
    of_days: Array,
) -> int:
    """Write the different items of each active day, in the order of the days; return how many there are.

    tags_of and links_of: by post, the first of its listed tags and links and the one behind the last; no rows where no
    post lists any. texts: by post. day_of: the number of each post's active day, ascending, from the first post's on.
    languages: an item by post, -1 for none. left_out: items. room: as long as a post has items at most, its listed
    tags and links first. seen: room for a bit by item, 0 to begin.
    """
    count, begin, most = 0, 0, len(room)
    for post in range(len(day_of)):
        if post == 0 or day_of[post - 1] != day_of[post]:
            begin = begin_day(left_out, seen, of_days, begin, count)
            day_start[day_of[post] - day_of[0]] = count
        own = 0
        if len(tags_of) > 0:
            for place in range(tags_of[post, 0], tags_of[post, 1]):
                own = read_text(tags, tag_start[place], tag_start[place + 1], True, slots, lowered, room, own, most)
        if len(links_of) > 0:
            for place in range(links_of[post, 0], links_of[post, 1]):
                own = read_text(links, link_start[place], link_start[place + 1], False, slots, lowered, room, own, most)
        own = read_text(texts, text_start[post], text_start[post + 1], False, slots, lowered, room, own, most)
        for place in range(own):
            count = put_new(room[place], seen, of_days, count)
        if languages[post] >= 0:
            count = put_new(languages[post], seen, of_days, count)
    day_start[len(day_start) - 1] = count
    return count


@array_kernel("i8[] i8[] i4[] i4[] i4[] i4[] i4[,]")
def count_users(  # a kernel takes its arrays one by one
    days_of: Array, day_start: Array, items: Array, spell_of: Array, row_of: Array, seen_by: Array, users: Array
) -> int:
    """Count the accounts that use an item in each spell of time; users (rows, spells) starts at 0, its last row is all.

    spell_of: by day. row_of: by item, -1 for those that are not counted. seen_by: room by row of users, -1 to begin.
    """
    spells, everyone = users.shape[1], len(users) - 1
    for account in range(len(days_of) - 1):
        for day in range(days_of[account], days_of[account + 1]):
            now = account * spells + spell_of[day]
            if seen_by[everyone] != now:
                seen_by[everyone] = now
                users[everyone, spell_of[day]] += 1
            for place in range(day_start[day], day_start[day + 1]):
                row = row_of[items[place]]
                if row >= 0 and seen_by[row] != now:
                    seen_by[row] = now
                    users[row, spell_of[day]] += 1
    return 0


@array_kernel("i8[] i8[] i4[] i4[] b[] i4[] i4[] i8[] i4[]")
def pool_rare(  # noqa: PLR0913  # a kernel takes its arrays one by one
    days_of: Array,
    day_start: Array,
    items: Array,
    kind_of: Array,
    is_news: Array,
    uses: Array,
    rare: Array,
    kept_start: Array,
    kept: Array,
) -> int:
    """Write the items but the news, with those that an account uses on too few days as one rare item of their kind.

    is_news: by item, those that are dropped. uses: room by item, zero to begin and end. rare: the item that stands for
    the rare ones, by kind. kept_start is in the order of the days; returns how many events there are.
    """
    count = 0
    for account in range(len(days_of) - 1):
        begin, end = day_start[days_of[account]], day_start[days_of[account + 1]]
        for place in range(begin, end):
            uses[items[place]] += 1
        for day in range(days_of[account], days_of[account + 1]):
            kept_start[day] = count
            had = 0
            for place in range(day_start[day], day_start[day + 1]):
                item = items[place]
                if is_news[item]:
                    continue
                if uses[item] >= RARE_BELOW:
                    kept[count] = item
                    count += 1
                    continue
                kind = int(kind_of[item])
                if not had & (1 << kind):
                    had |= 1 << kind
                    kept[count] = rare[kind]
                    count += 1
        for place in range(begin, end):
            uses[items[place]] = 0
    kept_start[len(kept_start) - 1] = count
    return count


KERNELS = (read_items, read_days, count_users, pool_rare)
