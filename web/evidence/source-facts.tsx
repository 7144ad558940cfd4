// What is known of a source: by whom, when, where to read it, and the checksum that tells one version from another.

import type { SourceFactsFragment } from '../gql/generated.ts';
import { dateText } from '../said-on.ts';
import styles from './evidence.module.css';
import { OutsideLink, RecordLinks } from './links.tsx';
import { evidenceMessages } from './messages.ts';
import { safeUrl } from './safe-url.ts';

export interface SourceFactsProps {
  source: SourceFactsFragment;
  /** Whether its text is stored: what the checksum is of. Undefined where that is not known. */
  stored?: boolean;
}

export function SourceFacts({ source, stored }: SourceFactsProps) {
  const words = evidenceMessages.source;
  const { authors, published, retrieved, language, licence, reliability, sha256, url, archiveUrl } = source;
  const rows = [
    authors.length > 0 && ([words.by, <RecordLinks key="by" records={authors} />] as const),
    published && ([words.published, dateText(published)] as const),
    retrieved && ([words.retrieved, dateText(retrieved)] as const),
    language && ([words.language, evidenceMessages.language(language)] as const),
    licence && ([words.licence, licence] as const),
    reliability && ([words.reliability, words.grades[reliability]] as const),
    url && ([words.original, <Outside key="url" url={url} />] as const),
    archiveUrl && ([words.archived, <Outside key="archive" url={archiveUrl} />] as const),
    sha256 && ([words.checksum, <Checksum key="sum" sum={sha256} stored={stored} />] as const),
  ].filter((row) => typeof row === 'object' && row !== null);
  return (
    <dl className={styles.table}>
      {rows.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** The host is what a reader can judge; an address that is not one of the web stays text, whole. */
function Outside({ url }: { url: string }) {
  const safe = safeUrl(url);
  return (
    <OutsideLink url={url} className={styles.outside}>
      {safe === null ? url : `${new URL(safe).host}`}
    </OutsideLink>
  );
}

function Checksum({ sum, stored }: { sum: string; stored: boolean | undefined }) {
  return (
    <>
      <code className={styles.checksum}>{sum}</code>
      {stored !== undefined && <small> {evidenceMessages.source.checksumOf(stored)}</small>}
    </>
  );
}
