-- One row per region with a published wage of one occupation, all of Ontario first.
-- Wages are in dollars per hour, or per year where `unit` is 'annual'. $noc: NOC 2021 code.
select
    w.region,
    w.low,
    w.median,
    w.high,
    w.unit::varchar as unit,
    w.reference_period,
    r.title as source_title,
    r.url as source_url,
    r.last_changed
from wages as w
inner join sources as r on w.source_id = r.source_id
where w.noc_code = $noc::varchar
order by w.region = 'Ontario' desc, w.region asc
