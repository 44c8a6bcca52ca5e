-- One row per NOC 2021 unit group that matches the filters, the ones named most recently first;
-- those of a search in its order, and those of sectors sector by sector.
-- `named_by_split`: of times_named, the draws that named only an older code that became several.
-- $codes: varchar[] of NOC 2021 codes, such as the answer of a search, or null; $teers,
-- $categories (broad categories): integer[] or null; $sectors: varchar[] or null; $occupation_set:
-- id of a list of occupations that rules name, varchar or null; $licensed, $in_demand: true or
-- null. $streams, $target_groups: varchar[] or null and $since: date or null ask for at least one
-- draw that named the group and passes all three.
with wanted_mentions as (
    select distinct n.noc_code
    from draw_occupations_2021 as n
    inner join draws as d on n.draw_id = d.draw_id
    where
        ($streams::varchar[] is null or list_contains($streams::varchar[], d.stream_id))
        and (
            $target_groups::varchar[] is null
            or list_contains($target_groups::varchar[], d.target_group)
        )
        and ($since::date is null or d.issued_on >= $since::date)
)

select
    n.noc_code,
    n.title,
    n.teer,
    n.broad_category,
    n.broad_category_title,
    s.name as sector,
    t.times_named,
    t.named_by_split,
    t.complete_lists,
    t.last_named,
    t.streams,
    t.latest_cut_off,
    t.lowest_cut_off,
    t.times_per_year,
    (if(w.unit = 'annual', w.median / 2080, w.median))::decimal(9, 2) as median_hourly,
    w.unit = 'annual' as wage_was_yearly,
    l.noc_code is not null as licensed,
    i.noc_code is not null as in_demand
from noc_2021 as n
inner join occupation_totals as t on n.noc_code = t.noc_code
left join sector_occupations as o on n.noc_code = o.noc_code
left join sectors as s on o.sector_id = s.sector_id
left join wages as w on n.noc_code = w.noc_code and w.region = 'Ontario'
left join licensed_occupations as l on n.noc_code = l.noc_code
left join in_demand_occupations as i on n.noc_code = i.noc_code and i.noc_version = '2021'
where
    ($codes::varchar[] is null or list_contains($codes::varchar[], n.noc_code))
    and ($teers::integer[] is null or list_contains($teers::integer[], n.teer))
    and (
        $categories::integer[] is null
        or list_contains($categories::integer[], n.broad_category)
    )
    and ($sectors::varchar[] is null or list_contains($sectors::varchar[], o.sector_id))
    and (
        $occupation_set::varchar is null
        or n.noc_code in (
            select e.noc_code
            from occupation_set_members as e
            where e.occupation_set = $occupation_set::varchar
        )
    )
    and ($licensed::boolean is null or (l.noc_code is not null) = $licensed::boolean)
    and ($in_demand::boolean is null or (i.noc_code is not null) = $in_demand::boolean)
    and (
        ($streams::varchar[] is null and $target_groups::varchar[] is null and $since::date is null)
        or n.noc_code in (select m.noc_code from wanted_mentions as m)
    )
order by
    list_position($codes::varchar[], n.noc_code) asc nulls last,
    if($sectors::varchar[] is null, null, s.display_order) asc nulls last,
    t.last_named desc nulls last,
    t.times_named desc nulls last,
    n.noc_code asc
