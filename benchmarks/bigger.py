"""Make databases like the real one, with the draws many times over."""

from __future__ import annotations

from typing import TYPE_CHECKING

import duckdb

from data.build import BLOCK_BYTES, DERIVED, SCHEMA
from data.tables_schema import tables_of

if TYPE_CHECKING:
    from pathlib import Path

DRAWS = ("draws", "draw_occupations", "draw_areas", "draw_conditions")


def multiply(source: Path, times: int, folder: Path) -> Path:
    """Write a database with every draw of `source` `times` times, and return its path.

    It has the same schema, with every key and check. Copies have new ids and the same dates; what
    belongs to a draw (occupations, areas, conditions) is copied with it.
    """
    path = folder / f"oinp-times-{times}.duckdb"
    with duckdb.connect(":memory:") as database:
        database.execute(f"attach '{source}' as real (read_only)")
        database.execute(f"attach '{path}' as big (block_size {BLOCK_BYTES})")
        database.execute("use big")
        database.execute(SCHEMA.read_text(encoding="utf-8"))
        for table in tables_of(SCHEMA):
            rows = f"from real.{table.name}"
            if table.name in DRAWS:
                copied = "draw_id || if(copy = 0, '', '-copy' || copy) as draw_id"
                rows = f"select r.* replace ({copied}) {rows} as r, range({times}) as c(copy)"
            database.execute(f"insert into {table.name} by name {rows}")
        database.execute(
            "insert into build_info select 'times', max(issued_on), count(*) from draws"
        )
        database.execute(DERIVED.read_text(encoding="utf-8"))
        database.execute("checkpoint")
        database.execute("use memory")
        database.execute("detach big")
    return path
