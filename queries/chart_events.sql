-- One row per dated change of the program that charts over time mark, oldest first.
select
    happened_on,
    ends_on,
    kind::varchar as kind,
    chart_label,
    title,
    description
from events
where chart_label is not null
order by happened_on asc
