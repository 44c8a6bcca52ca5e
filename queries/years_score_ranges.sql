-- One row per year and score scale: the range of the published cut-off scores, newest year first.
select
    year(d.issued_on) as year,
    c.short_name as scale,
    min(d.score_min) as lowest,
    max(coalesce(d.score_max, d.score_min)) as highest
from draws as d
inner join score_scales as c on d.score_scale = c.score_scale
where d.score_min is not null
group by year(d.issued_on), c.short_name, c.score_scale
order by year desc, c.score_scale asc
