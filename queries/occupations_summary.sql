-- One row: how many unit groups there are, how many were ever named (by a code that means just
-- them), and how many in the last 12 months of data.
with span as (
    select
        min(issued_on) as first_draw,
        max(issued_on) as last_draw,
        (max(issued_on) - interval 1 year + interval 1 day)::date as recent_from
    from draws
)

select
    p.first_draw,
    p.last_draw,
    p.recent_from,
    count(*) as occupations,
    count(*) filter (where t.times_named > t.named_by_split) as ever_named,
    count(*) filter (where t.last_named >= p.recent_from) as recently_named
from occupation_totals as t
cross join span as p
group by p.first_draw, p.last_draw, p.recent_from
