"""One run at a time in a folder: a lock that the system takes off when its process ends, however it ends."""

import os
from pathlib import Path
from typing import IO

from summarizer.errors import OutputError, SettingsError

NAME = "run.lock"


class RunLock:
    """The lock of a folder, held until it is released.

    Args:
        folder: the run's folder, which is there.

    Raises:
        SettingsError: another run holds it.
        OutputError: the lock's file can't be made.
    """

    def __init__(self, folder: Path) -> None:
        path = folder / NAME
        try:
            descriptor = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o600)
        except OSError as error:
            raise OutputError(
                f"{path} can't be made: {error.strerror or error}", "give a folder that may be written to"
            ) from None
        self._file: IO[bytes] = os.fdopen(descriptor, "r+b", buffering=0)
        try:
            _lock(self._file)
        except OSError:
            holder = self._file.read(20).decode("ascii", "replace").strip()
            self._file.close()
            raise SettingsError(
                f"another run works in {str(folder)!r}" + (f" (process {holder})" if holder.isdigit() else ""),
                "wait for it to end, or give another folder with --out",
            ) from None
        self._file.truncate(0)
        self._file.write(str(os.getpid()).encode())

    def release(self) -> None:
        """Let the next run in."""
        self._file.close()


if os.name == "nt":
    import msvcrt

    _FAR = 1 << 30  # a byte behind the process's number, which others may then read

    def _lock(file: IO[bytes]) -> None:
        file.seek(_FAR)
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]
        finally:
            file.seek(0)

else:
    import fcntl

    def _lock(file: IO[bytes]) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
