"""What blocks is read in a thread of its own, so that the loop never waits for it."""

import asyncio
import threading
from collections.abc import AsyncGenerator, Callable, Generator
from contextlib import closing

PIECES_AHEAD = 4


async def read_in_thread(read: Callable[[], Generator[bytes]], stop: Callable[[], None]) -> AsyncGenerator[bytes]:
    """Yield the pieces that `read` yields in a thread, at most four ahead; errors of the thread are raised here.

    `stop` is called when nobody wants more: it frees a thread that waits for its next piece. One that cannot be freed
    ends with the process.
    """
    loop = asyncio.get_running_loop()
    pieces: asyncio.Queue[bytes | BaseException | None] = asyncio.Queue()
    room = threading.Semaphore(PIECES_AHEAD)
    is_over = threading.Event()

    def hand(piece: bytes | BaseException | None) -> None:
        if not is_over.is_set() and not loop.is_closed():
            loop.call_soon_threadsafe(pieces.put_nowait, piece)

    def work() -> None:
        try:
            with closing(read()) as found:
                for piece in found:
                    room.acquire()
                    if is_over.is_set():
                        return
                    hand(piece)
            hand(None)
        except Exception as error:  # whatever it is, the one who reads has to hear of it
            hand(error)

    threading.Thread(target=work, name="unisono-reading", daemon=True).start()
    try:
        while (piece := await pieces.get()) is not None:
            if isinstance(piece, BaseException):
                raise piece
            room.release()
            yield piece
    finally:
        is_over.set()
        room.release()
        stop()
