"""Measure the app: `make bench`, or `python benchmarks/run.py --only rerun --quick`.

Prints a table for each benchmark and writes it to benchmarks/results/. A missed reach is a result
like any other: the exit status is 1 only where something could not be measured.
"""

from __future__ import annotations

import argparse
import os
import signal
import sys
from pathlib import Path

sys.path[0] = str(Path(__file__).resolve().parents[1])

from benchmarks import (  # noqa: E402 (found only now)
    come_and_go,
    crowd,
    first_visit,
    growth,
    open_data,
    opening,
    replicas,
    report,
    rerun,
    start,
)
from data.build import ensure_database  # noqa: E402

BENCHMARKS = {
    "rerun": rerun,
    "opening": opening,
    "crowd": crowd,
    "replicas": replicas,
    "come-and-go": come_and_go,
    "start": start,
    "first-visit": first_visit,
    "growth": growth,
    "open-data": open_data,
}


def main() -> int:
    """Run the benchmarks that were asked for, one after the other."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", choices=BENCHMARKS, help="one benchmark instead of all")
    parser.add_argument("--quick", action="store_true", help="fewer repetitions, rougher figures")
    chosen = parser.parse_args()
    # Whoever is told to stop leaves as always, and stops the servers that it started.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("told to stop"))
    database = ensure_database()
    failed = False
    for name in [chosen.only] if chosen.only else BENCHMARKS:
        print(f"Measuring {name} ...", file=sys.stderr, flush=True)
        before = _load()
        try:
            lines, notes = BENCHMARKS[name].measure(database, quick=chosen.quick)
        except Exception as error:  # noqa: BLE001 (the other benchmarks still run)
            print(f"\n{name} could not be measured: {error!r}", file=sys.stderr)
            failed = True
        else:
            notes = [*notes, f"Load of the machine before: {before}; after: {_load()}."]
            report.show(name, lines, notes)
            report.keep(name, lines, notes)
    return int(failed)


def _load() -> str:
    """Return how many tasks wanted a processor, over the last 1 and 5 minutes."""
    one, five, _ = os.getloadavg()
    return f"{one:.1f} in 1 minute, {five:.1f} in 5, on {os.cpu_count()} processors"


if __name__ == "__main__":
    raise SystemExit(main())
