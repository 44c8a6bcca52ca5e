-- One row per draw that matches the filters, newest first.
-- $streams, $target_groups, $occupations (NOC 2021 codes), $areas (census divisions): varchar[]
-- or null; $issued_from, $issued_to: date or null; $kind: 'general', 'targeted' or null;
-- $chosen: varchar[] of draw ids, or null; $most: the most rows to give, integer or null.
select
    draw_id,
    issued_on,
    issued_to,
    stream_id,
    stream,
    family,
    kind,
    target,
    target_group,
    invitations,
    score_scale,
    scale,
    score_min,
    score_max,
    score,
    profiles_from,
    profiles_to,
    occupation_list::varchar as occupation_list,
    occupations_named,
    occupations,
    areas,
    conditions,
    disputed,
    note,
    source_title,
    source_url
from draw_rows
where
    passes(
        $streams, $issued_from, $issued_to, $kind, $target_groups, $occupations, $areas
    )
    and ($chosen::varchar[] is null or list_contains($chosen::varchar[], draw_id))
order by issued_on desc, draw_id asc
limit coalesce($most::bigint, 9223372036854775807)
