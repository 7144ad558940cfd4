// Turns a fault into words. The only place that does, so that rewording breaks nothing but the tests of the words: what is
// shown to users of the API, by the command and in reports of imports all comes from here.

import type { Fault } from './fault.ts';
import { MESSAGES } from './messages.ts';
import { pathText } from './path-text.ts';

/** Where it is, such as `quotes[0].exact`, `[3].targets[0]` in a write, `claims.jsonl:12: saidOn` in an import. */
export function faultField({ path, changeIndex, location }: Fault): string {
  const field = pathText(path);
  if (location !== undefined) return `${location.file}:${location.line}:${field === '' ? '' : ` ${field}`}`;
  if (changeIndex === undefined) return field;
  return field === '' || field.startsWith('[') ? `[${changeIndex}]${field}` : `[${changeIndex}].${field}`;
}

/** What is wrong with it, and the remedy, as it goes on after the field. */
export function faultProblem(fault: Fault): string {
  const say = MESSAGES[fault.code] as (fault: Fault) => string;
  return fault.whose === undefined ? say(fault) : `of ${fault.whose} ${say(fault)}`;
}

export function faultText(fault: Fault): string {
  const field = faultField(fault);
  return field === '' ? faultProblem(fault) : `${field} ${faultProblem(fault)}`;
}
