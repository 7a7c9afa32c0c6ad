"""The registry's file: one SQLite database, read without ever making or changing it, written in transactions."""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from shlex import quote

import polars as pl

from unisono.model.errors import DataRejectedError, UsageError
from unisono.model.tables import TIME
from unisono.registry.same_case import Sources, is_same_case, sources_of
from unisono.registry.tables import CASES, MEMBERS, NETWORKS, TABLES, Registry

FORM = 1
"""Of the file; a later Unisono that writes it otherwise counts on."""

OURS = 0x756E6973
"""What SQLite keeps in a file's header to say whose it is: `unis`."""

PATIENCE_S = 60.0
"""Writers wait so long for one another."""

_TYPES = {pl.String(): "text", pl.Int64(): "integer", pl.Float64(): "real", TIME: "text"}
_KEYS = {"cases": "primary key (case_key)", "networks": "unique (case_key, network)"}
_INDEXES = (
    "create index if not exists members_account on members (account)",
    "create index if not exists members_known on members (known)",
    "create index if not exists traits_known on traits (known)",
)


def read_registry(file: Path) -> Registry:
    """Return everything the registry knows; nothing where the file is not there yet."""
    if not file.exists():
        return Registry()
    with _reader(file) as connection:
        tables = [_select(connection, f"select {_names(name)} from {name}", TABLES[name]) for name in TABLES]
    cases, networks, members, traits = tables
    return Registry(
        cases.sort("added_at", "case_key"),
        networks.sort("known"),
        members.sort("known", "account"),
        traits.sort("known", "account", "kind", "value"),
    )


def read_members(file: Path, accounts: Sequence[str]) -> Registry:
    """Return the known networks that have any of these accounts, whole, with their cases; traits are left out."""
    if not file.exists():
        return Registry()
    with _reader(file) as connection:
        connection.execute("create temporary table asked (account text primary key)")
        connection.executemany("insert or ignore into asked values (?)", [(account,) for account in accounts])
        chosen = "select distinct known from members join asked using (account)"
        members = _select(connection, f"select {_names('members')} from members where known in ({chosen})", MEMBERS)
        networks = _select(connection, f"select {_names('networks')} from networks where known in ({chosen})", NETWORKS)
        keys = f"select case_key from networks where known in ({chosen})"
        cases = _select(connection, f"select {_names('cases')} from cases where case_key in ({keys})", CASES)
    return Registry(cases, networks.sort("known"), members.sort("known", "account"))


def count_networks(file: Path, without_case: Sources) -> int:
    """Return how many known networks of other cases there are than that of these files."""
    if not file.exists():
        return 0
    counts = "select sources, (select count(*) from networks where case_key = cases.case_key) from cases"
    with _reader(file) as connection:
        found = connection.execute(counts).fetchall()
    return sum(count for kept, count in found if not is_same_case(sources_of(kept), without_case))


def keep_case(file: Path, record: Registry, *, only_new: bool = False) -> tuple[pl.DataFrame, int]:
    """Store one case with its networks; return case_key, network, known of what is kept, and how many were replaced.

    A case is known by its files: moved, renamed, copied or with files added since, it is the same. Networks of an
    earlier run of it give way; those of the same run stay beside new ones. With `only_new`, nothing is stored of a case
    that the registry has. Raises UsageError where the registry has the case with more files, or has several cases of
    which this one holds all files: nothing of other cases gives way unasked.
    """
    key, run = record.cases.select("case_key", "run").row(0)
    with _writer(file) as connection:
        known = _forms_of(connection, record)
        if known and only_new:
            return pl.DataFrame(schema={name: NETWORKS[name] for name in ("case_key", "network", "known")}), 0
        _require_one_case(known, sources_of(record.cases["sources"][0]))
        replaced = 0
        for earlier in known:
            gone = "select known from networks where case_key = ?"
            given: list[object] = [earlier.key]
            if earlier.run == run:
                gone += f" and network in ({', '.join('?' * record.networks.height)})"
                given += record.networks["network"].to_list()
            replaced += len(connection.execute(gone, given).fetchall())
            _forget_networks(connection, gone, given)
            connection.execute("update networks set case_key = ? where case_key = ?", (key, earlier.key))
            connection.execute("delete from cases where case_key = ?", (earlier.key,))
        _insert(connection, "cases", record.cases)
        numbers = _insert_networks(connection, record)
    kept = record.networks.select("case_key", "network", pl.col("known").replace_strict(numbers, return_dtype=pl.Int64))
    return kept, replaced


def forget_networks(file: Path, known: Sequence[int]) -> None:
    """Take networks out; a case without networks goes with its last one. Raises UsageError for a number not there."""
    _require(file)
    with _writer(file) as connection:
        there = {row[0] for row in connection.execute("select known from networks")}
        missing = sorted(set(known) - there)
        if missing:
            raise UsageError(
                f"The registry has no network {', '.join(map(str, missing))}. See which it has: unisono registry list"
            )
        _forget_networks(
            connection, f"select known from networks where known in ({', '.join('?' * len(known))})", known
        )


def forget_account(file: Path, account: str) -> int:
    """Take one account out of every known network, with all that is known of it; return of how many networks."""
    _require(file)
    with _writer(file) as connection:
        count = connection.execute("delete from members where account = ?", (account,)).rowcount
        connection.execute("delete from traits where account = ?", (account,))
        connection.execute("delete from traits where kind = 'partner' and value = ?", (account,))
    if not count:
        raise UsageError(f"The registry has no account {account}. Type its platform:id, as in: unisono registry show N")
    return count


@dataclass(frozen=True)
class _Form:
    """A case as the registry has it."""

    key: str
    run: str
    name: str
    sources: Sources


def _forms_of(connection: sqlite3.Connection, record: Registry) -> list[_Form]:
    """Return the known cases that are the same as one, with as many files, fewer or more."""
    key, kept = record.cases.select("case_key", "sources").row(0)
    sources = sources_of(kept)
    rows = connection.execute("select case_key, run, name, sources from cases order by case_key").fetchall()
    known = [_Form(row[0], row[1], row[2], sources_of(row[3])) for row in rows]
    return [one for one in known if one.key == key or is_same_case(one.sources, sources)]


def _require_one_case(known: Sequence[_Form], sources: Sources) -> None:
    """Raise UsageError where known cases are more than earlier forms of one case."""
    larger = [one for one in known if one.sources > sources]
    if larger:
        raise UsageError(
            f"The registry knows this case with more files, as {larger[0].name}. Add that one, or first remove what is "
            f"known of it: unisono registry remove --case {quote(larger[0].key)}"
        )
    largest = {one.sources: one for one in known if not any(one.sources < other.sources for other in known)}
    if len(largest) > 1:
        named = "; ".join(f"unisono registry remove --case {quote(one.key)} ({one.name})" for one in largest.values())
        raise UsageError(
            f"This case holds all files of {len(largest)} known cases, and what is known of these would count twice. "
            f"Leave it out, or first remove them: {named}"
        )


def _require(file: Path) -> None:
    if not file.exists():
        raise UsageError(f"There is no registry at {file} yet. Add the networks of a case: unisono registry add CASE")


@contextmanager
def _reader(file: Path) -> Iterator[sqlite3.Connection]:
    """Open the file such that it cannot be changed, nor made.

    Where a writer was cut off, SQLite must first undo what it had begun, and is let to.
    """
    mode = "rw" if file.with_name(f"{file.name}-journal").exists() else "ro"
    with _told(file), closing(_connect(f"{file.resolve().as_uri()}?mode={mode}")) as connection:
        _require_ours(connection, file)
        yield connection


@contextmanager
def _writer(file: Path) -> Iterator[sqlite3.Connection]:
    """Make or open the file and hold it for one transaction: all of it is stored, or nothing."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(f"{file.parent} cannot be made: {error.strerror}. Name another: --registry FILE") from error
    with _told(file), closing(_connect(file.resolve().as_uri())) as connection:
        # What is removed is overwritten: the file must not go on holding it.
        connection.execute("pragma secure_delete = on")
        connection.execute("begin immediate")
        try:
            if connection.execute("select count(*) from sqlite_master").fetchone()[0]:
                _require_ours(connection, file)
                _require_whole(connection, file)
            else:
                _make_tables(connection)
            yield connection
            connection.execute("commit")
        except BaseException:
            if connection.in_transaction:
                connection.execute("rollback")
            raise


def _connect(address: str) -> sqlite3.Connection:
    return sqlite3.connect(address, uri=True, timeout=PATIENCE_S, isolation_level=None)


@contextmanager
def _told(file: Path) -> Iterator[None]:
    """Say what is wrong with the file in words of ours."""
    try:
        yield
    except sqlite3.OperationalError as error:
        if "locked" in str(error) or "busy" in str(error):
            raise UsageError(
                f"{file} is being written by another process for {PATIENCE_S:.0f} seconds. Try again when it is done."
            ) from error
        if any(word in str(error) for word in ("no such table", "no such column", "malformed")):
            raise _damaged(file, str(error)) from error
        raise UsageError(
            f"{file} cannot be opened or written: {error}. Name another place: --registry FILE, or the variable "
            "UNISONO_REGISTRY"
        ) from error
    except sqlite3.DatabaseError as error:
        raise _damaged(file, str(error)) from error


def _damaged(file: Path, why: str) -> DataRejectedError:
    return DataRejectedError(
        f"{file} is damaged or is no registry: {why}. It is left as it is. Restore it from a copy, or move it away "
        f"and import what you had exported: unisono registry import FILE --registry {quote(str(file))}"
    )


def _require_ours(connection: sqlite3.Connection, file: Path) -> None:
    owner = connection.execute("pragma application_id").fetchone()[0]
    form = connection.execute("pragma user_version").fetchone()[0]
    if owner != OURS:
        raise _damaged(file, "it holds something else")
    if form != FORM:
        raise DataRejectedError(f"{file} was written by a later Unisono (registry form {form}). Upgrade Unisono.")


def _require_whole(connection: sqlite3.Connection, file: Path) -> None:
    """Check the whole file before anything is added to it."""
    found = [str(row[0]) for row in connection.execute("pragma integrity_check(3)")]
    if found != ["ok"]:
        raise _damaged(file, "; ".join(found))


def _make_tables(connection: sqlite3.Connection) -> None:
    for name, columns in TABLES.items():
        parts = [
            f"{column} integer primary key autoincrement"
            if (name, column) == ("networks", "known")
            else f"{column} {_TYPES[kind]}"
            for column, kind in columns.items()
        ]
        parts += [_KEYS[name]] if name in _KEYS else []
        connection.execute(f"create table {name} ({', '.join(parts)})")
    for index in _INDEXES:
        connection.execute(index)
    connection.execute(f"pragma application_id = {OURS}")
    connection.execute(f"pragma user_version = {FORM}")


def _insert_networks(connection: sqlite3.Connection, record: Registry) -> dict[int, int]:
    """Store the networks with their members and traits; return the number each got, by the one it had."""
    numbers: dict[int, int] = {}
    for row in record.networks.iter_rows(named=True):
        unnumbered = pl.DataFrame([row], schema=NETWORKS).with_columns(known=pl.lit(None, pl.Int64))
        _insert(connection, "networks", unnumbered)
        numbers[row["known"]] = int(connection.execute("select last_insert_rowid()").fetchone()[0])
    for name, table in (("members", record.members), ("traits", record.traits)):
        _insert(connection, name, table.with_columns(pl.col("known").replace_strict(numbers, return_dtype=pl.Int64)))
    return numbers


def _insert(connection: sqlite3.Connection, name: str, table: pl.DataFrame) -> None:
    places = ", ".join("?" * len(TABLES[name]))
    times = [column for column, kind in TABLES[name].items() if kind == TIME]
    rows = table.select(list(TABLES[name])).with_columns(
        pl.col(times).map_batches(_written_times, return_dtype=pl.String())
    )
    connection.executemany(f"insert into {name} values ({places})", rows.iter_rows())


def _forget_networks(connection: sqlite3.Connection, chosen: str, given: Sequence[object]) -> None:
    """Delete the networks that a query chooses, and the cases that are then without any."""
    for table in ("traits", "members", "networks"):
        connection.execute(f"delete from {table} where known in ({chosen})", given)
    connection.execute("delete from cases where case_key not in (select case_key from networks)")


def _select(connection: sqlite3.Connection, query: str, schema: dict[str, pl.DataType]) -> pl.DataFrame:
    stored = {name: pl.String() if kind == TIME else kind for name, kind in schema.items()}
    table = pl.DataFrame(connection.execute(query).fetchall(), schema=stored, orient="row", strict=False)
    times = [name for name, kind in schema.items() if kind == TIME]
    return table.with_columns(pl.col(times).str.to_datetime("%Y-%m-%dT%H:%M:%S%.fZ", time_unit="us", time_zone="UTC"))


def _names(table: str) -> str:
    return ", ".join(TABLES[table])


def _written_times(times: pl.Series) -> pl.Series:
    return times.dt.strftime("%Y-%m-%dT%H:%M:%S%.6fZ")


def now() -> datetime:
    """Return the time to the second, as it is kept."""
    return datetime.now(UTC).replace(microsecond=0)
