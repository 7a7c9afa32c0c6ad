"""Kernels for the values of JSON lines: where texts, numbers and words end, whether they are valid, what time they say.

Every text ends with a line feed, so no loop runs past its end; `limit` is the last place from which LANES bytes
can be read.
"""

# numba ships no types for its decorators.
# mypy: disable-error-code="untyped-decorator"
from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit, types

from unisono.engine.json_bytes import LANES, first_odd

Address = Any
"""A pointer, or an array over one, as numba sees it inside a kernel; numba ships no types."""

SPACE, QUOTE, PLUS, MINUS, POINT, SLASH, ZERO, NINE, COLON = 32, 34, 43, 45, 46, 47, 48, 57, 58
BACKSLASH, LETTER_E, LETTER_T, LETTER_U, LETTER_Z = 92, 101, 84, 117, 90
ESCAPED, FAULT = 1 << 30, -1
LONGEST_NUMBER = 40
FIRST_YEAR, LAST_YEAR = 1970, 2200
SECOND_US, DAY_S = 1_000_000, 86_400

PLAIN = np.array([SPACE <= code < 128 and code not in (QUOTE, BACKSLASH) for code in range(256)])
"""Which bytes of a text stand for themselves."""

DIGITS = np.array([int(chr(code), 16) if chr(code) in "0123456789abcdefABCDEF" else -1 for code in range(256)])
"""What each byte stands for as a hexadecimal digit."""


def _numbers_of(names: str) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    return np.array([int.from_bytes(name.encode(), "big") for name in names.split()])


MONTHS = _numbers_of("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec")
WEEKDAYS = _numbers_of("Thu Fri Sat Sun Mon Tue Wed")
"""Names of days from the first of January 1970 on."""

MONTH_DAYS = np.array([31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31])


@njit(_nrt=False, forceinline=True)
def _code_unit(data: Address, place: int) -> int:
    """Read four hexadecimal digits; FAULT where there are none."""
    unit = 0
    for digit in range(4):
        value = DIGITS[data[place + digit]]
        if value < 0:
            return FAULT
        unit = unit * 16 + value
    return unit


@njit(_nrt=False, forceinline=True)
def _after_escape(data: Address, place: int) -> int:
    """Return where the escape that begins at `place` ends; FAULT for NUL, half a pair, or no escape at all."""
    mark = data[place + 1]
    if mark != LETTER_U:
        plain = mark in (QUOTE, BACKSLASH, SLASH, 98, 102, 110, 114, 116)
        return place + 2 if plain else FAULT
    unit = _code_unit(data, place + 2)
    if unit <= 0 or 0xDC00 <= unit <= 0xDFFF:
        return FAULT
    if unit < 0xD800 or unit > 0xDFFF:
        return place + 6
    if data[place + 6] != BACKSLASH or data[place + 7] != LETTER_U:
        return FAULT
    low = _code_unit(data, place + 8)
    return place + 12 if 0xDC00 <= low <= 0xDFFF else FAULT


@njit(_nrt=False, forceinline=True)
def _after_character(data: Address, place: int) -> int:
    """Return where a character beyond ASCII ends; FAULT where the bytes are no UTF-8 (RFC 3629)."""
    first = data[place]
    second = data[place + 1]
    if second & 0xC0 != 0x80 or first < 0xC2 or first > 0xF4:
        return FAULT
    if first < 0xE0:
        return place + 2
    if data[place + 2] & 0xC0 != 0x80:
        return FAULT
    if first < 0xF0:
        is_short = first == 0xE0 and second < 0xA0
        is_surrogate = first == 0xED and second > 0x9F
        return FAULT if is_short or is_surrogate else place + 3
    is_short = first == 0xF0 and second < 0x90
    is_beyond = first == 0xF4 and second > 0x8F
    return FAULT if is_short or is_beyond or data[place + 3] & 0xC0 != 0x80 else place + 4


@njit(_nrt=False, forceinline=True)
def plain_end(data: Address, place: int, limit: int) -> int:
    """Return the place of the first byte that is not a plain ASCII character of a text."""
    while place <= limit:
        plain = first_odd(data, place)
        if plain < LANES:
            return int(place + plain)
        place += LANES
    while PLAIN[data[place]]:
        place += 1
    return place


@njit(_nrt=False, forceinline=True)
def after_text(data: Address, place: int, state: Address, limit: int) -> int:
    """Return the place of the closing quote, and in state[2] whether there are escapes; FAULT for a bad text."""
    state[2] = 0
    while True:
        code = data[place]
        if code >= 128:
            # Texts in other scripts go on with one such character after the other.
            place = _after_character(data, place)
        elif PLAIN[code]:
            place = plain_end(data, place, limit)
        elif code == QUOTE:
            return place
        elif code == BACKSLASH:
            state[2] = ESCAPED
            place = _after_escape(data, place)
        else:
            return FAULT
        if place < 0:
            return FAULT


@njit(_nrt=False, forceinline=True)
def after_number(data: Address, place: int, state: Address) -> int:
    """Return where a number ends; state[2] says whether it is whole. FAULT for what is none, or is out of range."""
    start = place
    if data[place] == MINUS:
        place += 1
    first = place
    while ZERO <= data[place] <= NINE:
        place += 1
    if place == first or (data[first] == ZERO and place > first + 1):
        return FAULT
    state[2] = 1
    if data[place] == POINT:
        state[2] = 0
        place += 1
        first = place
        while ZERO <= data[place] <= NINE:
            place += 1
        if place == first:
            return FAULT
    # An exponent may be too large for the full reader, and -0 is no number of its own: it decides.
    is_minus_zero = state[2] == 1 and data[start] == MINUS and data[start + 1] == ZERO
    return FAULT if data[place] | 32 == LETTER_E or place - start > LONGEST_NUMBER or is_minus_zero else place


@njit(_nrt=False, forceinline=True)
def after_word(data: Address, place: int) -> int:
    """Return where true, false or null ends; FAULT for any other word."""
    if data[place] == 116:
        return place + 4 if data[place + 1] == 114 and data[place + 2] == 117 and data[place + 3] == 101 else FAULT
    if data[place] == 110:
        return place + 4 if data[place + 1] == 117 and data[place + 2] == 108 and data[place + 3] == 108 else FAULT
    is_false = data[place] == 102 and data[place + 1] == 97 and data[place + 2] == 108 and data[place + 3] == 115
    return place + 5 if is_false and data[place + 4] == 101 else FAULT


@njit(_nrt=False, forceinline=True)
def _two_digits(data: Address, place: int) -> int:
    """Read two digits; far below zero where there are none."""
    tens, ones = types.int64(data[place]) - ZERO, types.int64(data[place + 1]) - ZERO
    return tens * 10 + ones if 0 <= tens <= 9 and 0 <= ones <= 9 else -100_000


@njit(_nrt=False, forceinline=True)
def _letters(data: Address, place: int) -> int:
    return types.int64(data[place]) << 16 | types.int64(data[place + 1]) << 8 | types.int64(data[place + 2])


@njit(_nrt=False, forceinline=True)
def _day_number(year: int, month: int, day: int) -> int:
    """Count days from the first of January 1970; FAULT for a day that is none or is too far off."""
    if year < FIRST_YEAR or year > LAST_YEAR or month < 1 or month > 12 or day < 1:
        return FAULT
    is_leap = (year % 4 == 0 and year % 100 != 0) or year % 400 == 0
    if day > MONTH_DAYS[month - 1] + (1 if is_leap and month == 2 else 0):
        return FAULT
    before = year - 1
    days = 365 * (year - FIRST_YEAR) + before // 4 - before // 100 + before // 400 - 477
    for earlier in range(month - 1):
        days += MONTH_DAYS[earlier]
    return days + (1 if is_leap and month > 2 else 0) + day - 1


@njit(_nrt=False, forceinline=True)
def _clock(data: Address, place: int) -> int:
    """Read `20:19:24` as seconds; FAULT for anything else."""
    if data[place + 2] != COLON or data[place + 5] != COLON:
        return FAULT
    hours, minutes, seconds = _two_digits(data, place), _two_digits(data, place + 3), _two_digits(data, place + 6)
    if hours < 0 or hours > 23 or minutes < 0 or minutes > 59 or seconds < 0 or seconds > 59:
        return FAULT
    return hours * 3600 + minutes * 60 + seconds


@njit(_nrt=False, forceinline=True)
def _long_time(data: Address, start: int, length: int) -> int:
    """Read `Wed Oct 10 20:19:24 +0000 2018` in microseconds from 1970; FAULT for any other way to write a time."""
    if length != 30:
        return FAULT
    spaces = (3, 7, 10, 19, 25)
    for space in spaces:
        if data[start + space] != SPACE:
            return FAULT
    is_utc = data[start + 20] == PLUS and _two_digits(data, start + 21) == 0 and _two_digits(data, start + 23) == 0
    name = _letters(data, start + 4)
    month = 1
    while month < 13 and MONTHS[month - 1] != name:
        month += 1
    year = _two_digits(data, start + 26) * 100 + _two_digits(data, start + 28)
    days, seconds = _day_number(year, month, _two_digits(data, start + 8)), _clock(data, start + 11)
    if not is_utc or days < 0 or seconds < 0 or WEEKDAYS[days % 7] != _letters(data, start):
        return FAULT
    return (days * DAY_S + seconds) * SECOND_US


@njit(_nrt=False, forceinline=True)
def _short_time(data: Address, start: int, length: int) -> int:
    """Read `2018-10-10T20:19:24.000Z`, with up to six digits of a second, or `+00:00`; FAULT for any other time."""
    if length < 20 or data[start + 4] != MINUS or data[start + 7] != MINUS or data[start + 10] != LETTER_T:
        return FAULT
    year = _two_digits(data, start) * 100 + _two_digits(data, start + 2)
    days = _day_number(year, _two_digits(data, start + 5), _two_digits(data, start + 8))
    seconds = _clock(data, start + 11)
    place, stop, part, unit = start + 19, start + length, 0, SECOND_US
    if data[place] == POINT:
        place += 1
        while unit > 1 and ZERO <= data[place] <= NINE:
            unit //= 10
            part += (types.int64(data[place]) - ZERO) * unit
            place += 1
        if unit == SECOND_US:
            return FAULT
    is_zulu = place + 1 == stop and data[place] == LETTER_Z
    is_zero = place + 6 == stop and data[place] == PLUS and data[place + 3] == COLON
    is_zero = is_zero and _two_digits(data, place + 1) == 0 and _two_digits(data, place + 4) == 0
    if days < 0 or seconds < 0 or not (is_zulu or is_zero):
        return FAULT
    return (days * DAY_S + seconds) * SECOND_US + part


@njit(_nrt=False, forceinline=True)
def read_time(data: Address, start: int, length: int, is_long: bool) -> int:
    """Read a time of the one way or the other in microseconds from 1970 (UTC); FAULT for any other text."""
    return _long_time(data, start, length) if is_long else _short_time(data, start, length)
