"""How the database keeps the words that are searched: from which texts, and what changes them.

Functions and triggers of the owner of the tables, made after each migration. When what they say has changed, or they
are new, all words are worked out anew: so a text is searched by its line in searched.py.
"""

import hashlib
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from django.db import connection as site
from django.db.backends.base.base import BaseDatabaseWrapper

from consent.names import LETTERS
from decisions.models import searched
from decisions.models.search import SearchText
from decisions.models.searching_sql import ASKING, ASKING_MARK, FINDS, for_the_site
from infoshare.saving.keeping import EVENTS, Watched, mark_of, watching
from infoshare.saving.orders import filled

WEIGHTS = "ABCD"
MOST = 40_000  # characters of each weight: what PostgreSQL holds of one decision is less than a megabyte
# Letters are compared without case, accents and apostrophes, as consent/names.py does it; other signs part words.
PARTING = """!"#$%&()*+,-./:;<=>?@[\\]^_`{|}~“”–—…"""
APOSTROPHES = "'’‘"
SINGLE = {chr(number): new for number, new in LETTERS.items() if isinstance(new, str) and len(new) == 1}
DOUBLE = {"ß": "ss"} | {chr(number): new for number, new in LETTERS.items() if isinstance(new, str) and len(new) > 1}


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _plain() -> str:
    said = "regexp_replace(lower(normalize(told, NFKD)), '[\u0300-\u036f]', '', 'g')"
    for letter, new in DOUBLE.items():
        said = f"replace({said}, {_quoted(letter)}, {_quoted(new)})"
    away = "".join(SINGLE) + PARTING + APOSTROPHES
    instead = "".join(SINGLE.values()) + " " * len(PARTING)
    return f"translate({said}, {_quoted(away)}, {_quoted(instead)})"


PLAIN = filled(
    """
CREATE OR REPLACE FUNCTION decisions_search_plain(told text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$ SELECT {plain} $$
""",
    plain=_plain(),
)
# Every word is written behind the number of its organisation.
WORDS = filled(
    """
CREATE OR REPLACE FUNCTION decisions_search_words(organisation bigint, weight "char", told text) RETURNS tsvector
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = public, pg_temp AS $$
  SELECT setweight(regexp_replace(
    to_tsvector('english', decisions_search_plain(left(told, {most})))::text,
    '(^|\\s)''', '\\1''' || organisation || '/', 'g')::tsvector, weight)
$$
""",
    most=MOST,
)
# Whoever is no superuser may name a setting of pg_trgm in a function only once that is loaded, as any use of it does.
LOAD = "SELECT show_limit()"
FIRST = ("organisation_id", "team_id", "owner_id", "is_restricted", "words")
RESTRICTED = "EXISTS (SELECT FROM decisions_restriction x WHERE x.decision_id = d.id AND x.ended_at IS NULL)"


def _table(model: str) -> str:
    return f"decisions_{model.lower()}"


def _text(part: searched.Part) -> str:
    if part.model == "Decision":
        return ", ".join(f"d.{column}" for column in part.columns)
    columns, only = ", ".join(f"t.{column}" for column in part.columns), f" AND {part.only}" if part.only else ""
    rows = f"FROM {_table(part.model)} t WHERE t.decision_id = d.id{only}"
    return f"(SELECT string_agg(concat_ws(' ', {columns}), ' ') {rows})"  # noqa: S608


def _words(weight: str) -> str:
    texts = ", ".join(_text(part) for part in searched.PARTS if part.weight == weight)
    return f"decisions_search_words(d.organisation_id, '{weight}', concat_ws(' ', {texts}))"


TEXTS = filled(
    """
  SELECT d.id AS decision_id, d.organisation_id, d.team_id, d.owner_id, {restricted} AS is_restricted,
         {words} AS words
    FROM decisions_decision d LEFT JOIN decisions_record r ON r.decision_id = d.id
""",
    restricted=RESTRICTED,
    words=" || ".join(_words(weight) for weight in WEIGHTS),
)
NAMES = ", ".join(FIRST)
OURS, THEIRS, NOW = (", ".join(f"{table}.{name}" for name in FIRST) for table in ("s", "excluded", "n"))
# The row is locked first, so that of two who change one decision at once the second works out what both have done.
KEEP = filled(
    """
CREATE OR REPLACE FUNCTION decisions_search_keep(changed bigint[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM FROM decisions_searchtext s WHERE s.decision_id = ANY (changed) ORDER BY s.decision_id FOR UPDATE;
  INSERT INTO decisions_searchtext AS s (decision_id, {names}) {texts} WHERE d.id = ANY (changed)
  ON CONFLICT (decision_id) DO UPDATE SET ({names}) = ROW ({theirs}) WHERE ({ours}) IS DISTINCT FROM ({theirs});
END
$$;
REVOKE EXECUTE ON FUNCTION decisions_search_keep(bigint[]) FROM PUBLIC
""",
    names=NAMES,
    texts=TEXTS,
    theirs=THEIRS,
    ours=OURS,
)
GONE = """
CREATE OR REPLACE FUNCTION decisions_search_gone() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  DELETE FROM decisions_searchtext s USING old_rows o WHERE s.decision_id = o.id;
  RETURN NULL;
END
$$;
CREATE OR REPLACE TRIGGER gone_from_search AFTER DELETE ON decisions_decision
REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION decisions_search_gone()
"""
# Only words of letters, long enough to be misspelt: numbers and references are found as they are, or not.
A_WORD = "^[0-9]+/[a-z]{4,24}$"
# Words that nobody uses any more go at once, as a record does when it is disposed of. Nobody waits for anybody: a word
# that two write at one moment stands there twice, and one that is being taken away by somebody else is left to them.
USED = filled(
    """
CREATE OR REPLACE FUNCTION decisions_search_used() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp SET enable_seqscan = off SET enable_indexscan = off
SET gin_fuzzy_search_limit = 100 AS $$
DECLARE
  was text[] := CASE WHEN TG_OP <> 'INSERT' THEN tsvector_to_array(OLD.words) ELSE '{}' END;
  now text[] := CASE WHEN TG_OP <> 'DELETE' THEN tsvector_to_array(NEW.words) ELSE '{}' END;
  each text;
BEGIN
  INSERT INTO decisions_searchword (organisation_id, word)
    SELECT NEW.organisation_id, split_part(n, '/', 2) FROM unnest(now) n
     WHERE n ~ '{a_word}' AND n <> ALL (was) AND NOT EXISTS (
       SELECT FROM decisions_searchword w
        WHERE w.organisation_id = NEW.organisation_id AND w.word = split_part(n, '/', 2));
  FOR each IN SELECT o FROM unnest(was) o WHERE o ~ '{a_word}' AND o <> ALL (now) LOOP
    IF NOT EXISTS (SELECT FROM decisions_searchtext s WHERE s.words @@ quote_literal(each)::tsquery) THEN
      DELETE FROM decisions_searchword WHERE id IN (
        SELECT w.id FROM decisions_searchword w
         WHERE w.organisation_id = OLD.organisation_id AND w.word = split_part(each, '/', 2)
           FOR UPDATE SKIP LOCKED);
    END IF;
  END LOOP;
  RETURN NULL;
END
$$;
CREATE OR REPLACE TRIGGER words_used AFTER INSERT OR UPDATE OF words OR DELETE ON decisions_searchtext
FOR EACH ROW EXECUTE FUNCTION decisions_search_used()
""",
    a_word=A_WORD,
)
# Nothing is estimated from words: what a table is said to hold would outlast what was disposed of.
NO_SAMPLES = """
ALTER TABLE decisions_searchtext ALTER COLUMN words SET STATISTICS 0;
ALTER TABLE decisions_searchword ALTER COLUMN word SET STATISTICS 0
"""
FILL = (
    "ALTER TABLE decisions_searchtext DISABLE TRIGGER words_used",
    "DELETE FROM decisions_searchtext",
    "DELETE FROM decisions_searchword",
    f"INSERT INTO decisions_searchtext (decision_id, {NAMES}) {TEXTS}",
    filled(
        """
    INSERT INTO decisions_searchword (organisation_id, word)
    SELECT split_part(word, '/', 1)::bigint, split_part(word, '/', 2)
      FROM ts_stat('SELECT words FROM decisions_searchtext') WHERE word ~ '{a_word}'
    """,
        a_word=A_WORD,
    ),
    "ALTER TABLE decisions_searchtext ENABLE TRIGGER words_used",
)
FAULTS = filled(
    """
  SELECT coalesce(s.decision_id, n.decision_id)
    FROM decisions_searchtext s FULL JOIN ({texts}) n ON n.decision_id = s.decision_id
   WHERE s.decision_id IS NULL OR n.decision_id IS NULL OR ({ours}) IS DISTINCT FROM ({now})
   ORDER BY 1
""",
    texts=TEXTS,
    ours=OURS,
    now=NOW,
)
KEEPS = "decisions_search_keep(bigint[])"
# Of other tables: which columns matter beside the texts.
ALSO: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "Decision": ("organisation_id", "team_id", "owner_id"),
        "Answer": ("slug",),
        "Record": ("decision_id",),
        "Restriction": ("decision_id", "ended_at"),
    }
)


def keep_search(connection: BaseDatabaseWrapper) -> None:
    """Unless it is kept so. Run by the owner of the tables after migrating; not while that is part of the way."""
    if not _is_there(connection):
        return
    is_kept = mark_of(connection, KEEPS) == MARK
    if not is_kept:
        with connection.cursor() as cursor:
            for order in (LOAD, *ORDERS):
                cursor.execute(order)
            cursor.execute(f"COMMENT ON FUNCTION {KEEPS} IS '{MARK}'")
        fill(connection)
    with connection.cursor() as cursor:
        if not is_kept or mark_of(connection, FINDS) != ASKING_MARK:
            for order in (LOAD, *ASKING):
                cursor.execute(order)
            cursor.execute(f"COMMENT ON FUNCTION {FINDS} IS '{ASKING_MARK}'")
        cursor.execute(for_the_site())


def fill(connection: BaseDatabaseWrapper) -> None:
    """Work out the words of all decisions anew."""
    with connection.cursor() as cursor:
        for order in FILL:
            cursor.execute(order)


def faults(connection: BaseDatabaseWrapper = site) -> list[int]:
    """The decisions whose words are not as they would be worked out now; those without any, and words of none."""
    with connection.cursor() as cursor:
        cursor.execute(FAULTS)
        return [int(number) for (number,) in cursor.fetchall()]


def _orders() -> Iterator[str]:
    yield from (PLAIN, WORDS, KEEP, GONE, USED, NO_SAMPLES)
    for model in {**searched.tables(), **ALSO}:
        key = "id" if model == "Decision" else "decision_id"
        columns = dict.fromkeys((key, *searched.tables().get(model, ()), *ALSO.get(model, ())))
        events = tuple(each for each in EVENTS if (model, each) != ("Decision", "DELETE"))
        yield from watching(
            Watched(_table(model), key, tuple(columns), events=events), "search", "decisions_search_keep"
        )


ORDERS = tuple(_orders())
MARK = hashlib.sha256("".join((*ORDERS, *FILL)).encode()).hexdigest()


def _is_there(connection: BaseDatabaseWrapper) -> bool:
    return SearchText._meta.db_table in connection.introspection.table_names()
