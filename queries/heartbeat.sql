-- One row per official page that the update reads: when it was last read whole, when it last
-- changed, and how the last attempt went. $today: the day to count from, date.
select
    c.source_id,
    c.page_kind::varchar as page_kind,
    r.title,
    r.url,
    r.last_checked,
    r.last_changed,
    $today::date - r.last_checked as days_since_check,
    c.attempted_on,
    c.result::varchar as result,
    c.result in ('refused', 'unreachable') as is_failed,
    c.message
from page_checks as c
inner join sources as r on c.source_id = r.source_id
order by c.page_kind asc, c.source_id desc
