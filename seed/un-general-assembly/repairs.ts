// Repairs of the titles and descriptions of roll calls, each for a fault seen in the release of 2021-03-08 and counted
// where it is applied. What the text alone cannot settle (capitals, cut-off ends, doubtful dates) stays as it is.

import type { Row } from './csv.ts';

/** How many roll calls each repair changed. */
export const repairs = {
  shifted: 0,
  swallowedColumns: 0,
  quotationMarks: 0,
  misread: 0,
  transcriptMarks: 0,
  hyphens: 0,
  spaces: 0,
  titles: 0,
};

/** UTF-8 read as Latin text, more than once; the words tell which letters were meant. */
const MISREAD = [
  ['D?ÃƒÂ«TENTE', 'DÉTENTE'],
  ['People?Ãƒâ€\u00a0s', 'People’s'],
  ['People?Ã†s', 'People’s'],
  ['?ÃƒÂ¡INTERNATIONAL', 'INTERNATIONAL'],
  ['TreatyÂ\u00a0', 'Treaty'],
] as const;

const TITLE_LENGTH = 160;

/** A roll call with its title and description repaired; everything else as it was. */
export function repairRollCall(row: Row): Row {
  let { short = '', descr = '' } = row;
  const step = (repair: keyof typeof repairs, change: (text: string) => string) => {
    const [newShort, newDescr] = [change(short), change(descr)];
    if (newShort !== short || newDescr !== descr) repairs[repair]++;
    [short, descr] = [newShort, newDescr];
  };

  // A quotation mark made the title swallow the description, whose place the next column took.
  const shifted = /^([^\t]*)\t(.+)$/s.exec(short);
  if (shifted !== null) {
    repairs.shifted++;
    [, short = '', descr = ''] = shifted;
  }
  step('swallowedColumns', (text) => text.replace(/(\t[01])+$/, ''));
  step('quotationMarks', repairQuotationMarks);
  step('misread', (text) => MISREAD.reduce((changed, [wrong, right]) => changed.replaceAll(wrong, right), text));
  step('transcriptMarks', (text) =>
    text
      .replace(/_([^_<]*)<d3>/g, '“$1”')
      .replaceAll('<d3>', '”')
      .replaceAll('<90>', '’'),
  );
  step('hyphens', (text) => text.replace(/([a-z])\?([a-z])|(Non)\?(P)/g, '$1$3-$2$4'));
  // Backspaces stand for a space between two pages of a transcript.
  step('spaces', (text) => text.replaceAll('\b', ' ').replace(/\s+/g, ' ').trim());
  return { ...row, short, descr };
}

/** `"THIS"` became `\THIS\\` or `\\"THIS\\"`, and most such texts end in a mark that belongs to the table, not to them. */
function repairQuotationMarks(text: string): string {
  if (!text.includes('\\')) return text;
  return text
    .replace(/(?<!\\)\\""$/, '')
    .replace(/(?<!\\)"$/, '')
    .replace(/\\\\""$/, '\\\\"')
    .replace(/\\\\"|\\\\|\\/g, '"');
}

/** The short title where there is a whole one, else what the description says the vote was on, else the resolution. */
export function titleOf({ rcid = '', unres = '', short = '', descr = '' }: Row): string {
  const cutOff = short.length >= 59 && descr.startsWith(short.replace(/ : .*$/, ''));
  if (short !== '' && !cutOff) return atMost(withoutAdoption(short));
  repairs.titles++;
  const transcript = descr === '' || /\bPresident\b.{0,40}:|\bvote\b/i.test(descr.slice(0, 400));
  if (transcript) return unres === '' ? `Roll call ${rcid}` : `Resolution ${unres}`;
  return atMost(withoutAdoption(descr));
}

function withoutAdoption(title: string): string {
  return title.replace(/ ?: resolution \/ adopted.*$/, '');
}

function atMost(title: string): string {
  return title.length <= TITLE_LENGTH ? title : `${title.slice(0, title.lastIndexOf(' ', TITLE_LENGTH))} …`;
}
