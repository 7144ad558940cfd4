// The identifiers of a record in other systems, as links where such a system has a page, and the ids that were merged into it.

import styles from './facts.module.css';
import { OutsideLink } from './links.tsx';
import { frameMessages } from './messages.ts';

/** Systems whose identifiers have a page. */
const SYSTEMS: Record<string, { name: string; page: (value: string) => string }> = {
  wikidata: { name: 'Wikidata', page: (value) => `https://www.wikidata.org/wiki/${encodeURIComponent(value)}` },
  isni: { name: 'ISNI', page: (value) => `https://isni.org/isni/${encodeURIComponent(value)}` },
  viaf: { name: 'VIAF', page: (value) => `https://viaf.org/viaf/${encodeURIComponent(value)}` },
};

export interface ElsewhereProps {
  externalIds: readonly { scheme: string; value: string }[];
  mergedIds: readonly string[];
}

export function Elsewhere({ externalIds, mergedIds }: ElsewhereProps) {
  if (externalIds.length + mergedIds.length === 0) return null;
  return (
    <section className={styles.block}>
      <h2>{frameMessages.elsewhere}</h2>
      <ul className={styles.plainList}>
        {externalIds.map(({ scheme, value }) => (
          <li key={`${scheme} ${value}`}>
            {SYSTEMS[scheme]?.name ?? scheme}{' '}
            <OutsideLink url={SYSTEMS[scheme]?.page(value) ?? null}>{value}</OutsideLink>
          </li>
        ))}
        {mergedIds.length > 0 && (
          <li>
            {frameMessages.merged} <code>{mergedIds.join(', ')}</code>
          </li>
        )}
      </ul>
    </section>
  );
}
