-- One row per wage requirement of a stream that accepts one occupation, the streams that are open
-- first. $noc: NOC 2021 code, varchar.
select
    s.short_name as stream,
    s.status::varchar as status,
    q.value as figure,
    q.plain_text,
    q.effective_from,
    q.effective_to
from requirements as q
inner join streams as s on q.stream_id = s.stream_id
inner join stream_occupations as a on s.stream_id = a.stream_id
where
    a.noc_code = $noc::varchar
    and a.accepted_from is not null
    and q.topic = 'wage'
    and q.operator != 'claim'
    and q.value in ('median_wage', 'low_wage')
order by s.status = 'open' desc, s.display_order asc, q.requirement_id asc
