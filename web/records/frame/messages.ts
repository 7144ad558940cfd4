// What the frame of a record says, whatever its kind: page, card, tabs, names and identifiers.

import { LANGUAGE } from '../../messages.ts';

const languages = new Intl.DisplayNames(LANGUAGE, { type: 'language', fallback: 'code' });

/** The code itself where it is none that the browser knows. */
function languageName(code: string): string {
  try {
    return languages.of(code) ?? code;
  } catch {
    return code;
  }
}

export const frameMessages = {
  close: 'Close the evidence',
  fullPage: 'Full page',
  drawAround: 'Draw the network around it',
  tabs: { label: 'Evidence', overview: 'Overview', time: 'Over time' },
  nameKinds: { also: 'Also', spelt: 'Spelt', standsFor: 'Where it acts, it is called', former: 'Formerly' },
  elsewhere: 'Elsewhere',
  merged: 'Also stands for',
  language: languageName,
};
