-- One row per filter that is set: how many draws match when that one filter is left out.
-- Parameters as in draws.sql, without $chosen and $most.
with relaxed_filters as (
    select
        'stream' as name,
        $streams::varchar[] is not null as is_set,
        (
            select count(*)
            from draw_rows
            where
                passes(
                    null, $issued_from, $issued_to, $kind, $target_groups, $occupations, $areas
                )
        ) as draws
    union all
    select
        'dates' as name,
        $issued_from::date is not null or $issued_to::date is not null as is_set,
        (
            select count(*)
            from draw_rows
            where
                passes(
                    $streams, null, null, $kind, $target_groups, $occupations, $areas
                )
        ) as draws
    union all
    select
        'kind' as name,
        $kind::varchar is not null as is_set,
        (
            select count(*)
            from draw_rows
            where
                passes(
                    $streams, $issued_from, $issued_to, null, $target_groups, $occupations, $areas
                )
        ) as draws
    union all
    select
        'target' as name,
        $target_groups::varchar[] is not null as is_set,
        (
            select count(*)
            from draw_rows
            where
                passes(
                    $streams, $issued_from, $issued_to, $kind, null, $occupations, $areas
                )
        ) as draws
    union all
    select
        'occupation' as name,
        $occupations::varchar[] is not null as is_set,
        (
            select count(*)
            from draw_rows
            where
                passes(
                    $streams, $issued_from, $issued_to, $kind, $target_groups, null, $areas
                )
        ) as draws
    union all
    select
        'area' as name,
        $areas::varchar[] is not null as is_set,
        (
            select count(*)
            from draw_rows
            where
                passes(
                    $streams, $issued_from, $issued_to, $kind, $target_groups, $occupations, null
                )
        ) as draws
)

select
    name,
    draws
from relaxed_filters
where is_set
order by draws desc, name asc
