-- One row per draw of the newest days on which draws were held, newest first, largest first.
-- $days: how many days, integer.
with newest_days as (
    select distinct issued_on
    from draws
    order by issued_on desc
    limit $days::integer
)

select
    d.draw_id,
    d.issued_on,
    d.issued_to,
    s.short_name as stream,
    d.target,
    d.invitations,
    d.score_scale,
    d.score_min,
    d.score_max
from draws as d
inner join newest_days as n on d.issued_on = n.issued_on
inner join streams as s on d.stream_id = s.stream_id
order by d.issued_on desc, d.invitations desc, d.draw_id asc
