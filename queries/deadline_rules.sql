-- One row per deadline that a pathway had at some time, newest first, open pathways before others.
-- The last day is null while the rule holds; `is_official` is false where no official page that we
-- read says it. $pathway: a stream id, varchar, or null.
select
    s.stream_id,
    s.short_name as stream,
    s.status::varchar as status,
    s.family::varchar as family,
    p.step_id,
    p.actor::varchar as actor,
    p.deadline_days,
    p.counted_from,
    p.only_for::varchar as only_for,
    p.effective_from,
    p.effective_to,
    p.effective_to is null as holds,
    p.step_id in (
        select t.step_id
        from process_step_sources as t
        inner join sources as r on t.source_id = r.source_id
        where r.official
    ) as is_official
from process_steps as p
inner join process_step_streams as a on p.step_id = a.step_id
inner join streams as s on a.stream_id = s.stream_id
where
    p.deadline_days is not null
    and not p.is_claim
    and p.counted_from in ('invitation', 'notification of interest')
    and ($pathway::varchar is null or a.stream_id = $pathway::varchar)
order by
    s.display_order asc, p.effective_from desc, p.only_for is not null asc, p.deadline_days asc,
    p.step_id asc
