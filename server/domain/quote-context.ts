// What stood around the words of a quote, compared with what stands around a place in a text: how far they agree, counted from
// the words outwards. White space, line ends and quotation marks are levelled: printings differ in them, and mean the same.

/** How far a context agrees with a text. */
export interface Agreement {
  /** Code points next to the words that agree; a run of white space is one. */
  points: number;
  /** To the end of the context. One that says nothing agrees with everything. */
  whole: boolean;
  /** To where the text begins or ends, if that comes before the end of the context. */
  toTheEdge: boolean;
  /** At least to where in both a line begins or ends. */
  toTheLine: boolean;
}

/** Code points that are recorded on each side; fewer are all that the text had. */
export const CONTEXT = 32;
/** Code points beside words in a text that is at hand: so many that they mostly name the speaker. */
export const FAR = 128;

const SPACE = 0x20;
const MARK = 0x22;
const MARKS = new Set('\'`´‘’‚‛“”„‟«»‹›〝〞〟＂＇"'.split('').map((mark) => mark.charCodeAt(0)));
const WHITE = /\s/;

/** Of a prefix with the text that ends at this code unit. */
export function agreementBefore(prefix: string, text: string, unit: number): Agreement {
  return agreement(prefix, prefix.length - 1, text, unit - 1, -1);
}

/** Of a suffix with the text from this code unit on. */
export function agreementAfter(suffix: string, text: string, unit: number): Agreement {
  return agreement(suffix, 0, text, unit, 1);
}

function agreement(context: string, first: number, text: string, unit: number, step: 1 | -1): Agreement {
  let [inContext, inText, points, toTheLine] = [first, unit, 0, false];
  while (inContext >= 0 && inContext < context.length) {
    toTheLine ||= isLineEnd(context, inContext, step) && isLineEnd(text, inText, step);
    if (inText < 0 || inText >= text.length) return { points, whole: false, toTheEdge: true, toTheLine };
    const counts = levelled(context.charCodeAt(inContext));
    if (counts !== levelled(text.charCodeAt(inText))) return { points, whole: false, toTheEdge: false, toTheLine };
    inContext = counts === SPACE ? pastSpace(context, inContext, step) : inContext + step;
    inText = counts === SPACE ? pastSpace(text, inText, step) : inText + step;
    // A character of two units counts at the second that is met.
    if (!(step === 1 ? isHigh(counts) : isLow(counts))) points++;
  }
  toTheLine ||= context.length < CONTEXT && isLineEnd(text, inText, step);
  return { points, whole: true, toTheEdge: false, toTheLine };
}

/** Whether what comes next is a line end, or the end of all. */
function isLineEnd(text: string, unit: number, step: 1 | -1): boolean {
  let at = unit;
  for (; at >= 0 && at < text.length; at += step) {
    const code = text.charCodeAt(at);
    if (code === 0x0a || code === 0x0d) return true;
    if (levelled(code) !== SPACE) return false;
  }
  return true;
}

function pastSpace(text: string, unit: number, step: 1 | -1): number {
  let past = unit;
  while (past >= 0 && past < text.length && levelled(text.charCodeAt(past)) === SPACE) past += step;
  return past;
}

/** What a code unit counts as. */
function levelled(unit: number): number {
  if (unit < 0x80) return unit <= SPACE && unit !== 0 ? SPACE : unit === 0x27 || unit === 0x60 ? MARK : unit;
  if (MARKS.has(unit)) return MARK;
  return (unit < 0x100 || unit > 0x1fff || unit === 0x1680) && WHITE.test(String.fromCharCode(unit)) ? SPACE : unit;
}

function isHigh(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdbff;
}

function isLow(unit: number): boolean {
  return unit >= 0xdc00 && unit <= 0xdfff;
}
