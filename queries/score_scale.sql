-- One row: a score scale and what is known of it.
-- $score_scale: id of the scale, varchar.
select
    score_scale,
    name,
    short_name,
    maximum,
    effective_from,
    effective_to,
    description
from score_scales
where score_scale = $score_scale::varchar
