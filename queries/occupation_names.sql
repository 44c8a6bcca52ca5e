-- One row per NOC 2021 unit group, in order of its code.
select
    noc_code,
    title,
    noc_code || ' ' || title as label
from noc_2021
order by noc_code asc
