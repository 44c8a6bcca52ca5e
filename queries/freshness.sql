-- One row: the newest draw recorded, and when the official page of draws last changed and was
-- last checked. $today: the day to count from, date.
with asked_for as (
    select $today::date as asked_on
),

newest_source as (
    select d.source_id
    from draws as d
    group by d.source_id
    order by max(d.issued_on) desc, count(*) desc
    limit 1
)

select
    b.data_version,
    b.newest_draw,
    b.draws,
    r.title,
    r.url,
    r.last_changed,
    r.last_checked,
    a.asked_on - r.last_checked as days_since_check,
    a.asked_on - r.last_checked > 30 as is_stale
from build_info as b
cross join asked_for as a
cross join newest_source as n
inner join sources as r on n.source_id = r.source_id
