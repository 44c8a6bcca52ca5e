-- One row per answer of the points grids of a pathway, newest grid first; a factor whose answers
-- are not known has one row without an answer. $pathway: a stream id, varchar.
with answers as (
    select
        t.stream_id,
        o.score_scale,
        o.factor,
        o.label,
        o.points,
        o.display_order,
        o.effective_from,
        o.effective_to
    from grid_option_streams as t
    inner join grid_options as o on t.grid_option_id = o.grid_option_id
)

select
    c.score_scale,
    c.name as scale,
    c.effective_from as scale_from,
    c.effective_to as scale_to,
    p.maximum as total_maximum,
    p.practical_max as total_practical,
    p.note as total_note,
    f.factor,
    f.name as factor_name,
    f.maximum,
    f.note as factor_note,
    a.label,
    a.points,
    a.effective_from,
    a.effective_to
from stream_scales as p
inner join score_scales as c on p.score_scale = c.score_scale
left join stream_factors as t on p.stream_id = t.stream_id and p.score_scale = t.score_scale
left join grid_factors as f on t.score_scale = f.score_scale and t.factor = f.factor
left join answers as a
    on t.stream_id = a.stream_id and t.score_scale = a.score_scale and t.factor = a.factor
where p.stream_id = $pathway::varchar
order by c.effective_from desc nulls last, f.display_order asc, a.display_order asc
