// The path of a field as people write it: `quotes[0].exact`.

import { quoted } from '../hostile-text.ts';
import type { FaultPath } from './fault.ts';

export function pathText(path: FaultPath): string {
  let text = '';
  for (const step of path) {
    if (typeof step === 'number') text += `[${step}]`;
    else text += `${text === '' ? '' : '.'}${SAFE.test(step) ? step : quoted(step)}`;
  }
  return text;
}

/** A name of a field may be one that somebody sent. */
const SAFE = /^\w{1,64}$/;
