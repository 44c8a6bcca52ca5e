-- One row per condition of one draw that holds for all its occupations, in the order of the notice;
-- then, where not all of its conditions are known, one row with the reason in not_known.
-- $draw: a draw id, varchar.
with stated as (
    select
        condition,
        null as not_known,
        source_id,
        position
    from draw_conditions
    where draw_id = $draw::varchar and noc_code is null
    union all
    select
        null as condition,
        reason as not_known,
        source_id,
        null as position
    from draw_unknowns
    where draw_id = $draw::varchar and subject = 'conditions'
)

select
    s.condition,
    s.not_known,
    r.title as source_title,
    r.url as source_url
from stated as s
inner join sources as r on s.source_id = r.source_id
order by s.position asc nulls last
