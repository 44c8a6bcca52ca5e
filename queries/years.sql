-- One row per year with draws, newest first. `totals` holds "stream|ours|Ontario's" for each stream
-- of which Ontario's own yearly total is another than the sum of its draws.
with differing as (
    select
        x.year,
        list(
            concat_ws('|', s.short_name, x.figure_used, x.other_figure) order by s.display_order
        ) as totals
    from discrepancies as x
    inner join streams as s on x.stream_id = s.stream_id
    where x.year is not null
    group by x.year
)

select
    year(d.issued_on) as year,
    make_date(year(d.issued_on), 1, 1) as first_day,
    make_date(year(d.issued_on), 12, 31) as last_day,
    count(*) as draws,
    sum(d.invitations)::bigint as invitations,
    any_value(t.totals) as totals
from draws as d
left join differing as t on year(d.issued_on) = t.year
group by year(d.issued_on)
order by year desc
