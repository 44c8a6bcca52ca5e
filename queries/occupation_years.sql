-- One row per year since 2018: the draws that named one occupation, and the draws with a complete
-- list in that year. $noc: NOC 2021 code, varchar.
with mentions as (
    select distinct draw_id
    from draw_occupations_2021
    where noc_code = $noc::varchar
)

select
    year(d.issued_on) as year,
    count(m.draw_id) as times_named,
    count(*) filter (where d.occupation_list = 'complete') as complete_lists
from draws as d
left join mentions as m on d.draw_id = m.draw_id
group by year(d.issued_on)
order by year asc
