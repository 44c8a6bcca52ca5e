-- One row: the newest draw recorded, when the official page of draws last changed and was last
-- checked, and the last check of a page that failed, if one did. Pages are checked on each working
-- day, so a check of 4 days ago is late.
-- $today: the day to count from, date.
with asked_for as (
    select $today::date as asked_on
),

newest_source as (
    select d.source_id
    from draws as d
    group by d.source_id
    order by max(d.issued_on) desc, count(*) desc
    limit 1
),

failed_checks as (
    select
        count(*) as failed_pages,
        max(c.attempted_on) as failed_on,
        max_by(r.title, (c.attempted_on, r.source_id)) as failed_title,
        max_by(r.url, (c.attempted_on, r.source_id)) as failed_url,
        max_by(c.message, (c.attempted_on, r.source_id)) as failed_message
    from page_checks as c
    inner join sources as r on c.source_id = r.source_id
    where c.result in ('refused', 'unreachable')
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
    a.asked_on - r.last_checked >= 4 as is_stale,
    f.failed_pages,
    f.failed_on,
    f.failed_title,
    f.failed_url,
    f.failed_message
from build_info as b
cross join asked_for as a
cross join newest_source as n
cross join failed_checks as f
inner join sources as r on n.source_id = r.source_id
