-- One row per condition of one draw that holds for all its occupations.
-- $draw: a draw id, varchar.
select
    c.condition,
    r.title as source_title,
    r.url as source_url
from draw_conditions as c
inner join sources as r on c.source_id = r.source_id
where
    c.draw_id = $draw::varchar
    and c.noc_code is null
order by c.position asc
