-- One row per figure that Ontario changed after it was recorded, newest first.
-- $draw: a draw id, varchar or null for all draws.
select
    x.correction_id,
    x.first_seen,
    x.draw_id,
    d.issued_on,
    s.name as stream,
    d.target,
    x.field::varchar as field,
    x.before,
    x.after,
    r.title as source_title,
    r.url as source_url
from corrections as x
inner join draws as d on x.draw_id = d.draw_id
inner join streams as s on d.stream_id = s.stream_id
inner join sources as r on x.source_id = r.source_id
where $draw::varchar is null or x.draw_id = $draw::varchar
order by x.first_seen desc, x.correction_id asc
