// The names an actor has in every language and script, its dated roles, and its identifiers in other systems.

import type { ActorPageQuery, NameKind } from '../gql/generated.ts';
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

export function Names({ names }: { names: readonly Name[] }) {
  const words = evidenceMessages.actor;
  if (names.length === 0) return null;
  return (
    <p className={styles.names}>
      {words.also}{' '}
      {names.map(({ text, language, kind, from, to }, place) => (
        <span key={`${text} ${language} ${kind}`}>
          {place > 0 && ', '}
          <bdi lang={language ?? undefined}>{text}</bdi>
          <small> {notesOf({ language, kind, from: from ?? null, to: to ?? null }).join(', ')}</small>
        </span>
      ))}
    </p>
  );
}

function notesOf({ language, kind, from, to }: Omit<Required<Name>, 'text'>): string[] {
  const words = evidenceMessages;
  const kindWord = words.actor.nameKind[kind];
  return [
    ...(language === null || language === 'en' ? [] : [words.language(language)]),
    ...(kindWord === null ? [] : [kindWord]),
    ...(from || to ? [dateText(`${from ?? '..'}/${to ?? '..'}`)] : []),
  ];
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
