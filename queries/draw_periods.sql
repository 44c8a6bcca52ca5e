-- One row per period that a visitor can choose: the last 12 months of data, then each year.
-- `earliest` and `latest` are the first and last day that any period may take.
with span as (
    select
        min(issued_on) as first_draw,
        max(issued_on) as last_draw
    from draws
),

years as (
    select distinct year(issued_on) as issued_in
    from draws
),

periods as (
    select
        'Last 12 months of data' as label,
        (last_draw - interval 1 year + interval 1 day)::date as first_day,
        last_draw as last_day,
        0 as position
    from span
    union all
    select
        issued_in::varchar as label,
        make_date(issued_in, 1, 1) as first_day,
        make_date(issued_in, 12, 31) as last_day,
        1 as position
    from years
)

select
    p.label,
    p.first_day,
    p.last_day,
    make_date(year(s.first_draw), 1, 1) as earliest,
    make_date(year(s.last_draw), 12, 31) as latest
from periods as p
cross join span as s
order by p.position asc, p.label desc
