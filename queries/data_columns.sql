-- One row per column of a table, in order. $table: a name that data_tables.sql gives, varchar.
select
    c.column_name,
    lower(c.data_type) as data_type,
    c.comment as description
from duckdb_columns() as c
where not c.internal and c.table_name = $table::varchar
order by c.column_index asc
