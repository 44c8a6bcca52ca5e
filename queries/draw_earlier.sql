-- One row per draw of the same stream and target as one draw, that draw and up to ten before it,
-- newest first. `moved` is the change of the lowest score since the one before, in points, and is
-- null where either is not published or the score scale changed; `is_disputed` is whether official
-- pages give another lowest score. $draw: a draw id, varchar.
with the_draw as (
    select *
    from draw_rows
    where draw_id = $draw::varchar
),

alike as (
    select
        d.draw_id,
        d.issued_on,
        d.issued_to,
        d.invitations,
        d.score_scale,
        d.scale,
        d.score_min,
        d.score,
        lag(d.draw_id) over same_series as earlier_id,
        lag(d.score_scale) over same_series as earlier_scale,
        lag(d.score_min) over same_series as earlier_min
    from draw_rows as d
    inner join the_draw as t on d.stream_id = t.stream_id and d.target = t.target
    where
        d.issued_on < t.issued_on
        or d.draw_id = t.draw_id
    window same_series as (order by d.issued_on asc, d.draw_id asc)
)

select
    draw_id,
    issued_on,
    issued_to,
    invitations,
    scale,
    score,
    case when score_scale = earlier_scale then score_min - earlier_min end as moved,
    draw_id in (
        select x.draw_id
        from discrepancies as x
        where x.draw_id is not null and x.subject = 'minimum score' and x.other_figure is not null
    ) as is_disputed
from alike
order by issued_on desc, draw_id desc
limit 11
