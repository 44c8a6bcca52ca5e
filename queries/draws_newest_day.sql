-- One row per draw of the newest day, largest first.
select
    d.draw_id,
    d.issued_on,
    d.issued_to,
    d.stream_id,
    s.short_name as stream,
    d.kind::varchar as kind,
    d.target,
    d.invitations,
    d.score_scale,
    d.score_min,
    d.score_max
from draws as d
inner join streams as s on d.stream_id = s.stream_id
where d.issued_on = (select max(e.issued_on) from draws as e)
order by d.invitations desc, d.draw_id asc
