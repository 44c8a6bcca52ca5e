-- What the occupation search reads, made from the facts once they are loaded. Texts are taken apart
-- here, so that a search only compares words: in lower case, without accents or plural, and in
-- French without the feminine.

create macro search_split(given) as regexp_extract_all(
    regexp_replace(
        replace(replace(strip_accents(lower(given)), 'œ', 'oe'), 'æ', 'ae'),
        '\b([a-z])\.', '\1', 'g'
    ),
    '[a-z0-9]+'
);
comment on macro search_split is -- noqa: PRS
'The words of a text in order, in lower case and without accents. R.N. is one word.';

create macro search_said(words) as
    list_filter(
        words,
        lambda word: length(word) > 1 and word not in (
            'an', 'and', 'at', 'by', 'for', 'in', 'of', 'on', 'or', 'the', 'to', 'with',
            'au', 'aux', 'de', 'des', 'du', 'en', 'et', 'la', 'le', 'les', 'ou', 'par', 'pour',
            'sur', 'un', 'une', 'job', 'jobs', 'emploi', 'emplois'
        )
    );
comment on macro search_said is -- noqa: PRS
'The words of a list that say something, in English or French.';

create macro search_stem(word) as
    case
        when length(word) < 4 then word
        else
            regexp_replace(
                regexp_replace(
                    regexp_replace(
                        regexp_replace(
                            regexp_replace(
                                regexp_replace(
                                    regexp_replace(
                                        regexp_replace(word, 'men$', 'man'), '([^e])aux$', '\1al'
                                    ),
                                    '([^sui]|[eoa]u)s$|([eoa]u)x$', '\1\2'
                                ),
                                '(t)rice$|euse$', '\1eur'
                            ),
                            'ive$', 'if'
                        ),
                        'ie$', 'y'
                    ),
                    '(n)ne$|(l)le$|(tr)esse$', '\1\2\3'
                ),
                '^(....+?)e{1,2}$', '\1'
            )
    end;
comment on macro search_stem is -- noqa: PRS
'What a word has in common with its plural and its French feminine; not always a word itself.';

create macro search_letters(word) as
    list_reduce(
        list_transform(
            string_split(word, ''),
            lambda letter: 1 << (case when letter >= 'a' then ord(letter) - 97 else 26 end)
        ),
        lambda one, other: one | other
    );
comment on macro search_letters is -- noqa: PRS
'The letters of a word as bits, and one bit for its digits. One typing error changes two at most.';

-- Titles ------------------------------------------------------------------------------------------

create table search_titles as
with titles as (
    select
        noc_code,
        language::varchar as language,
        job_title as title
    from job_titles
    union
    select
        noc_code,
        'en' as language,
        title
    from noc_2021
    union
    select
        noc_code,
        'fr' as language,
        title_fr as title
    from noc_2021
    union all
    select
        noc_code,
        'code' as language,
        title
    from noc_2021
    union all
    select
        c.noc_2021 as noc_code,
        'noc-2016' as language,
        c.noc_2016 || ' ' || n.title as title
    from noc_concordance as c
    inner join noc_2016 as n on c.noc_2016 = n.noc_code
)

select
    (row_number() over (order by noc_code asc, language asc, title asc))::integer as title_id,
    noc_code,
    language,
    title
from titles
order by title_id asc;
comment on table search_titles is
'A title under which an occupation can be found: a job title, an official title, or a code.';
comment on column search_titles.title_id is 'Number of the title, new in every build.';
comment on column search_titles.noc_code is 'Five-digit code of NOC 2021.';
comment on column search_titles.language is
'"en" or "fr" for a title in words, "code" for a code of NOC 2021, "noc-2016" for an older code.';
comment on column search_titles.title is
'The title as printed; for an older code, the code and its title in NOC 2016.';

-- `share` is how much of a title its word makes up, before rare words count more. A word that is
-- `free` may be searched for, but nothing is missing where it is not: the other gender, short forms.
create temporary table title_words as
with short_forms as (
    select * -- noqa: AM04
    from (
        values
        ('auto', 'automobile'),
        ('auto', 'automotive'),
        ('gp', 'general practitioner'),
        ('hr', 'human resources'),
        ('psw', 'personal support worker')
    ) as known (word, stands_for)
),

applicable as (
    select
        title_id,
        regexp_replace(
            replace(title, chr(160), ' '), '\((except|sauf|not|non) [^)]*\)', '', 'gi'
        ) as title
    from search_titles
    where language in ('en', 'fr')
),

parts as (
    select
        title_id,
        title,
        split_part(regexp_replace(title, '\([^)]*\)', '', 'g'), ' - ', 1) as main,
        array_to_string(
            string_split(regexp_replace(title, '\([^)]*\)', '', 'g'), ' - ')[2:], ' '
        ) as field,
        array_to_string(regexp_extract_all(title, '\(([^)]*)\)', 1), ' ') as aside
    from applicable
),

lists as (
    select
        title_id,
        array_to_string(search_split(title), ' ') as plain,
        search_said(search_split(regexp_replace(main, '/[^ /]+', '', 'g'))) as main,
        search_said(
            search_split(array_to_string(regexp_extract_all(main, '/([^ /]+)', 1), ' '))
        ) as other_gender,
        search_said(search_split(field)) as field,
        search_said(search_split(aside)) as aside
    from parts
),

words as (
    select
        title_id,
        unnest(main) as word,
        1.0 as share,
        false as free
    from lists
    union all
    select
        title_id,
        unnest(other_gender) as word,
        1.0 as share,
        true as free
    from lists
    union all
    select
        title_id,
        unnest(field) as word,
        0.3 / length(field) as share,
        false as free
    from lists
    union all
    select
        title_id,
        unnest(aside) as word,
        0.2 / length(aside) as share,
        false as free
    from lists
    union all
    select
        l.title_id,
        s.word,
        1.0 as share,
        true as free
    from lists as l
    inner join short_forms as s on contains(l.plain, s.stands_for)
)

select
    title_id,
    word,
    search_stem(word) as stem,
    max(share) as share,
    bool_and(free) as free
from words
where not (free and word in ('woman', 'women'))
group by title_id, word;

-- What a code may be typed as: itself and, for today's codes, without the zeros it begins with.
create temporary table title_codes as
select
    title_id,
    title[1:4] as word,
    0.8 as share
from search_titles
where language = 'noc-2016'
union all
select
    t.title_id,
    t.noc_code[d.first_digit:] as word,
    1.0 as share
from search_titles as t
inner join range(1, 5) as d (first_digit)
    on regexp_full_match(t.noc_code[1:d.first_digit - 1], '0*')
where t.language = 'code';

-- Words -------------------------------------------------------------------------------------------

create table search_words as
with stems as (
    select
        w.stem,
        ln(1 + 516 / count(distinct t.noc_code)) as weight
    from title_words as w
    inner join search_titles as t on w.title_id = t.title_id
    group by w.stem
),

words as (
    select distinct
        w.word,
        w.stem,
        s.weight
    from title_words as w
    inner join stems as s on w.stem = s.stem
    union
    select
        word,
        word as stem,
        ln(517) as weight
    from title_codes
)

select
    word,
    stem,
    (dense_rank() over (order by stem asc))::integer as stem_id,
    max(weight) over (partition by stem)::float as weight,
    length(word)::integer as length,
    search_letters(word)::integer as letters
from words
order by word asc;
comment on table search_words is
'A word of the titles that can be searched, in the form in which it stands there.';
comment on column search_words.word is 'The word in lower case, without accents.';
comment on column search_words.stem is 'What it has in common with its plural and feminine.';
comment on column search_words.stem_id is 'Number of the stem, new in every build.';
comment on column search_words.weight is
'How much the word tells: the fewer occupations have it, the more. No unit.';
comment on column search_words.length is 'Number of letters.';
comment on column search_words.letters is
'Which letters it has, as bits, to pass over quickly what cannot be a misspelling of it.';

create table search_title_words as
with stems as (
    select distinct
        stem,
        stem_id,
        weight
    from search_words
),

weighed as (
    select
        w.title_id,
        s.stem_id,
        (s.weight * max(w.share))::decimal(9, 6) as weight, -- sums are then the same every time
        bool_and(w.free) as free
    from title_words as w
    inner join stems as s on w.stem = s.stem
    group by w.title_id, s.stem_id, s.weight
),

shares as (
    select
        title_id,
        stem_id,
        weight / greatest(sum(weight) filter (where not free) over (partition by title_id), 0.1)
            as share
    from weighed
    union all
    select
        c.title_id,
        s.stem_id,
        c.share
    from title_codes as c
    inner join stems as s on c.word = s.stem
)

select
    s.stem_id,
    t.noc_code,
    s.title_id,
    least(1, s.share * case when t.title in (n.title, n.title_fr) then 1.1 else 1 end)::float
        as share
from shares as s
inner join search_titles as t on s.title_id = t.title_id
inner join noc_2021 as n on t.noc_code = n.noc_code
order by s.stem_id asc, t.noc_code asc, s.title_id asc;
comment on table search_title_words is 'A word of a title that can be searched.';
comment on column search_title_words.stem_id is 'The stem of the word, in search_words.';
comment on column search_title_words.noc_code is 'Five-digit code of NOC 2021.';
comment on column search_title_words.title_id is 'The title, in search_titles.';
comment on column search_title_words.share is
'How much of what the title tells is told by this word, from 0 to 1; more in an official title.';

drop table title_words;
drop table title_codes;
