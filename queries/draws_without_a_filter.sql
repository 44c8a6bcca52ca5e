-- One row per filter that is set: how many draws match when that one filter is left out.
-- Parameters as in draws.sql, without $chosen and $most.
with tested as (
    select
        of_streams($streams) as by_stream,
        of_days($issued_from, $issued_to) as by_days,
        of_kind($kind) as by_kind,
        of_groups($target_groups) as by_group,
        of_occupations($occupations) as by_occupation,
        of_areas($areas) as by_area
    from draw_rows
),

counts as (
    select
        count(*) filter (
            where by_days and by_kind and by_group and by_occupation and by_area
        ) as without_stream,
        count(*) filter (
            where by_stream and by_kind and by_group and by_occupation and by_area
        ) as without_days,
        count(*) filter (
            where by_stream and by_days and by_group and by_occupation and by_area
        ) as without_kind,
        count(*) filter (
            where by_stream and by_days and by_kind and by_occupation and by_area
        ) as without_group,
        count(*) filter (
            where by_stream and by_days and by_kind and by_group and by_area
        ) as without_occupation,
        count(*) filter (
            where by_stream and by_days and by_kind and by_group and by_occupation
        ) as without_area
    from tested
),

relaxed as (
    select
        unnest(['stream', 'dates', 'kind', 'target', 'occupation', 'area']) as name,
        unnest([
            $streams::varchar[] is not null,
            $issued_from::date is not null or $issued_to::date is not null,
            $kind::varchar is not null,
            $target_groups::varchar[] is not null,
            $occupations::varchar[] is not null,
            $areas::varchar[] is not null
        ]) as is_set,
        unnest([
            without_stream, without_days, without_kind, without_group, without_occupation,
            without_area
        ]) as draws
    from counts
)

select
    name,
    draws
from relaxed
where is_set
order by draws desc, name asc
