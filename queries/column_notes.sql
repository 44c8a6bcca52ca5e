-- One row per column of a table and what it means, in the order of the tables.
select
    table_name,
    column_name,
    comment as note
from duckdb_columns()
where
    comment is not null
    and not internal
order by table_oid asc, column_index asc
