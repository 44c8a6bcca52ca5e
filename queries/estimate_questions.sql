-- One row per question that can be asked, in order, with what it takes.
-- $pathway: stream id, or null for all.
with choices as (
    select
        fact,
        option_id,
        label,
        position
    from question_options
    union all
    select
        q.fact,
        p.place_id as option_id,
        p.label,
        0 as position
    from questions as q
    cross join places as p
    where q.options_from = 'places'
),

choice_lists as (
    select
        fact,
        list(option_id order by position asc, label asc) as option_ids,
        list(label order by position asc, label asc) as labels
    from choices
    group by fact
)

select
    q.fact as id,
    q.step::varchar as step,
    q.wording,
    q.help,
    f.kind::varchar as type,
    f.unit,
    q.minimum::double as minimum,
    q.maximum::double as maximum,
    q.whole,
    l.option_ids,
    l.labels,
    q.options_from::varchar as options_from,
    q.instead_of,
    (
        select
            list(
                struct_pack(
                    alternative := c.alternative,
                    fact := c.from_fact,
                    operator := c.operator::varchar,
                    value := c.value
                )
                order by c.alternative asc, c.position asc
            )
        from question_conditions as c
        where c.fact = q.fact
    ) as asked_when,
    (
        select list(s.stream_id order by s.stream_id)
        from question_streams as s
        where s.fact = q.fact
    ) as pathways
from questions as q
inner join facts as f on q.fact = f.fact
left join choice_lists as l on q.fact = l.fact
where
    $pathway::varchar is null
    or q.fact in (
        select s.fact
        from question_streams as s
        where s.stream_id = $pathway::varchar
    )
    or (
        q.fact = 'profile_created_on'
        and $pathway::varchar in (
            select d.stream_id
            from draws as d
        )
    )
order by q.position asc
