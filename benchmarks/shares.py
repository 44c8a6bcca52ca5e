"""Give each process a fixed share of a processor, as a container has, by Linux control groups."""

from __future__ import annotations

from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

OLD, NEW = Path("/sys/fs/cgroup/cpu"), Path("/sys/fs/cgroup")
"""Where groups are made, in the first version of control groups and in the second."""

PERIOD = 20_000
"""In microseconds. Within each, a process gets its share; the default is five times as long, and
everybody would wait for the end of it."""


class NoSharesError(RuntimeError):
    """No control groups can be made on this machine."""


@contextmanager
def limited(processes: Sequence[int], share: float) -> Iterator[None]:
    """Let each process use at most this share of one processor, while the context lasts.

    Raises NoSharesError where that cannot be done, such as without the rights of root.
    """
    with ExitStack() as stack:
        for process in processes:
            stack.enter_context(_limited(process, share))
        yield


@contextmanager
def _limited(process: int, share: float) -> Iterator[None]:
    root = OLD if OLD.is_dir() else NEW
    group = root / f"oinp-benchmark-{process}"
    try:
        _make(group, process, round(share * PERIOD))
    except OSError as error:
        message = f"No process could be given a share of a processor ({error})."
        raise NoSharesError(message) from error
    try:
        yield
    finally:
        (root / "cgroup.procs").write_text(str(process))
        group.rmdir()


def _make(group: Path, process: int, quota: int) -> None:
    """Make a group that gets `quota` microseconds of each PERIOD, and put a process in it."""
    group.mkdir()
    try:
        if group.parent == OLD:
            (group / "cpu.cfs_period_us").write_text(str(PERIOD))
            (group / "cpu.cfs_quota_us").write_text(str(quota))
        else:
            (group / "cpu.max").write_text(f"{quota} {PERIOD}")
        (group / "cgroup.procs").write_text(str(process))
    except OSError:
        group.rmdir()
        raise
