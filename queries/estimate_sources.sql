-- One row per source of the rules and the points of a stream or pathway, official ones first.
-- $pathway: stream id, varchar.
select
    r.source_id,
    r.title,
    r.url
from sources as r
where
    r.source_id in (
        select q.source_id
        from requirement_sources as q
        inner join requirements as s on q.requirement_id = s.requirement_id
        where s.stream_id = $pathway::varchar
    )
    or r.source_id in (
        select p.source_id
        from stream_scale_sources as p
        where p.stream_id = $pathway::varchar
    )
order by r.official desc, r.title asc
