-- The filters of /draws, written once. A null argument means "any".
create macro matching_draws(
    streams, issued_from, issued_to, kinds, target_groups, occupations, areas
) as table
select d.*
from draws as d
where
    (streams::varchar[] is null or list_contains(streams::varchar[], d.stream_id))
    and (issued_from::date is null or coalesce(d.issued_to, d.issued_on) >= issued_from::date)
    and (issued_to::date is null or d.issued_on <= issued_to::date)
    and (kinds::varchar is null or d.kind::varchar = kinds::varchar)
    and (
        target_groups::varchar[] is null
        or list_contains(target_groups::varchar[], d.target_group)
    )
    and (
        occupations::varchar[] is null
        or d.draw_id in (
            select named.draw_id
            from draw_occupations_2021 as named
            where list_contains(occupations::varchar[], named.noc_code)
        )
    )
    and (
        areas::varchar[] is null
        or d.draw_id in (
            select place.draw_id
            from draw_areas as place
            where list_contains(areas::varchar[], place.census_division)
        )
    );
