"""Parts as bytes: a row of a table that goes to another machine holds all that one call of a step is given."""

import struct

import pyarrow as pa

from unisono.engine.parts.declaration import Part

_LENGTH = struct.Struct("<Q")


def pack_part(part: Part) -> bytes:
    """Return the tables of a part as bytes: each as an Arrow stream with its length before it."""
    written = [_stream_of(table) for table in part]
    return b"".join(piece for stream in written for piece in (_LENGTH.pack(len(stream)), stream))


def unpack_part(packed: bytes) -> Part:
    """Return the tables of a part that was packed."""
    whole, tables, place = memoryview(packed), [], 0
    while place < len(whole):
        (length,) = _LENGTH.unpack_from(whole, place)
        begin = place + _LENGTH.size
        place = begin + length
        tables.append(pa.ipc.open_stream(whole[begin:place]).read_all())
    return tuple(tables)


def _stream_of(table: pa.Table) -> memoryview:
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, table.schema, options=pa.ipc.IpcWriteOptions(compression="lz4")) as stream:
        stream.write_table(table)
    return memoryview(sink.getvalue())
