# ruff: noqa: S608 - the names put into queries here are those of schema.sql
"""Check typed rows against each other, and say on which line of which file a rule is broken.

The first kind of check comes from schema.sql itself: keys, uniqueness, conditions. The second
kind, below, is what a schema cannot say: it compares tables, or looks at the calendar.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import duckdb

from data.faults import WHOLE_FILE, Fault, shown
from data.tables_schema import LINE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    import polars as pl

    from data.reading import Text
    from data.tables_schema import Table

MAY_BE_PLANNED = frozenset({"effective_from", "effective_to", "legal_end_on"})
"""Dates that may lie ahead: a rule can be published before it takes effect."""


@dataclass(frozen=True)
class Rule:
    """A rule about the rows of one table. `query` gives the `line` of each row that breaks it.

    `needs` are the other tables that the query reads; the rule is not applied while one of them
    is missing.
    """

    table: str
    columns: tuple[str, ...]
    words: str
    query: str
    needs: tuple[str, ...] = ()


RULES = (
    Rule(
        "draws",
        ("score_min",),
        "a score must lie within its scale: at most the maximum of the stream",
        "select draws.line from draws join stream_scales using (stream_id, score_scale)"
        " where score_min > maximum",
        ("stream_scales",),
    ),
    Rule(
        "draws",
        ("score_max",),
        "a score must lie within its scale: at most the maximum of the stream",
        "select draws.line from draws join stream_scales using (stream_id, score_scale)"
        " where score_max > maximum",
        ("stream_scales",),
    ),
    Rule(
        "draws",
        ("issued_on", "score_scale"),
        "a draw must fall in the time in which its scale was used",
        "select draws.line from draws join score_scales using (score_scale)"
        " where issued_on < effective_from or issued_on > effective_to",
        ("score_scales",),
    ),
    Rule(
        "draws",
        ("issued_on", "stream_id"),
        "a draw must fall between the opening and the closing of its stream",
        "select draws.line from draws join streams using (stream_id)"
        " where issued_on < streams.opened_on or issued_on < streams.profiles_from"
        " or issued_on > streams.closed_on",
        ("streams",),
    ),
    Rule(
        "draws",
        ("occupation_list",),
        "a complete or partial list must have rows in draw_occupations, and no other may",
        "select line from draws where (occupation_list in ('complete', 'partial'))"
        " <> exists (from draw_occupations where draw_occupations.draw_id = draws.draw_id)",
        ("draw_occupations",),
    ),
    Rule(
        "draw_occupations",
        ("noc_code",),
        "the code must exist in noc_2021",
        "select line from draw_occupations where noc_version = '2021'"
        " and noc_code not in (select noc_code from noc_2021 where noc_code is not null)",
        ("noc_2021",),
    ),
    Rule(
        "draw_occupations",
        ("noc_code",),
        "the code must exist in noc_2016",
        "select line from draw_occupations where noc_version = '2016'"
        " and noc_code not in (select noc_code from noc_2016 where noc_code is not null)",
        ("noc_2016",),
    ),
    Rule(
        "draw_occupations",
        ("noc_version",),
        "draws name NOC 2016 codes before 16 November 2022 and NOC 2021 codes from that day",
        "select draw_occupations.line from draw_occupations join draws using (draw_id)"
        " where (noc_version = '2016') <> (issued_on < date '2022-11-16')",
        ("draws",),
    ),
    Rule(
        "noc_2016",
        ("noc_code",),
        "an older code must have a row in noc_concordance",
        "select line from noc_2016"
        " where noc_code not in (select noc_2016 from noc_concordance where noc_2016 is not null)",
        ("noc_concordance",),
    ),
    Rule(
        "noc_2021",
        ("broad_category", "broad_category_title"),
        "a broad category must have one title",
        "select line from noc_2021 qualify broad_category_title"
        " <> first(broad_category_title) over (partition by broad_category order by line)",
    ),
    Rule(
        "score_scales",
        ("maximum",),
        "the maximum must be the highest of the scale in stream_scales",
        "select any_value(score_scales.line) as line from score_scales"
        " join stream_scales using (score_scale) group by score_scale"
        " having any_value(score_scales.maximum) <> max(stream_scales.maximum)",
        ("stream_scales",),
    ),
    Rule(
        "stream_scales",
        ("maximum",),
        "the maximum must be the sum of the maxima of the factors that count for the stream",
        "select any_value(stream_scales.line) as line from stream_scales"
        " join stream_factors using (stream_id, score_scale)"
        " join grid_factors using (score_scale, factor) group by stream_id, score_scale"
        " having any_value(stream_scales.maximum) <> sum(grid_factors.maximum)",
        ("stream_factors", "grid_factors"),
    ),
    Rule(
        "grid_factors",
        ("score_scale", "part_of"),
        "the wider factor must exist in the same grid",
        "select line from grid_factors as part where part_of is not null and not exists"
        " (from grid_factors as whole where whole.score_scale = part.score_scale"
        " and whole.factor = part.part_of)",
    ),
    Rule(
        "grid_options",
        ("score_scale", "factor", "points"),
        "an option must not give more points than its factor",
        "select grid_options.line from grid_options join grid_factors using (score_scale, factor)"
        " where points > maximum",
        ("grid_factors",),
    ),
    Rule(
        "grid_option_streams",
        ("grid_option_id", "stream_id"),
        "the factor of the option must count for the stream",
        "select grid_option_streams.line from grid_option_streams"
        " join grid_options using (grid_option_id) where not exists (from stream_factors"
        " where stream_factors.stream_id = grid_option_streams.stream_id"
        " and stream_factors.score_scale = grid_options.score_scale"
        " and stream_factors.factor = grid_options.factor)",
        ("grid_options", "stream_factors"),
    ),
    Rule(
        "grid_option_streams",
        ("grid_option_id", "stream_id"),
        "a stream must have one option of a name for a factor on any day",
        "with given as (select * exclude (grid_options.line)"
        " from grid_option_streams join grid_options using (grid_option_id))"
        " select later.line from given as later join given as earlier"
        " using (stream_id, score_scale, factor, option_id)"
        " where later.line > earlier.line"
        " and later.effective_from <= coalesce(earlier.effective_to, date '9999-12-31')"
        " and earlier.effective_from <= coalesce(later.effective_to, date '9999-12-31')",
        ("grid_options",),
    ),
    Rule(
        "grid_option_bounds",
        ("operator", "value"),
        "<, <=, > and >= must compare a fact that is a number with a number",
        "select grid_option_bounds.line from grid_option_bounds join facts using (fact)"
        " where operator in ('<', '<=', '>', '>=')"
        " and (facts.kind <> 'number' or try_cast(value as double) is null)",
        ("facts",),
    ),
    Rule(
        "fact_conditions",
        ("from_fact", "operator", "value"),
        "in must name a set of occupation_sets, for the fact noc",
        "select line from fact_conditions where operator = 'in' and (from_fact <> 'noc'"
        " or value not in (select occupation_set from occupation_sets))",
        ("occupation_sets",),
    ),
    Rule(
        "page_wordings",
        ("purpose", "meaning"),
        "a stream must exist in streams, and a place in census_divisions",
        "select line from page_wordings where purpose in ('stream', 'stream_in_prose')"
        " and meaning not in (select stream_id from streams)"
        " or purpose = 'place'"
        " and meaning not in (select census_division from census_divisions)",
        ("streams", "census_divisions"),
    ),
    Rule(
        "draw_unknowns",
        ("draw_id", "subject"),
        "the places of a draw that has rows in draw_areas are known",
        "select line from draw_unknowns where subject = 'places'"
        " and draw_id in (select draw_id from draw_areas where draw_id is not null)",
        ("draw_areas",),
    ),
    Rule(
        "draws",
        ("draw_id", "target_group"),
        "a regional draw must have rows in draw_areas, or one in draw_unknowns that says why not",
        "select line from draws where target_group = 'regional'"
        " and not exists (from draw_areas where draw_areas.draw_id = draws.draw_id)"
        " and not exists (from draw_unknowns where draw_unknowns.draw_id = draws.draw_id"
        " and subject = 'places')",
        ("draw_areas", "draw_unknowns"),
    ),
    Rule(
        "draw_condition_tests",
        ("condition",),
        "the condition must be one of draw_conditions",
        "select line from draw_condition_tests where condition not in"
        " (select condition from draw_conditions where condition is not null)",
        ("draw_conditions",),
    ),
    Rule(
        "in_demand_occupations",
        ("noc_version", "noc_code"),
        "the code must exist in its edition: noc_2016 or noc_2021",
        "select line from in_demand_occupations where noc_code not in"
        " (select noc_code from noc_2021 union all select noc_code from noc_2016)",
        ("noc_2021", "noc_2016"),
    ),
    Rule(
        "occupation_set_prefixes",
        ("prefix",),
        "a code of noc_2021 must begin so",
        "select line from occupation_set_prefixes where not exists"
        " (from noc_2021 where starts_with(noc_code, prefix))",
        ("noc_2021",),
    ),
    Rule(
        "region_places",
        ("place",),
        "the census division must exist in census_divisions",
        "select line from region_places where place_type = 'census-division' and place not in"
        " (select census_division from census_divisions where census_division is not null)",
        ("census_divisions",),
    ),
    Rule(
        "requirements",
        ("alternative_to",),
        "the requirement that this one is a way to meet must exist for the same stream",
        "select line from requirements as way where alternative_to is not null and not exists"
        " (from requirements as aim where aim.requirement_id = way.alternative_to"
        " and aim.stream_id = way.stream_id)",
    ),
    Rule(
        "requirement_conditions",
        ("fact", "operator", "value"),
        "in and not in must name a set of occupation_sets (noc) or of region_groups"
        " (census_division)",
        "select line from requirement_conditions where operator in ('in', 'not in')"
        " and not (fact = 'noc' and value in (select occupation_set from occupation_sets)"
        " or fact = 'census_division' and value in (select region_group from region_groups))",
        ("occupation_sets", "region_groups"),
    ),
    Rule(
        "requirements",
        ("value", "unit"),
        "a value of occupation_sets must exist there",
        "select line from requirements where unit = 'occupation_sets'"
        " and value not in (select occupation_set from occupation_sets)",
        ("occupation_sets",),
    ),
    Rule(
        "requirement_values",
        ("requirement_id",),
        "a requirement has one value or several, not both",
        "select requirement_values.line from requirement_values"
        " join requirements using (requirement_id) where requirements.value is not null",
        ("requirements",),
    ),
    Rule(
        "table_sources",
        ("table_name",),
        "the table must exist",
        "select line from table_sources where table_name not in"
        " (select view_name from duckdb_views() where not internal)",
    ),
)


def check_rows(
    texts: dict[str, Text], frames: dict[str, pl.DataFrame], tables: list[Table], today: date
) -> list[Fault]:
    """Return the faults of keys, conditions, rules between tables and dates after `today`.

    `texts` and `frames` are by table name; a table that could not be read is in neither, and
    whatever needs it is not checked.
    """
    faults: list[Fault] = []
    with duckdb.connect(":memory:") as database:
        for name, frame in frames.items():
            database.register(name, frame)
        for rule in _rules(tables, today):
            if not {rule.table, *rule.needs} <= frames.keys():
                continue
            text = texts[rule.table]
            try:
                lines = [line for (line,) in database.execute(rule.query).fetchall()]
            except duckdb.Error as error:
                words = f"{rule.words} ({error})"
                faults.append(Fault(shown(text.path), WHOLE_FILE, "", "", words))
                continue
            faults.extend(text.fault(line, rule.columns, rule.words) for line in lines)
    return faults


def _rules(tables: Iterable[Table], today: date) -> Iterator[Rule]:
    """Yield the rules of the schema, then those of the calendar, then those above."""
    for table in tables:
        yield from _rules_of(table)
        for column in table.columns:
            if column.sql_type == "DATE" and column.name not in MAY_BE_PLANNED:
                yield Rule(
                    table.name,
                    (column.name,),
                    f"a date must not be in the future (today is {today})",
                    f"select {LINE} from {table.name} where {column.name} > date '{today}'",
                )
    yield from RULES


def _rules_of(table: Table) -> Iterator[Rule]:
    """Yield what schema.sql says of a table beyond types and its primary key."""
    for columns in table.unique:
        filled = " and ".join(f"{column} is not null" for column in columns)
        yield Rule(
            table.name,
            columns,
            "the value must not repeat" if len(columns) == 1 else "the values must not repeat",
            f"select {LINE} from {table.name} where {filled}"
            f" qualify row_number() over (partition by {', '.join(columns)} order by {LINE}) > 1",
        )
    for key in table.foreign_keys:
        pairs = zip(key.columns, key.referenced, strict=True)
        same = " and ".join(f"child.{own} = parent.{theirs}" for own, theirs in pairs)
        filled = " and ".join(f"child.{column} is not null" for column in key.columns)
        yield Rule(
            table.name,
            key.columns,
            f"must exist in {key.table} ({', '.join(key.referenced)})",
            f"select child.{LINE} from {table.name} as child where {filled}"
            f" and not exists (from {key.table} as parent where {same})",
            (key.table,),
        )
    for check in table.checks:
        yield Rule(
            table.name,
            check.columns,
            f"must hold: {check.expression}",
            f"select {LINE} from {table.name} where not ({check.expression})",
        )
