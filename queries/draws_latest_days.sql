-- One row per draw of the newest days on which draws were held, newest first, largest first.
-- `days_ago` counts from $today, a date. $days: how many days, integer.
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
    $today::date - coalesce(d.issued_to, d.issued_on) as days_ago,
    s.short_name as stream,
    d.target,
    d.invitations,
    d.score_scale,
    c.short_name as scale,
    d.score_min,
    d.score_max
from draws as d
inner join newest_days as n on d.issued_on = n.issued_on
inner join streams as s on d.stream_id = s.stream_id
left join score_scales as c on d.score_scale = c.score_scale
order by d.issued_on desc, d.invitations desc, d.draw_id asc
