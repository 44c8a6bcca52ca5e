-- One row per NOC 2021 unit group that took over all or part of one NOC 2016 unit group.
-- Several rows are a split: all are shown and none is picked. A code with its leading zeros missing
-- is taken too. $code: a NOC 2016 code, varchar.
select
    c.noc_2016,
    o.title as title_2016,
    c.noc_2021 as noc_code,
    n.title,
    n.title_fr,
    c.relationship::varchar as relationship
from noc_concordance as c
inner join noc_2016 as o on c.noc_2016 = o.noc_code
inner join noc_2021 as n on c.noc_2021 = n.noc_code
where
    length($code::varchar) <= 4
    and c.noc_2016 = lpad($code::varchar, 4, '0')
order by c.noc_2021 asc
