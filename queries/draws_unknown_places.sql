-- One row: of the draws that match the other filters and named none of the wanted places, for how
-- many the places are not known. Parameters as in draws.sql, without $chosen and $most.
select count(*)::integer as draws
from draw_rows
where
    passes(
        $streams, $issued_from, $issued_to, $kind, $target_groups, $occupations, null
    )
    and not coalesce(of_areas($areas), false)
    and draw_id in (
        select u.draw_id
        from draw_unknowns as u
        where u.subject = 'places'
    )
