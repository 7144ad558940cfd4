// The names that a record has in every language and script, by how they are used.

import type { NameKind } from '../../gql/generated.ts';
import { LANGUAGE } from '../../messages.ts';
import { dateText } from '../../said-on.ts';
import styles from './facts.module.css';
import { frameMessages } from './messages.ts';

export interface Name {
  text: string;
  language: string | null;
  kind: NameKind;
  from?: string | null;
  to?: string | null;
}

const LINES = [
  [['PREFERRED', 'ALIAS'], 'also'],
  [['TRANSLITERATION'], 'spelt'],
  [['METONYM'], 'standsFor'],
  [['FORMER'], 'former'],
] as const satisfies readonly (readonly [readonly NameKind[], string])[];

/** One line each: other names, other spellings, what stands for it, what is no longer used. */
export function Names({ names }: { names: readonly Name[] }) {
  const words = frameMessages.nameKinds;
  const lines = LINES.map(([kinds, word]) => ({
    word,
    of: names.filter(({ kind }) => (kinds as readonly NameKind[]).includes(kind)),
  }));
  return lines
    .filter(({ of }) => of.length > 0)
    .map(({ word, of }) => (
      <p key={word} className={styles.names}>
        {words[word]}{' '}
        {of.map((name, index) => (
          <span key={`${name.text} ${name.language}`}>
            {index > 0 && ', '}
            <bdi lang={name.language ?? undefined}>{name.text}</bdi>
            <small>{noteOf(name)}</small>
          </span>
        ))}
      </p>
    ));
}

/** The language where it is not the page's own, and the years of a name that had its time. */
function noteOf({ language, from, to }: Name): string {
  const notes = [
    ...(language === null || language === LANGUAGE.slice(0, 2) ? [] : [frameMessages.language(language)]),
    ...(from || to ? [dateText(`${from ?? '..'}/${to ?? '..'}`)] : []),
  ];
  return notes.length === 0 ? '' : ` (${notes.join(', ')})`;
}
