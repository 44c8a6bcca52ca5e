-- One row per draw that named one occupation, newest first: the code as published, whether it came
-- through the NOC 2016 concordance or a split, and conditions of its own. $noc: NOC 2021 code.
select
    n.draw_id,
    d.issued_on,
    d.issued_to,
    s.short_name as stream,
    d.target,
    d.invitations,
    d.score_scale,
    d.score_min,
    d.score_max,
    n.named_as,
    n.noc_version::varchar as noc_version,
    n.is_split,
    string_agg(c.condition, '; ' order by c.position) as condition
from draw_occupations_2021 as n
inner join draws as d on n.draw_id = d.draw_id
inner join streams as s on d.stream_id = s.stream_id
left join draw_conditions as c on n.draw_id = c.draw_id and n.named_as = c.noc_code
where n.noc_code = $noc::varchar
group by
    n.draw_id, d.issued_on, d.issued_to, s.short_name, d.target, d.invitations, d.score_scale,
    d.score_min, d.score_max, n.named_as, n.noc_version, n.is_split
order by d.issued_on desc, d.invitations desc, n.draw_id asc, n.named_as asc
