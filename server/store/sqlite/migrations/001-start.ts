// The first shape of the file. Facts are `record`, `version` and `commits`; every other table but `kept` is derived from
// them and can be made again. A record's `num` is the number of its first version: small, growing, never reused.
//
// `span` tells how a date is known: 0 a single day or none (`said` is the day, or 0), 1 a range or an open end (`lo`, `hi`).
// Single days are found with a range scan of an index; the few ranges have to be tested one by one, and so lie apart.
//
// Attributions name records by number without a foreign key: they are written by one function from facts that are checked,
// verify derives them again, and an import would spend its time looking up parents that cannot be missing.
//
// An attribution holds from version `since` until before version `until` (null: now). Indexes of what holds now and of what
// held once are apart, so that history costs the present nothing.

const ENDS = [
  'status, span, said, claim',
  'speaker, span, said, claim',
  'target, span, said, claim',
  'source, span, said, claim',
];
/** Columns that let a tally be answered from the index alone. */
const COVERED: Record<string, string> = {
  status: 'speaker, target, stance, kind, target_kind, alone, joint, num, version, since',
  speaker: 'status, target, stance, kind, target_kind, alone, joint, num, version, since',
  target: 'status, speaker, stance, kind, target_kind, alone, joint, num, version, since',
  source: 'status',
};

const indexes = ENDS.flatMap((columns) => {
  const end = columns.slice(0, columns.indexOf(','));
  return [
    `CREATE INDEX attribution_${end} ON attribution (${columns}, ${COVERED[end]}) WHERE until IS NULL;`,
    `CREATE INDEX attribution_${end}_past ON attribution (${columns}) WHERE until IS NOT NULL;`,
  ];
}).join('\n');

export const start = `
CREATE TABLE commits (
  no INTEGER PRIMARY KEY,
  author TEXT NOT NULL,
  time TEXT NOT NULL,
  reason TEXT,
  batch TEXT,
  first INTEGER NOT NULL,
  last INTEGER NOT NULL
) STRICT;
CREATE INDEX commits_batch ON commits (batch, no) WHERE batch IS NOT NULL;
CREATE INDEX commits_author ON commits (author, no);

CREATE TABLE record (
  num INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  kind INTEGER NOT NULL,
  version INTEGER NOT NULL,
  removed INTEGER NOT NULL,
  canonical INTEGER NOT NULL REFERENCES record (num),
  mentions INTEGER NOT NULL,
  title TEXT NOT NULL,
  span INTEGER NOT NULL,
  said INTEGER NOT NULL,
  lo INTEGER,
  hi INTEGER
) STRICT;
CREATE INDEX record_kind ON record (kind, num);
CREATE INDEX record_title ON record (kind, title, id) WHERE kind <> 4;
CREATE INDEX record_said ON record (kind, said, id) WHERE kind <> 4;

CREATE TABLE version (
  version INTEGER PRIMARY KEY,
  num INTEGER NOT NULL REFERENCES record (num),
  outcome INTEGER NOT NULL,
  commit_no INTEGER NOT NULL REFERENCES commits (no),
  data TEXT
) STRICT;
CREATE INDEX version_later ON version (num, version) WHERE version <> num;
CREATE INDEX version_removed ON version (version) WHERE outcome = 2;

CREATE TABLE canon (
  member INTEGER NOT NULL REFERENCES record (num),
  canonical INTEGER NOT NULL REFERENCES record (num),
  since INTEGER NOT NULL,
  until INTEGER
) STRICT;
CREATE INDEX canon_member ON canon (member, since);
CREATE INDEX canon_canonical ON canon (canonical, since);

CREATE TABLE attribution (
  num INTEGER NOT NULL,
  version INTEGER NOT NULL,
  claim TEXT NOT NULL,
  speaker INTEGER NOT NULL,
  target INTEGER NOT NULL,
  speaker_as INTEGER NOT NULL,
  target_as INTEGER NOT NULL,
  target_kind INTEGER NOT NULL,
  stance INTEGER NOT NULL,
  status INTEGER NOT NULL,
  kind INTEGER NOT NULL,
  direct INTEGER NOT NULL,
  joint INTEGER NOT NULL,
  alone INTEGER NOT NULL,
  span INTEGER NOT NULL,
  said INTEGER NOT NULL,
  lo INTEGER,
  hi INTEGER,
  source INTEGER NOT NULL,
  more INTEGER NOT NULL,
  at INTEGER,
  since INTEGER NOT NULL,
  until INTEGER
) STRICT;
CREATE INDEX attribution_num ON attribution (num);
${indexes}
CREATE INDEX attribution_at ON attribution (at, span, said, claim) WHERE until IS NULL AND at IS NOT NULL;
CREATE INDEX attribution_at_past ON attribution (at, span, said, claim) WHERE until IS NOT NULL AND at IS NOT NULL;

CREATE TABLE cited (
  version INTEGER NOT NULL REFERENCES version (version),
  source INTEGER NOT NULL REFERENCES record (num),
  PRIMARY KEY (version, source)
) STRICT, WITHOUT ROWID;
CREATE INDEX cited_source ON cited (source, version);

CREATE TABLE publication (
  source INTEGER NOT NULL REFERENCES record (num),
  publisher TEXT NOT NULL,
  since INTEGER NOT NULL,
  until INTEGER
) STRICT;
CREATE INDEX publication_source ON publication (source, since);
CREATE INDEX publication_publisher ON publication (publisher, source);

CREATE TABLE facet_value (
  no INTEGER PRIMARY KEY,
  value TEXT NOT NULL,
  kind INTEGER NOT NULL,
  field TEXT NOT NULL,
  UNIQUE (value, kind, field)
) STRICT;
CREATE TABLE facet (
  value_no INTEGER NOT NULL REFERENCES facet_value (no),
  num INTEGER NOT NULL REFERENCES record (num),
  PRIMARY KEY (value_no, num)
) STRICT, WITHOUT ROWID;

CREATE TABLE name (
  no INTEGER PRIMARY KEY,
  num INTEGER NOT NULL REFERENCES record (num),
  name TEXT NOT NULL
) STRICT;
CREATE INDEX name_num ON name (num);
CREATE TABLE name_term (
  term TEXT NOT NULL,
  name_no INTEGER NOT NULL REFERENCES name (no),
  PRIMARY KEY (term, name_no)
) STRICT, WITHOUT ROWID;

CREATE VIRTUAL TABLE text USING fts5 (terms, content = '', columnsize = 0, detail = none, tokenize = 'ascii');
CREATE VIRTUAL TABLE claim_text USING fts5 (terms, content = '', columnsize = 0, detail = none, tokenize = 'ascii');

CREATE TABLE term (term TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;

CREATE TABLE counts (kind INTEGER PRIMARY KEY, n INTEGER NOT NULL) STRICT;
INSERT INTO counts SELECT value, 0 FROM json_each('[0,1,2,3,4,5,6,7]');

CREATE TABLE kept (
  space TEXT NOT NULL,
  key TEXT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (space, key)
) STRICT, WITHOUT ROWID;
`;
