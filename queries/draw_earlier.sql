-- One row per draw of the same stream and target as one draw, that draw and up to ten before it,
-- newest first. `moved` is the change of the lowest score since the one before, in points, and is
-- null where either is not published or the score scale changed. $draw: a draw id, varchar.
with the_draw as (
    select *
    from draws
    where draw_id = $draw::varchar
),

alike as (
    select
        d.draw_id,
        d.issued_on,
        d.issued_to,
        d.invitations,
        d.score_scale,
        d.score_min,
        d.score_max,
        lag(d.draw_id) over same_series as earlier_id,
        lag(d.score_scale) over same_series as earlier_scale,
        lag(d.score_min) over same_series as earlier_min
    from draws as d
    inner join the_draw as t on d.stream_id = t.stream_id and d.target = t.target
    where
        d.issued_on < t.issued_on
        or d.draw_id = t.draw_id
    window same_series as (order by d.issued_on asc, d.draw_id asc)
)

select
    a.draw_id,
    a.issued_on,
    a.issued_to,
    a.invitations,
    c.short_name as scale,
    case
        when a.score_min is null then 'not published'
        when a.score_max is null then a.score_min::varchar
        else a.score_min || ' to ' || a.score_max
    end as score,
    case when a.score_scale = a.earlier_scale then a.score_min - a.earlier_min end as moved
from alike as a
inner join score_scales as c on a.score_scale = c.score_scale
order by a.issued_on desc, a.draw_id desc
limit 11
