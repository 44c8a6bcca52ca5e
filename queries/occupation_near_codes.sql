-- One row per occupation whose code begins with at least the first two digits of a code that is
-- none, those that agree in more digits first. $code: digits, varchar.
select
    noc_code,
    title
from noc_2021
where
    regexp_full_match($code::varchar, '\d\d+')
    and starts_with(noc_code, left($code::varchar, 2))
order by
    starts_with(noc_code, left($code::varchar, 4)) desc,
    starts_with(noc_code, left($code::varchar, 3)) desc,
    noc_code asc
limit 6
