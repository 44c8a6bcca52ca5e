-- One row: the first and last day for which the page counts, from the first draw recorded to a year
-- from now. $today: date.
select
    min(issued_on) as earliest,
    ($today::date + interval 1 year)::date as latest
from draws
