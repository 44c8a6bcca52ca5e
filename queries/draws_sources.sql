-- One row per source of the draws that match the filters, the one with most draws first.
-- Parameters as in draws.sql, without $chosen and $most.
with matches as (
    select source_id
    from draw_rows
    where
        passes(
            $streams, $issued_from, $issued_to, $kind, $target_groups, $occupations, $areas
        )
)

select
    r.source_id,
    r.title,
    r.url,
    r.last_changed,
    r.last_checked,
    count(*) as draws
from matches as m
inner join sources as r on m.source_id = r.source_id
group by all
order by draws desc, r.source_id asc
