-- One row per year with draws, newest first.
select
    year(issued_on) as year,
    make_date(year(issued_on), 1, 1) as first_day,
    make_date(year(issued_on), 12, 31) as last_day,
    count(*) as draws,
    sum(invitations)::bigint as invitations
from draws
group by year(issued_on)
order by year desc
