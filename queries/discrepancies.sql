-- One row per place where official pages disagree with themselves, the newest find first, with the
-- figure that is used here and why.
select
    x.discrepancy_id,
    x.found_on,
    x.draw_id,
    x.year,
    x.stream_id,
    x.subject,
    x.figure_used,
    x.other_figure,
    x.explanation,
    r.title as source_title,
    r.url as source_url
from discrepancies as x
inner join sources as r on x.source_id = r.source_id
order by x.found_on desc, x.discrepancy_id asc
