-- One row per broad category of NOC 2021.
select
    broad_category::varchar as code,
    any_value(broad_category_title) as title,
    count(*) as occupations
from noc_2021
group by broad_category
order by broad_category asc
