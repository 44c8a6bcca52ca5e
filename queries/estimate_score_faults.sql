-- One row per language score that the test in question cannot give, with the scale of the test.
-- $answers: JSON text of answer and value.
with given as (
    select json_transform($answers::varchar, '"MAP(VARCHAR, VARCHAR)"') as answers
),

scores as (
    select
        t.name,
        l.ability::varchar as ability,
        l.minimum,
        l.maximum,
        l.step,
        if(t.language = 'en', 'english_', 'french_') || l.ability::varchar as field,
        try_cast(
            g.answers[if(t.language = 'en', 'english_', 'french_') || l.ability::varchar] as double
        ) as score
    from given as g
    inner join language_tests as t
        on g.answers[if(t.language = 'en', 'english_test', 'french_test')] = t.language_test
    inner join language_score_limits as l on t.language_test = l.language_test
)

select
    field,
    name,
    ability,
    minimum::double as minimum,
    maximum::double as maximum,
    step::double as step
from scores
where score not between minimum and maximum or score / step <> round(score / step)
order by field asc
