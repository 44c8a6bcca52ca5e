-- One row per stream and period: the invitations of the draws that match the filters.
-- A period is a day where the matching draws span up to 100 days, a week up to 400, else a month.
-- Parameters as in draws.sql, without $chosen and $most. `draw_ids` is null for more than 60 draws.
with matches as (
    select *
    from matching_draws(
        $streams, $issued_from, $issued_to, $kind, $target_groups, $occupations, $areas
    )
),

span as (
    select
        case
            when max(issued_on) - min(issued_on) <= 100 then 'day'
            when max(issued_on) - min(issued_on) <= 400 then 'week'
            else 'month'
        end as grain
    from matches
),

periods as (
    select
        m.draw_id,
        m.stream_id,
        m.invitations,
        p.grain,
        date_trunc(p.grain, m.issued_on)::date as period_start
    from matches as m
    cross join span as p
)

select
    p.stream_id,
    s.short_name as stream,
    p.grain,
    p.period_start,
    (
        p.period_start + case p.grain
            when 'day' then interval 1 day
            when 'week' then interval 7 day
            else interval 1 month
        end
    )::date as period_end,
    sum(p.invitations)::bigint as invitations,
    count(*) as draws,
    case when count(*) <= 60 then list(p.draw_id order by p.draw_id) end as draw_ids
from periods as p
inner join streams as s on p.stream_id = s.stream_id
group by p.stream_id, s.short_name, s.display_order, p.grain, p.period_start
order by p.period_start asc, s.display_order asc
