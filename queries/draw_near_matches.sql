-- One row per draw whose id is most like a text that is not an id, best first.
-- $text: varchar.
select
    d.draw_id,
    d.issued_on,
    s.short_name as stream,
    d.target
from draws as d
inner join streams as s on d.stream_id = s.stream_id
order by
    starts_with(d.draw_id, lower(left($text::varchar, 100))) desc,
    jaro_winkler_similarity(lower(left($text::varchar, 100)), d.draw_id) desc,
    d.issued_on desc,
    d.draw_id asc
limit 5
