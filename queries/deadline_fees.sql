-- One row per fee of an application to a pathway after an invitation of a day, lowest first; where
-- no amount is published, a row that says so. $pathway: a stream id, varchar; $invited_on: date.
with payable as (
    select
        p.step_id,
        p.actor::varchar as actor,
        p.description,
        p.fee_cad,
        p.fee_note,
        p.only_for::varchar as only_for
    from process_step_streams as a
    inner join process_steps as p on a.step_id = p.step_id
    where
        a.stream_id = $pathway::varchar
        and not p.is_claim
        and (p.fee_cad > 0 or p.fee_note is not null)
        and (p.effective_from is null or p.effective_from <= $invited_on::date)
        and (p.effective_to is null or p.effective_to >= $invited_on::date)
),

amounts as (
    select distinct
        fee_cad,
        only_for
    from payable
    where fee_cad is not null
),

unpublished as (
    select distinct
        fee_cad,
        fee_note,
        only_for
    from payable
    where
        not exists (
            select 1
            from amounts
        )
),

chosen as (
    select
        fee_cad,
        null::varchar as fee_note,
        only_for
    from amounts
    union all by name
    select * from unpublished -- noqa: AM04
)

select
    c.fee_cad,
    c.fee_note,
    c.only_for,
    bool_or(r.official) as is_official,
    list(distinct r.title order by r.title asc) as source_titles,
    list(distinct r.url order by r.url asc) as source_urls
from chosen as c
inner join payable as p
    on
        c.fee_cad is not distinct from p.fee_cad
        and c.only_for is not distinct from p.only_for
left join process_step_sources as t on p.step_id = t.step_id
left join sources as r on t.source_id = r.source_id
group by c.fee_cad, c.fee_note, c.only_for
order by c.only_for = 'physician-without-job-offer' asc, c.fee_cad asc, c.only_for asc
