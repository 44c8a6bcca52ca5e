-- One row per checklist of documents that Ontario publishes for a pathway.
-- $pathway: a stream id, varchar.
select distinct
    r.source_id,
    r.title,
    r.url
from requirements as q
inner join requirement_sources as t on q.requirement_id = t.requirement_id
inner join sources as r on t.source_id = r.source_id
where q.stream_id = $pathway::varchar and starts_with(r.source_id, 'ontario-checklist')
order by r.source_id asc
