-- One row: the version of the data, what it holds, and when an official page was last checked.
select
    b.data_version,
    b.newest_draw,
    b.draws,
    (select count(*) from draw_occupations) as occupations_named,
    (select count(*) from noc_2021) as occupations,
    (select max(s.last_checked) from sources as s) as last_checked
from build_info as b
