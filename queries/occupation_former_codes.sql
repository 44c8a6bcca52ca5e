-- One row per NOC 2016 code that became all or part of one occupation. $noc: NOC 2021 code.
select
    c.noc_2016,
    o.title,
    c.relationship::varchar as relationship
from noc_concordance as c
inner join noc_2016 as o on c.noc_2016 = o.noc_code
where c.noc_2021 = $noc::varchar
order by c.noc_2016 asc
