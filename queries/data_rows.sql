-- One row per row of a table, with the columns of that table.
-- $table: a name that data_tables.sql gives, varchar; null for build_info.
select * -- noqa: AM04
from query_table(coalesce($table, 'build_info'))
