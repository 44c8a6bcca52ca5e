-- One row per single change that could matter to the points of a person, with the facts after it.
-- becomes: what it leads to; steps: the same, fact by fact, with units, where those are figures;
-- changed: the facts that change; size: by how much in all, null where that is no number.
-- $pathway: stream id, varchar; $as_of: date; $facts: JSON text that estimate_facts.sql gives.
with known as (
    select
        $facts::varchar as given,
        json_transform($facts::varchar, '"MAP(VARCHAR, VARCHAR)"') as facts
),

bounds as (
    select distinct
        fact,
        operator,
        value
    from estimate_grid
    where
        stream_id = $pathway::varchar
        and fact is not null
        and effective_from = (
            select max(g.effective_from)
            from estimate_grid as g
            where g.stream_id = $pathway::varchar and g.effective_from <= $as_of::date
        )
),

now as (
    select
        f.change_id,
        f.fact,
        f.kind,
        f.value,
        k.facts[f.fact] as was
    from change_facts as f
    cross join known as k
    where
        k.facts[f.fact] is not null
        and f.fact in (
            select b.fact
            from bounds as b
        )
),

steps as (
    select
        change_id,
        fact,
        '' as variant,
        (try_cast(was as double) + value)::bigint::varchar as becomes,
        was
    from now
    where
        kind = 'add'
        or (kind = 'raise' and try_cast(was as double) > 0)
        or (kind = 'start' and try_cast(was as double) = 0)
    union all
    select
        n.change_id,
        n.fact,
        '' as variant,
        min(try_cast(b.value as double))::bigint::varchar as becomes,
        any_value(n.was) as was
    from now as n
    inner join bounds as b
        on
            n.fact = b.fact
            and b.operator in ('>', '>=')
            and try_cast(b.value as double) > try_cast(n.was as double)
    where n.kind = 'next'
    group by n.change_id, n.fact
    union all
    select
        n.change_id,
        n.fact,
        b.value as variant,
        b.value as becomes,
        n.was
    from now as n
    inner join bounds as b on n.fact = b.fact and b.operator = '=' and n.was != b.value
    where n.kind = 'each'
),

patches as (
    select
        s.change_id,
        s.variant,
        list(distinct s.becomes order by s.becomes) as becomes,
        json_group_object(s.fact, s.becomes) as patch,
        list(
            row(f.name, f.unit, s.becomes)::struct(name varchar, unit varchar, value varchar)
            order by s.fact
        ) as steps,
        list(s.fact order by s.fact) as changed,
        sum(abs(try_cast(s.becomes as double) - try_cast(s.was as double))) as size
    from steps as s
    inner join facts as f on s.fact = f.fact
    where s.becomes != s.was
    group by s.change_id, s.variant
)

select
    c.change_id,
    c.name,
    coalesce(r.name, array_to_string(p.becomes, ', ')) as becomes,
    if(r.name is null, p.steps, []) as steps,
    p.changed,
    p.size,
    json_merge_patch(k.given::json, p.patch)::varchar as facts
from patches as p
inner join changes as c on p.change_id = c.change_id
cross join known as k
left join region_groups as r on p.variant = r.region_group
order by c.position asc, becomes asc
