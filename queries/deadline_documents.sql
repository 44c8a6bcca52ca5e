-- One row per document that Ontario asks of people invited to a pathway on a day, as far as it is
-- known: those that show a factor of the points grid, and the consent form. A document is named
-- once, and what it has to say follows a colon.
-- $pathway: a stream id, varchar; $invited_on: date.
with documents as (
    select
        d.document,
        d.source_id
    from stream_factors as f
    inner join factor_documents as d on f.score_scale = d.score_scale and f.factor = d.factor
    inner join score_scales as c on f.score_scale = c.score_scale
    where
        f.stream_id = $pathway::varchar
        and (c.effective_from is null or c.effective_from <= $invited_on::date)
        and (c.effective_to is null or c.effective_to >= $invited_on::date)
    union all by name
    select
        p.description as document,
        t.source_id
    from process_step_streams as a
    inner join process_steps as p on a.step_id = p.step_id
    inner join process_step_sources as t on p.step_id = t.step_id
    where
        a.stream_id = $pathway::varchar
        and p.step_id = 'consent-form'
        and (p.effective_from is null or p.effective_from <= $invited_on::date)
        and (p.effective_to is null or p.effective_to >= $invited_on::date)
),

parts as (
    select
        split_part(document, ': ', 1) as document,
        nullif(split_part(document, ': ', 2), '') as says,
        source_id
    from documents
)

select
    concat_ws(': ', d.document, string_agg(distinct d.says, '; ' order by d.says asc)) as document,
    bool_or(r.official) as is_official,
    list(distinct r.title order by r.title asc) as source_titles,
    list(distinct r.url order by r.url asc) as source_urls
from parts as d
inner join sources as r on d.source_id = r.source_id
group by d.document
order by d.document asc
