-- One row per NOC 2021 unit group that a text may mean, best first: a code, an official title or an
-- everyday job title, in English or French, with or without typing errors. `matched_title` is the
-- title that fits best, as printed, and `matched_language` says how the text was read: "en", "fr",
-- "code" (NOC 2021) or "noc-2016" (an older code, which leads to what replaced it). `score` has no
-- unit and compares rows of one search only. There is no row where nothing comes close.
-- $q: the text, varchar; $most: number of rows at most, integer, 20 where null.
with typed as (
    select search_split(left($q::varchar, 100))[:6] as words
),

numbered as (
    select
        words,
        unnest(words) as word,
        generate_subscripts(words, 1) as position
    from typed
),

asked as materialized (
    select
        position,
        word,
        search_stem(word) as stem,
        search_letters(word) as letters,
        length(word) as length,
        word < ':' as is_code,
        position = length(words) as is_last,
        coalesce(words[position - 1], '') || word as joined_before,
        word || coalesce(words[position + 1], '') as joined_after,
        (length(word) >= 4)::integer + (length(word) >= 8 and word > ':')::integer as errors,
        -- So many other words are like a short one that most of it must be right.
        case when length(word) <= 5 and word > ':' then word[1] else '' end as first_letter,
        case
            when length(word) < 5 then 0
            when length(word) < 8 or word < ':' then 2
            else 4
        end as other_letters
    from numbered
),

-- One row per word that was typed and word of the titles that it may stand for.
readings as (
    select
        a.position,
        v.stem_id,
        v.weight,
        a.length <= case when a.is_code then 4 else 3 end as is_short,
        case
            when v.stem = a.stem then 1
            when a.is_code and v.length != 5 then 0
            when v.word = a.joined_before or v.word = a.joined_after then 0.95
            when a.is_last and starts_with(v.word, a.word) then 0.55 + 0.35 * a.length / v.length
            when v.length >= 4 and starts_with(a.word, v.word) then 0.55 + 0.1 * v.length / a.length
            when
                a.errors > 0
                and abs(v.length - a.length) <= a.errors
                and bit_count(xor(v.letters, a.letters)) <= a.other_letters
                and starts_with(v.word, a.first_letter)
                then 0.95 - 0.3 * damerau_levenshtein(v.word, a.word) / a.errors
            else 0
        end as likeness
    from asked as a
    cross join search_words as v
),

-- A word that is known is not taken for a misspelling, nor for the beginning of a longer one.
meanings as materialized (
    select
        position,
        stem_id,
        likeness::float as likeness,
        max_by(weight, likeness) over (partition by position) as weight
    from readings
    where likeness >= 0.54
    qualify likeness >= 0.95 or is_short or max(likeness) over (partition by position) < 0.95
),

-- A word that nothing is like counts too, or a title would seem to say all that was asked.
weights as (
    select
        a.position,
        coalesce(any_value(m.weight), 4) as weight
    from asked as a
    left join meanings as m on a.position = m.position
    group by a.position
),

total as (
    select sum(weight) as weight
    from weights
),

title_words as (
    select
        t.title_id,
        any_value(t.noc_code) as noc_code,
        max(m.likeness) * any_value(m.weight / total.weight) as asked_share,
        max(m.likeness * t.share) as title_share,
        max(t.votes) as votes,
        bool_or(t.is_head) as has_head
    from meanings as m
    inner join search_title_words as t on m.stem_id = t.stem_id
    cross join total
    group by t.title_id, m.position
),

-- `asked_share` is how much of the text a title says, `title_share` how much of the title that is.
-- A title whose main noun was not asked for is less of an answer: a film developer supervisor is no
-- developer.
titles as (
    select
        title_id,
        any_value(noc_code) as noc_code,
        sum(asked_share) as asked_share,
        sum(title_share) as title_share,
        if(bool_or(has_head), 1, 0.85)
        * sum(asked_share) ** 1.5 * (0.5 + 0.5 * least(1, sum(title_share))) as fit,
        if(bool_or(has_head), max(votes), 0.85) as votes
    from title_words
    group by title_id
),

-- The occupation whose titles say it most often is the likelier one, and its official title and
-- what people mean by a word count for several.
occupations as materialized (
    select
        noc_code,
        min_by(title_id, (-fit, -title_share, title_id)) as title_id,
        round(
            max(fit) + 0.3 * sum(asked_share ** 4 * least(1, title_share) * votes)
            / sum(sum(asked_share ** 4 * least(1, title_share) * votes)) over (),
            6
        ) as score,
        max(asked_share) as asked_share
    from titles
    group by noc_code
    order by score desc, noc_code asc
    limit greatest(coalesce($most::integer, 20), 0)
),

-- One word that many occupations share is no answer to a text that says more: either the best title
-- says much of the text, or what it says tells much, as in a whole sentence about a job.
close_enough as (
    select o.*
    from occupations as o
    cross join total
    qualify
        max(o.score) over () >= 0.3
        or max_by(o.asked_share, o.score) over () * total.weight >= 5
)

select
    o.noc_code,
    n.title,
    n.title_fr,
    t.title as matched_title,
    t.language as matched_language,
    o.score
from close_enough as o
inner join noc_2021 as n on o.noc_code = n.noc_code
inner join search_titles as t on o.title_id = t.title_id
order by o.score desc, o.noc_code asc
