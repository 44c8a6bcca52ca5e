-- One row per stream and year for which Ontario's nominations are known by stream, newest year and
-- most nominations first.
select
    n.year,
    n.stream_id,
    s.short_name as stream,
    n.nominations,
    sum(n.nominations) over (partition by n.year)::bigint as nominations_of_year,
    r.title as source_title,
    r.url as source_url,
    r.official as is_official
from nominations as n
inner join streams as s on n.stream_id = s.stream_id
inner join sources as r on n.source_id = r.source_id
order by n.year desc, n.nominations desc, n.stream_id asc
