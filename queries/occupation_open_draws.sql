-- One row per draw that named no occupations and whose stream accepted one occupation by the rules
-- of that day, newest first. $noc: NOC 2021 code, varchar; $most: the most rows to give, integer or
-- null.
select
    d.draw_id,
    d.issued_on,
    s.short_name as stream,
    d.target,
    d.invitations,
    d.score_scale,
    d.score_min,
    d.score_max
from draws as d
inner join streams as s on d.stream_id = s.stream_id
left join stream_occupations as a
    on d.stream_id = a.stream_id and a.noc_code = $noc::varchar
left join former_list_draws as f
    on d.draw_id = f.draw_id and f.noc_code = $noc::varchar
where
    d.occupation_list = 'all'
    and coalesce(
        f.accepted,
        a.noc_code is not null and d.issued_on >= coalesce(a.accepted_from, d.issued_on)
    )
order by d.issued_on desc, d.draw_id asc
limit coalesce($most::bigint, 9223372036854775807)
