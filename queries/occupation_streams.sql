-- One row per stream: what its draws say of one occupation. `named`: draws that named it, of
-- which `named_by_split` only by an older code that became several; `open_to_all`: draws that
-- named no occupations and whose stream accepted this one by the rules of that day;
-- `older_rules`: draws that named none while the stream went by NOC 2016, where no list of the
-- day tells whether it took this one;
-- `not_named`: draws with a complete list without it; `unknown`: draws whose list is partial,
-- not published or not captured, and which did not name it as far as is known. `accepts` is
-- whether the stream takes the occupation by its TEER level and list, `any_occupation` whether
-- it has neither. $noc: NOC 2021 code, varchar.
with the_occupation as (
    select noc_code
    from noc_2021
    where noc_code = $noc::varchar
),

accepting as (
    select
        s.stream_id,
        a.noc_code is not null as accepts,
        a.noc_code is not null and a.accepted_from is null as any_occupation,
        a.accepted_from,
        (
            select min(r.accepted_from)
            from stream_occupations as r
            where r.stream_id = s.stream_id
        ) as rules_from
    from streams as s
    cross join the_occupation as o
    left join stream_occupations as a on s.stream_id = a.stream_id and o.noc_code = a.noc_code
),

mentions as (
    select
        n.draw_id,
        bool_and(n.is_split) as only_by_split
    from draw_occupations_2021 as n
    inner join the_occupation as o on n.noc_code = o.noc_code
    group by n.draw_id
),

draw_states as (
    select
        d.draw_id,
        d.stream_id,
        d.issued_on,
        case
            when m.draw_id is not null then 'named'
            when f.accepted then 'open_to_all'
            when not f.accepted then 'not_accepted'
            when d.occupation_list = 'all' and d.issued_on < a.rules_from then 'older_rules'
            when d.occupation_list = 'all' and a.accepts and d.issued_on < a.accepted_from
                then 'not_accepted'
            when d.occupation_list = 'all' and a.accepts then 'open_to_all'
            when d.occupation_list = 'all' then 'not_accepted'
            when d.occupation_list = 'complete' then 'not_named'
            else 'unknown'
        end as state,
        coalesce(m.only_by_split, false) as only_by_split
    from draws as d
    inner join accepting as a on d.stream_id = a.stream_id
    left join mentions as m on d.draw_id = m.draw_id
    left join former_list_draws as f on d.draw_id = f.draw_id and f.noc_code = $noc::varchar
)

select
    s.stream_id,
    s.short_name as stream,
    s.status::varchar as status,
    a.accepts,
    a.any_occupation,
    count(d.draw_id) as draws,
    count(d.draw_id) filter (where d.state = 'named') as named,
    count(d.draw_id) filter (where d.state = 'named' and d.only_by_split) as named_by_split,
    count(d.draw_id) filter (where d.state = 'open_to_all') as open_to_all,
    count(d.draw_id) filter (where d.state = 'older_rules') as older_rules,
    count(d.draw_id) filter (where d.state = 'not_named') as not_named,
    count(d.draw_id) filter (where d.state = 'unknown') as unknown,
    min(d.issued_on) as first_draw,
    max(d.issued_on) as last_draw,
    max(d.issued_on) filter (where d.state = 'named') as last_named,
    max(d.issued_on) filter (where d.state = 'open_to_all') as last_open_to_all
from streams as s
inner join accepting as a on s.stream_id = a.stream_id
left join draw_states as d on s.stream_id = d.stream_id
where s.kind in ('stream', 'pathway')
group by s.stream_id, s.short_name, s.status, s.display_order, a.accepts, a.any_occupation
order by named desc, s.display_order asc
