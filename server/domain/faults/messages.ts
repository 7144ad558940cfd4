// The words of every fault: what is wrong and the remedy, as it goes on after the name of the field. Nothing reads them, so
// they can be changed, or exchanged for another language, at will.

import { quoted } from '../hostile-text.ts';
import { prefixOf } from '../ids.ts';
import { dateMessage } from './date-messages.ts';
import type { Fault } from './fault.ts';
import { pathText } from './path-text.ts';
import type { FaultCode, FieldChange, Given, Problem } from './problem.ts';

type Messages = { [C in FaultCode]: (fault: Extract<Fault, { code: C }>) => string };

const LONGEST_OFFER = 1_000;

export const MESSAGES: Messages = {
  MISSING: () => 'is missing',
  EMPTY: () => 'is empty',
  NOT_AN_OBJECT: ({ fields, given }) => `must be an object with the fields ${list(fields)}, not ${said(given)}`,
  UNKNOWN_FIELD: ({ fields, meant }) =>
    meant === null ? `is unknown; the fields are ${list(fields)}` : `is unknown; did you mean ${meant}?`,
  NOT_A_TEXT: ({ given }) => (given === null ? 'must be a text' : `must be a text, not ${said(given)}`),
  NOT_A_LIST: ({ given }) => `must be a list, not ${said(given)}`,
  NOT_A_FLAG: ({ given }) => `must be true or false, not ${said(given)}`,
  NOT_A_NUMBER: ({ least, most, given }) => `must be a number from ${least} to ${most}, not ${said(given)}`,
  NOT_AN_INTEGER: ({ least, given }) => `must be a whole number, at least ${least}, not ${said(given)}`,
  NOT_AN_ADDRESS_TEXT: ({ given }) => `must be an address, as text, not ${said(given)}`,
  NOT_A_LANGUAGE: ({ given }) => `must be a language tag (BCP 47) such as de or uk, not ${said(given)}`,
  NOT_A_DATE_TEXT: ({ given }) => `must be a date in EDTF such as 2021-11-18, as text, not ${said(given)}`,
  MISSING_CHOICE: ({ choices }) => `is missing: give one of ${list(choices)}`,
  NOT_A_CHOICE: ({ choices, given, meant }) =>
    `must be one of ${list(choices)}${given === null ? '' : `, not ${said(given)}`}${meant === null ? '' : `; did you mean ${meant}?`}`,
  OUT_OF_RANGE: ({ least, most }) => `must be from ${least} to ${most}`,
  TOO_MANY: ({ count, most }) => `has ${count} entries; at most ${most} are allowed`,
  REPEATED: ({ first }) => `repeats ${pathText(first)}; leave it out`,

  MISSING_ID: ({ kinds }) => `is missing: give the id of ${wanted(kinds)}`,
  ID_NOT_A_TEXT: ({ kinds }) => `must be an id, as text: that of ${wanted(kinds)}`,
  NOT_AN_ID: ({ kinds }) =>
    `is not an id: it must be that of ${wanted(kinds)}, with 1 to 100 of the characters A-Z a-z 0-9 . _ - after the prefix`,
  WRONG_KIND: ({ kinds, kind }) => `must be the id of ${wanted(kinds)}; this is ${withArticle(kind)}`,
  NOT_FOUND: ({ kind, record }) => `does not exist: ${kind} ${record}`,
  DANGLING_REFERENCE: ({ record, mayComeWithIt }) =>
    `refers to ${record}, which does not exist; add it first${mayComeWithIt ? ', or in the same write' : ''}`,
  REFERS_TO_REFUSED: ({ record, standsAt }) =>
    `refers to ${record}, which is refused itself at ${standsAt.file}:${standsAt.line}; mend that line, and import both`,
  IN_USE: ({ record, users, more }) =>
    `cannot be removed: ${record} is used by ${list(users)}${more ? ' and others' : ''}; change or remove these first`,

  TOO_LONG: ({ most }) => `is longer than ${most} characters; shorten it`,
  TOO_MANY_MARKS: ({ most, at }) =>
    `holds more than ${most} combining marks in a row from character ${at} on; leave them out`,
  HALF_CHARACTER: ({ character, at }) => `holds ${character}, half of a character, at character ${at}; remove it`,
  LINE_BREAK: ({ at }) => `holds a tab or a line end at character ${at}; write it on one line`,
  CONTROL_CHARACTER: ({ character, at }) => `holds the control character ${character} at character ${at}; remove it`,
  DIRECTION_MARK: ({ character, at }) =>
    `holds ${character}, which turns the direction of writing, at character ${at}; remove it: right-to-left text needs none`,
  INVISIBLE: ({ characters }) => `has no visible character, only ${list(characters)}; write what people read`,
  ADDRESS_WITH_SPACE: () => 'has white space inside; write it as %20',
  NOT_AN_ADDRESS: () => 'is not an address; write it whole, such as https://example.org/page',
  WRONG_PROTOCOL: ({ protocol }) => `starts with ${quoted(protocol)}; only http: and https: are allowed`,
  ADDRESS_WITH_LOGIN: () => 'holds a user name or password; leave them out',
  NOT_EDTF: dateMessage,
  NOT_ONE_DAY: () => 'must be one day, such as 2021-11-18',
  ENDS_BEFORE_START: ({ start, date }) => `is before ${start} (${date}); swap the two`,
  NOT_AN_INSTANT: () => 'must be an instant such as 2027-01-31T12:00:00Z',
  IN_THE_PAST: () => 'is in the past; give a later time, or leave it out for a token that does not expire',

  NO_SPEAKER: () => 'is empty: name the actor who makes the claim',
  NO_TARGET: () => 'is empty: name what the claim is about',
  NO_QUOTE: () => 'is empty: a claim needs the quote that proves it',
  EMPTY_VIA: () => 'is empty; give the actor, the source or a note that says what the claim came through',
  SELF_TARGET: () => 'is the claim itself; a claim cannot be about itself',
  SELF_LINK: () => 'is the claim itself; link it to another one',
  SELF_ROLE: () => 'is the actor itself; name the body in which the role is held',
  SELF_BASED_ON: () => 'is the source itself; name the ones that it was made from',
  SELF_BROADER: () => 'is the topic itself; name a wider one or leave it out',
  MISSING_STATUS_REASON: ({ status }) => `is missing: say why the claim is ${status}`,
  NOT_A_SCHEME: () => 'must be a short lower-case word such as wikidata or isni',
  NOT_A_SHA256: () => 'must be 64 hexadecimal digits',
  WRONG_SHA256: ({ computed }) =>
    `is not that of text in Unicode NFC, which is ${computed}; leave it out to have it computed`,
  QUERY_WITH_QUESTION_MARK: () => 'is the part after the question mark; leave the ? out',
  NOT_A_PAIR: () => 'must be the ids of two different records',
  MIXED_KINDS: ({ kinds: [first, second] }) => `must be two records of one kind, not ${first} and ${second}`,

  BLANK_QUOTE: () => 'has nothing but white space',
  MISSING_POSITION: ({ state }) =>
    `is missing: a quote that is ${state} has start and end; leave state out to have it looked up`,
  HALF_POSITION: () => 'is missing: give both start and end, or neither',
  WRONG_LENGTH: ({ length }) => `must be start + ${length}, the number of Unicode code points of exact`,
  PASSAGE_IN_TWO_SOURCES: ({ passage, source }) =>
    `is that of a quote from another source, ${source}; fragments of one passage stand in one source, so give this one another number than ${passage}`,
  QUOTE_MOVED: ({ offers: [offer] }) =>
    `does not stand at the given position${offer === undefined ? '' : ` but at start ${offer.start}, end ${offer.end}`}; send these, or neither`,
  QUOTE_AMBIGUOUS: ({ offers, notAt, places }) =>
    `${notAt === null ? 'stands' : `does not stand at start ${notAt}, and stands`} more than once in the text of its source, at ${placesText(offers)}${othersText(places, offers.length)}; tell the positions apart by start and end, or by more prefix or suffix`,
  QUOTE_OUT_OF_CONTEXT: ({ offers }) =>
    `does not stand in its source as it is given: start, prefix and suffix disagree with the text, where the words stand at ${placesText(offers)}; send the start and end, or the prefix and suffix, of the one that is meant`,
  QUOTE_LOST: ({ offers: [offer] }) =>
    offer === undefined
      ? 'is not in the text of its source; copy the quote from the text, or name another source'
      : `is not in the text of its source; the nearest is ${quoted(offer.exact, LONGEST_OFFER)} at start ${offer.start}, end ${offer.end}; send that if it is meant`,
  QUOTE_LOST_AMONG_MANY: ({ most }) =>
    `is not in the text of its source; copy it from there (the nearest words are looked for only for ${most} such quotes at once)`,
  QUOTED_BEFORE_SOURCE: ({ record, standsAt: { file, line } }) =>
    `quotes ${record}, whose text comes later, at ${file}:${line}; put it before what quotes it`,
  QUOTED_TOO_OFTEN: ({ most }) =>
    `is quoted by more than ${most} claims and events, which is too many to check in one write: leave this text as it is, and add the new one as a source of its own`,

  FINAL_STATUS: ({ from }) => `cannot change: ${aClaim(from)} stays ${from}; record a new claim instead`,
  WRONG_TRANSITION: ({ from, to, next }) => `cannot be ${to}: ${aClaim(from)} can become ${next.join(' or ')}`,
  UNDOES_DECISION: ({ from, to }) =>
    `cannot be ${to}: the claim was ${from} here, with a reason; take that back in a review, or leave status out of the line`,
  CLAIM_RECORDED: ({ record, path }) =>
    `${path.length === 0 ? 'The claim ' : ''}is recorded already, as ${record}; change that one, or quote another source`,
  ONE_RECORD_ALREADY: ({ record, judgements }) =>
    `is one record with ${record} already, by ${judgements.join(' and ')}; nothing is left to judge`,
  ONE_RECORD: ({ record, judgements }) =>
    `is one record with ${record}, by ${judgements.join(' and ')}; withdraw ${judgements.length > 1 ? 'one of these' : 'that'} first`,
  JUDGED_ALREADY: ({ verdict, record }) => `was judged ${verdict} already, by ${record}; withdraw that to judge anew`,
  CONTRADICTS: ({ record, records: [first, second] }) =>
    `contradicts ${record}, by which ${first} and ${second} are DIFFERENT; withdraw it first`,
  WITHDRAWN_ALREADY: () => 'was withdrawn already',
  JUDGEMENT_NOT_ACCEPTED: () =>
    "is a judgement, which is a curator's word; accept what the lines say (--accept), or leave it out",
  UNKNOWN_BATCH: () => 'does not exist; make one with createBatch, or leave it out',
  REVERTED_BATCH: () => 'was reverted and takes no more writes; make another one with createBatch',
  REVERTED_ALREADY: () => 'was reverted already',
  MISSING_REVERT_REASON: () => 'is missing: say why the batch is taken back',
  REVERT_OVER_CHANGE: ({ record, author, time, version }) =>
    `cannot be reverted: ${record} was changed since, by ${author} at ${time} (version ${version}); undo that change first`,
  REVERT_OVER_MANY: ({ most }) => `cannot be reverted: more records than these ${most} were changed since`,
  REVERT_REFUSED: ({ because: cause }) => `cannot be reverted: ${because(cause)}`,

  EXISTS: ({ record, version }) => `${record} exists already, at version ${version}; choose another id, or change it`,
  GONE: ({ record }) => `${record} does not exist any more`,
  STALE_VERSION: ({ record, version, expected }) =>
    `${record} stands at version ${version}, not at ${expected}; read it again and repeat the change`,
  COMES_TWICE: ({ record }) => `${record} comes twice in this write, with different content; keep one of the two`,
  REPEATED_RECORD: ({ first }) => `repeats ${pathText(first)}; leave one of them out`,
  BATCH_NOT_WRITTEN: ({ record }) => `is ${record}, which does not exist; create the batch first, or in the same write`,
  MISSING_BASE_VERSION: () => 'is missing: give the version of the view that was edited',
  NEVER_STOOD_AT: ({ record, version, base }) =>
    `is ${base}, at which ${record} was not recorded: it stands at version ${version}; read it and edit that`,
  SAME_CONTENT_SINCE: ({ record, version, base }) =>
    `is ${base}, and ${record} stands at version ${version} with the same content; edit that`,
  CHANGED_SINCE: changed,
  STALE_FIELD: (fault) => `is stale: ${fault.field} ${changed(fault)}`,
  KEY_REUSED: () => 'was used for another input; send that input again, or this one with a new key',
  KEY_ANSWERED: () => 'was answered already',
  REPLAY_NOT_NEXT: ({ after, version }) =>
    `follows version ${after}, and the store stands at ${version}; somebody else has written to it meanwhile`,
  REPLAY_OUTSIDE: ({ after, first, last }) => `has the versions ${first} to ${last}, which do not follow ${after}`,
  REPLAY_OF_ANOTHER: ({ first, newest }) =>
    `goes on with the write of version ${first}, but the newest one began at ${newest}`,
  REPLAY_UNEVEN: ({ changes, versions }) =>
    `has ${changes} changes, which made ${versions} versions: some are what was there already`,
  REPLAY_TOO_LONG: ({ last, version }) => `ends with version ${last}, and was given changes up to ${version}`,
  COPY_AHEAD: ({ version, original }) =>
    `the store to copy to is at version ${version}, and what is to be copied only at ${original}: it was written to since, or the two are the wrong way round; ${EMPTY_STORE}`,
  COPY_DIFFERS: ({ version, record, author, time }) =>
    `the store to copy to holds something else: its version ${version}, ${record} by ${author} at ${time}, is not in the original; ${EMPTY_STORE}`,

  QUERY_TOO_LONG: ({ most }) => `is longer than ${most} characters; search for fewer words`,
  NOTHING_TO_SEARCH: () => 'has no letters or digits; write at least one',
  NOT_SEARCHABLE: ({ choices }) => `cannot be searched; choose among ${list(choices).toUpperCase()}`,
  NOT_A_VERSION: () => 'must be a dataset version: a whole number, 0 or more',
  FUTURE_VERSION: ({ version, newest }) =>
    `is ${version}, and the newest version is ${newest}; leave it out to read the newest`,
  NOT_A_START: ({ newest }) => `must be from 0 to ${newest}, the newest version; leave it out to start from there`,
  SAME_ENDS: () => 'is the same record as from; name another one',
  EXCLUDES_AN_END: () => 'holds an end of the path; leave it out',
  BAD_CURSOR: ({ why, argument }) => `${CURSORS[why]}; start again without \`${argument}\``,
  PAGE_SIZE: ({ most }) => `must be from 1 to ${most}; for more, page on with the cursor of the last item`,
  FIRST_AND_LAST: () =>
    'cannot be combined with first; page forward with first and after, or backward with last and before',
  BEFORE_WITH_FIRST: () => 'goes with last; page forward with first and after',
  AFTER_WITH_LAST: () => 'goes with first; page backward with last and before',
  AFTER_AND_BEFORE: () => 'cannot be combined with after; leave one of them out',
  NOTHING_GIVEN: () => 'is empty; give at least one',
  NOT_ONE_OF: ({ fields }) => `give either ${fields.join(' or ')}`,

  TOO_MANY_AT_ONCE: ({ count, most }) =>
    `has ${count} entries, and ${most} are the most at once: send the rest in further requests`,
  TOO_MANY_IDS: ({ count, most }) => `holds ${count} ids; at most ${most} are allowed: ask in several parts`,
  TOO_MANY_EXCLUDED: ({ count, most }) => `exclude has ${count} ids: at most ${most} are allowed`,
  TOO_MANY_GROUPS: () => 'there are too many groups to count: filter the claims, or group by fewer fields',
  TOO_MANY_PATHS: () =>
    'there are too many ways between the two: filter the claims, exclude the busiest records, or ask for fewer hops',
  TOO_MANY_OFFERS: ({ most }) =>
    `places are looked for only for ${most} quotes in one operation that are not EXACT; ask for fewer claims`,
  TOO_MANY_STORE_CALLS: ({ most }) =>
    `the operation asked the store more than ${most} times: ask for fewer lists within lists`,
  TOO_MANY_RECORDS_NAMED: ({ most }) =>
    `the answer would name more than ${most} records: ask for fewer records within records`,

  UTF_16: () => 'is UTF-16, as its whole file is; save it as UTF-8, such as with iconv -f UTF-16 -t UTF-8',
  PACKED: ({ what }) => `begins a file that is ${what}; unpack it first, only gzip is read as it is`,
  DAMAGED_GZIP: () => 'and what follows cannot be unpacked: the gzip file is damaged or cut off; fetch it again',
  NOT_LINES: ({ shape }) => SHAPES[shape],
  LINE_TOO_LONG: ({ megabytes }) => `is longer than ${megabytes} MB; a record has at most 2,000,000 characters of text`,
  NOT_UTF8: () => 'is not UTF-8; save the file as UTF-8',
  NOT_JSON: ({ at, endsEarly }) =>
    `is not JSON${at === null ? (endsEarly ? ': it ends too early' : '') : ` from character ${at} on`}; give one whole object per line`,
  NOT_A_JSON_NUMBER: ({ word, at }) =>
    `is not JSON: ${word} at character ${at} is no number there; leave the field out, or give null`,
  NOT_MENDED: () =>
    'holds in "$refused" the text of a line that was refused; put the mended object in the place of the line',
  NOT_A_ROW: () => 'is not an object; give {"record": "claim", …}',
  NOT_A_FORMAT: () => 'must be the number that the export gave, or be left out',
  FORMAT_TOO_NEW: ({ format, kind, newest, release }) =>
    `is ${format}: release ${release} reads records of kind ${kind} up to format ${newest}; import it with the release that exported it, or a later one`,
  NOT_A_RECORD_KIND: ({ given, choices }) =>
    `${given === null ? 'is missing' : `cannot be ${quoted(given)}`}: say which kind of record the line holds, ${list(choices)}`,

  FILE_EXISTS: ({ file }) => `${file} exists; name a new file`,
  MORE_FAULTS: ({ count }) => `and ${count} more faults; mend these first`,

  AFTER_TODAY: ({ date }) => `${quoted(date)} lies in the future; taken as it is`,
  EARLY_YEAR: ({ date }) =>
    `${quoted(date)} lies before the year 1000; taken as it is: if digits were lost, write the year with four`,
  SAME_NAME: ({ kind, record }) =>
    `the ${kind} ${record} has that name, too; taken as it is: if the two are one, say so with judgeIdentity`,
  SAME_EXTERNAL_ID: ({ kind, record }) =>
    `the ${kind} ${record} has that id, too; taken as it is: if the two are one, say so with judgeIdentity`,
  MORE_WARNINGS: ({ count }) => `and ${count} more like these`,
};

const EMPTY_STORE = 'name one that is empty, or not there yet';
const SHAPES = {
  LIST: 'begins a list; give one object per line, without the brackets and commas around them, such as with jq -c ".[]"',
  SPREAD_OBJECT: 'begins an object that goes on over several lines; give each object on one line, such as with jq -c .',
  TEXT: 'begins a file without any object; give JSON Lines, one {"record": "claim", …} per line',
} as const;
const CURSORS = {
  SHAPE: 'is not a cursor',
  DAMAGED: 'is not a cursor, or is damaged',
  LAYOUT: 'is a cursor of another version of this server',
  QUESTION: 'is a cursor of another question: its filter or order differs',
} as const;

function list(words: readonly string[]): string {
  return words.join(', ');
}

/** How many places are not named; null where nobody counted them. */
function othersText(places: number | null, named: number): string {
  if (places === null) return ' and many more';
  return places > named ? ` and ${places - named} more` : '';
}

function placesText(positions: readonly { start: number; end: number; prefix: string }[]): string {
  return positions.map(({ start, end, prefix }) => `${start} to ${end} (after ${quoted(prefix)})`).join(', at ');
}

function said(given: Given): string {
  if ('text' in given) return given.type === 'TEXT' ? quoted(given.text) : given.text;
  if (given.type === 'NOTHING') return 'nothing';
  return given.type === 'LIST' ? 'a list' : 'an object';
}

function wanted(kinds: readonly string[]): string {
  return kinds.map((kind) => `${withArticle(kind)} (${prefixOf(kind)}_…)`).join(' or ');
}

function withArticle(kind: string): string {
  return /^[aeiou]/.test(kind) ? `an ${kind}` : `a ${kind}`;
}

function aClaim(status: string): string {
  return `${status === 'ACCEPTED' ? 'an' : 'a'} ${status} claim`;
}

function changed({ base, version, now }: FieldChange): string {
  const value = now === null ? 'empty' : 'text' in now ? quoted(now.text) : quoted(now.json).slice(1, -1);
  return `was changed since version ${base} and is now ${value}; read version ${version} and edit that`;
}

function because(problem: Problem): string {
  const say = MESSAGES[problem.code] as (fault: Fault) => string;
  return say({ ...problem, path: [] });
}
