-- One row per table of the database, with what it holds and how many rows and columns it has;
-- tables of facts before those that the build works out from them.
select
    t.table_name,
    t.estimated_size as row_count,
    t.column_count,
    t.comment as description,
    f.table_name is null as made_by_build
from duckdb_tables() as t
left join fact_tables as f on t.table_name = f.table_name
where not t.internal
order by made_by_build asc, t.table_name asc
