// The names an actor has in every language and script, its dated roles, and its identifiers in other systems.

import type { ActorPageQuery, NameKind } from '../gql/generated.ts';
import { LANGUAGE } from '../messages.ts';
import { dateText } from '../said-on.ts';
import styles from './evidence.module.css';
import { OutsideLink, RecordLink } from './links.tsx';
import { evidenceMessages } from './messages.ts';

type Actor = NonNullable<ActorPageQuery['actor']>;

interface Name {
  text: string;
  language: string | null;
  kind: NameKind;
  from?: string | null;
  to?: string | null;
}

/** Names by how they are used, one line each: other names, other spellings, what stands for it, what is no longer used. */
export function Names({ names }: { names: readonly Name[] }) {
  const words = evidenceMessages.actor.nameKinds;
  const lines = KINDS.map(([kinds, word]) => ({
    word,
    of: names.filter(({ kind }) => (kinds as readonly NameKind[]).includes(kind)),
  }));
  return lines
    .filter(({ of }) => of.length > 0)
    .map(({ word, of }) => (
      <p key={word} className={styles.names}>
        {words[word]}{' '}
        {of.map((name, place) => (
          <span key={`${name.text} ${name.language}`}>
            {place > 0 && ', '}
            <bdi lang={name.language ?? undefined}>{name.text}</bdi>
            <small>{noteOf(name)}</small>
          </span>
        ))}
      </p>
    ));
}

const KINDS = [
  [['PREFERRED', 'ALIAS'], 'also'],
  [['TRANSLITERATION'], 'spelt'],
  [['METONYM'], 'standsFor'],
  [['FORMER'], 'former'],
] as const satisfies readonly (readonly [readonly NameKind[], string])[];

/** The language where it is not the page's own, and the years of a name that had its time. */
function noteOf({ language, from, to }: Name): string {
  const notes = [
    ...(language === null || language === LANGUAGE.slice(0, 2) ? [] : [evidenceMessages.language(language)]),
    ...(from || to ? [dateText(`${from ?? '..'}/${to ?? '..'}`)] : []),
  ];
  return notes.length === 0 ? '' : ` (${notes.join(', ')})`;
}

export function Roles({ roles }: { roles: Actor['roles'] }) {
  const words = evidenceMessages.actor;
  if (roles.length === 0) return null;
  return (
    <ul className={styles.roles} aria-label={words.roles}>
      {roles.map(({ title, in: other, from, to }) => (
        <li key={`${title} ${other.id} ${from}`}>
          {title}, <RecordLink id={other.id}>{other.name}</RecordLink>
          {(from || to) && <small>, {dateText(`${from ?? '..'}/${to ?? '..'}`)}</small>}
        </li>
      ))}
    </ul>
  );
}

/** Systems whose identifiers have a page. */
const SYSTEMS: Record<string, { name: string; page: (value: string) => string }> = {
  wikidata: { name: 'Wikidata', page: (value) => `https://www.wikidata.org/wiki/${encodeURIComponent(value)}` },
  isni: { name: 'ISNI', page: (value) => `https://isni.org/isni/${encodeURIComponent(value)}` },
  viaf: { name: 'VIAF', page: (value) => `https://viaf.org/viaf/${encodeURIComponent(value)}` },
};

export function Elsewhere({ ids, merged }: { ids: Actor['externalIds']; merged: readonly string[] }) {
  const words = evidenceMessages.actor;
  if (ids.length + merged.length === 0) return null;
  return (
    <section className={styles.block}>
      <h2>{words.elsewhere}</h2>
      <ul className={styles.plainList}>
        {ids.map(({ scheme, value }) => (
          <li key={`${scheme} ${value}`}>
            {SYSTEMS[scheme]?.name ?? scheme}{' '}
            <OutsideLink url={SYSTEMS[scheme]?.page(value) ?? null}>{value}</OutsideLink>
          </li>
        ))}
        {merged.length > 0 && (
          <li>
            {words.merged} <code>{merged.join(', ')}</code>
          </li>
        )}
      </ul>
    </section>
  );
}
