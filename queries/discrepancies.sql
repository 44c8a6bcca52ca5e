-- One row per place where official pages disagree with themselves, the newest find first, with the
-- figure that is used here and why, and the draw or the stream that it is about.
select
    x.discrepancy_id,
    x.found_on,
    x.draw_id,
    x.year,
    x.stream_id,
    s.short_name as stream,
    d.issued_on,
    d.target,
    x.subject,
    x.figure_used,
    x.other_figure,
    x.explanation,
    r.title as source_title,
    r.url as source_url
from discrepancies as x
left join draws as d on x.draw_id = d.draw_id
left join streams as s on coalesce(x.stream_id, d.stream_id) = s.stream_id
inner join sources as r on x.source_id = r.source_id
order by x.found_on desc, x.discrepancy_id asc
