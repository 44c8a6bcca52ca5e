-- One row per entry of one occupation, or of its NOC 2016 codes, in the In-Demand Skills list.
-- $noc: NOC 2021 code, varchar.
select
    i.noc_version::varchar as noc_version,
    i.noc_code,
    i.work_area::varchar as work_area,
    i.limited_to,
    i.effective_from,
    i.effective_to
from in_demand_occupations as i
where
    i.noc_code = $noc::varchar
    or i.noc_code in (
        select c.noc_2016
        from noc_concordance as c
        where c.noc_2021 = $noc::varchar
    )
order by i.effective_from desc, i.noc_code asc
