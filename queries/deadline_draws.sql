-- One row per draw, newest first, to choose the day and the stream of an invitation from.
-- $invited_on: a day of the draw, date or null.
select
    d.draw_id,
    d.issued_on,
    d.issued_to,
    d.stream_id,
    s.short_name as stream,
    d.target
from draws as d
inner join streams as s on d.stream_id = s.stream_id
where
    $invited_on::date is null
    or $invited_on::date between d.issued_on and coalesce(d.issued_to, d.issued_on)
order by d.issued_on desc, s.display_order asc, d.draw_id asc
