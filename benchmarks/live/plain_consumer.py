"""A plain program on the same stream, as a newsroom would write it: counts tags by the minute and stores the lines.

python -m benchmarks.live.plain_consumer URL LINES    prints what it took as JSON when the stream ends
"""

import asyncio
import json
import resource
import sys
import time
from collections import Counter, defaultdict
from pathlib import Path

from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed


async def consume(url: str, lines: Path) -> dict[str, float]:
    """Read a stream to its end; return posts, tags, and the seconds from its first message to its last."""
    by_minute: defaultdict[int, Counter[str]] = defaultdict(Counter)
    posts = 0
    began = ended = 0.0
    with lines.open("w", encoding="utf-8") as file:
        async with connect(url, compression=None, max_size=None) as stream:
            try:
                async for message in stream:
                    began = began or time.perf_counter()
                    for line in str(message).splitlines():
                        event = json.loads(line)
                        record = event.get("commit", {}).get("record", {})
                        minute = event["time_us"] // 60_000_000
                        for facet in record.get("facets", ()):
                            for feature in facet["features"]:
                                if "tag" in feature:
                                    by_minute[minute][feature["tag"]] += 1
                        file.write(line + "\n")
                        posts += 1
                    ended = time.perf_counter()
            except ConnectionClosed:
                pass
    return {"posts": posts, "tags": sum(map(len, by_minute.values())), "seconds": ended - began}


def main() -> None:
    told = asyncio.run(consume(sys.argv[1], Path(sys.argv[2])))
    used = resource.getrusage(resource.RUSAGE_SELF)
    told |= {"cpu_seconds": used.ru_utime + used.ru_stime, "peak_megabytes": used.ru_maxrss / 1024}
    print(json.dumps(told), flush=True)


if __name__ == "__main__":
    main()
