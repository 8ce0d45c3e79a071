"""Sources of many articles as one stream of entries: folders, globs, lists of paths, files of rows, standard input.

Nothing is held: a folder of a hundred thousand files is walked as it is read, unless its order matters.
"""

import glob
import hashlib
import heapq
import os
import stat
from collections.abc import Iterable, Iterator
from contextlib import closing
from itertools import islice
from typing import NamedTuple

from summarizer.errors import ArticleError
from summarizer.models import Failure
from summarizer.readers.entries import Entry, Stamp, not_read
from summarizer.readers.rows import TEXT_COLUMN, Found, find_rows
from summarizer.readers.sources import STANDARD_INPUT, explained, is_folder, open_file, printable

LONGEST_PATH = 4096  # bytes of a line in a list of paths: the most that Linux takes for a path


class Shard(NamedTuple):
    """One of several equal parts: the `part`-th, counted from 1, of `parts`."""

    part: int
    parts: int


class Choice(NamedTuple):
    """Which of the entries to take: a shard first, of it a sample, of that so many at most."""

    shard: Shard | None = None
    sample: int | None = None
    seed: int = 0
    limit: int | None = None


class Sources(NamedTuple):
    """What was given: files, folders, globs and "-"; files that list paths; and the column of rows with the text."""

    paths: tuple[str, ...]
    lists: tuple[str, ...] = ()
    column: str = TEXT_COLUMN


def stream(sources: Sources, choice: Choice = Choice()) -> Iterator[Found]:  # noqa: B008  frozen
    """Give the entries of the sources one by one; what can't be read is a failure in its place.

    With a limit the files of a folder come in the order of their names, else in that of the disk.
    """
    return choose(_all(sources, in_order=choice.limit is not None), choice)


def choose(found: Iterable[Found], choice: Choice) -> Iterator[Found]:
    """Take a shard of a stream, of it a sample, of that so many at most.

    All is drawn by hashes of the entries' identities: neither the order of the stream nor what else is in it changes
    whether an entry is in a shard, and a sample is the same from any order. A sample is held in memory, the rest is not.
    """
    chosen = iter(found)
    if choice.shard is not None:
        part, parts = choice.shard
        chosen = (one for one in chosen if _draw(_identity(one), "shard") % parts == part - 1)
    if choice.sample is not None:
        chosen = iter(_sample(chosen, choice.sample, str(choice.seed)))
    return chosen if choice.limit is None else islice(chosen, choice.limit)


def _sample(found: Iterable[Found], size: int, seed: str) -> list[Found]:
    """Keep those with the smallest hashes (bottom-k sampling; Cohen and Kaplan 2007), in the order in which they came."""
    kept: list[tuple[int, int, Found]] = []
    for place, one in enumerate(found):
        item = (-_draw(_identity(one), f"sample {seed}"), -place, one)
        if len(kept) < size:
            heapq.heappush(kept, item)
        elif size and item[:2] > kept[0][:2]:
            heapq.heapreplace(kept, item)
    return [one for _, _, one in sorted(kept, key=lambda item: -item[1])]


def _identity(one: Found) -> str:
    return one.subject if isinstance(one, Failure) else one.identity


def _draw(identity: str, purpose: str) -> int:
    told = f"{purpose}\n{identity}".encode("utf-8", "surrogateescape")
    return int.from_bytes(hashlib.blake2b(told, digest_size=8).digest())


def _all(sources: Sources, *, in_order: bool) -> Iterator[Found]:
    for path in sources.paths:
        yield from _of_argument(path, sources.column, in_order=in_order)
    for path in sources.lists:
        try:
            for line in _listed(path):
                yield from _of_argument(line, sources.column, in_order=in_order)
        except ArticleError as error:
            yield not_read(printable(path), error)


def _of_argument(argument: str, column: str, *, in_order: bool) -> Iterator[Found]:
    if argument != STANDARD_INPUT and is_folder(argument):
        yield from _of_folder(argument, column, in_order=in_order)
    elif argument != STANDARD_INPUT and glob.has_magic(argument) and not os.path.lexists(argument):
        yield from _of_glob(argument, column, in_order=in_order)
    else:
        yield from _of_path(argument, column)


def _of_folder(folder: str, column: str, *, in_order: bool) -> Iterator[Found]:
    """Give the regular files of a folder that are not hidden; no links, and nothing in folders below."""
    names = _names(folder)
    is_empty = True
    try:
        for name in sorted(names) if in_order else names:
            is_empty = False
            yield from _of_path(os.path.join(folder, name), column)  # noqa: PTH118  shown as it was given
    except OSError as error:
        yield not_read(printable(folder), explained(error, printable(folder)))
        return
    if is_empty:
        yield Failure(stage="read", subject=printable(folder), reason="the folder holds no files")


def _names(folder: str) -> Iterator[str]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if not entry.name.startswith(".") and entry.is_file(follow_symlinks=False):
                yield entry.name


def _of_glob(pattern: str, column: str, *, in_order: bool) -> Iterator[Found]:
    paths: Iterable[str] = glob.iglob(pattern, recursive=True)  # noqa: PTH207  Path.glob takes no absolute pattern
    is_empty = True
    for path in sorted(paths) if in_order else paths:
        if not is_folder(path):
            is_empty = False
            yield from _of_path(path, column)
    if is_empty:
        yield Failure(stage="read", subject=printable(pattern), reason="no file has a name of this pattern")


def _of_path(path: str, column: str) -> Iterator[Found]:
    rows = find_rows(path, column)
    if rows is not None:
        yield from rows
        return
    yield _file_entry(path)


def _file_entry(path: str) -> Entry:
    """Make a file's entry; one that is not there is found out when it is read."""
    place = printable(path)
    try:
        told = os.stat(path)  # noqa: PTH116  the path is kept as it was given
    except (OSError, ValueError):
        return Entry(place, place, path)
    stamp = Stamp(told.st_size, told.st_mtime_ns) if stat.S_ISREG(told.st_mode) else None
    return Entry(place, place, path, stamp)


def _listed(path: str) -> Iterator[str]:
    """Read one path a line, blank lines left out; paths count from the working folder.

    Raises:
        ArticleError: the list can't be read, or a line is no path.
    """
    with closing(open_file(path)) as file:
        number = 0
        while line := file.readline(LONGEST_PATH + 2):
            number += 1
            if len(line) > LONGEST_PATH + 1:
                raise ArticleError(f"Line {number} of {printable(path)} is no path.", "Give a list with a path a line.")
            name = os.fsdecode(line.strip(b"\r\n"))
            if name.strip():
                yield name
