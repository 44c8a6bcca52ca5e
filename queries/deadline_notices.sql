-- One row per thing that happened to all of a stream between an invitation of a day and its last
-- deadline, or on that day where no deadline is known, oldest first.
-- $pathway: a stream id, varchar; $invited_on: date.
with steps as (
    select p.*
    from process_step_streams as a
    inner join process_steps as p on a.step_id = p.step_id
    where a.stream_id = $pathway::varchar and not p.is_claim
),

last_days as (
    select $invited_on::date + coalesce(max(deadline_days), 0)::integer as due_on
    from steps
    where
        counted_from in ('invitation', 'notification of interest')
        and (effective_from is null or effective_from <= $invited_on::date)
        and (effective_to is null or effective_to >= $invited_on::date)
)

select
    s.step_id,
    s.description,
    s.effective_from,
    bool_or(r.official) as is_official,
    list(r.title order by r.official desc, r.title asc) as source_titles,
    list(r.url order by r.official desc, r.title asc) as source_urls
from steps as s
inner join last_days as d on s.effective_from <= d.due_on
left join process_step_sources as t on s.step_id = t.step_id
left join sources as r on t.source_id = r.source_id
where s.step_order = 0 and (s.effective_to is null or s.effective_to >= $invited_on::date)
group by all
order by s.effective_from asc, s.step_id asc
