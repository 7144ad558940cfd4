// What is known of a source: by whom, when, where to read it, and the checksum that tells one version from another.

import type { SourceRecordQuery } from '../../gql/generated.ts';
import { dateText } from '../../said-on.ts';
import styles from '../frame/facts.module.css';
import { OutsideLink, RecordLinks } from '../frame/links.tsx';
import { frameMessages } from '../frame/messages.ts';
import { safeUrl } from '../frame/safe-url.ts';
import { quotesMessages } from '../quotes/messages.ts';
import { sourceMessages as words } from './messages.ts';

export function SourceFacts({ source }: { source: NonNullable<SourceRecordQuery['source']> }) {
  const { authors, basedOn, published, retrieved, language, licence, reliability, sha256, text, url, archiveUrl } =
    source;
  const rows = [
    authors.length > 0 && ([words.by, <RecordLinks key="by" records={authors} />] as const),
    basedOn.length > 0 && ([quotesMessages.basedOn, <RecordLinks key="basedOn" records={basedOn} />] as const),
    published && ([words.published, dateText(published)] as const),
    retrieved && ([words.retrieved, dateText(retrieved)] as const),
    language && ([words.language, frameMessages.language(language)] as const),
    licence && ([words.licence, licence] as const),
    reliability && ([words.reliability, words.grades[reliability]] as const),
    url && ([quotesMessages.original, <Outside key="url" url={url} />] as const),
    archiveUrl && ([words.archived, <Outside key="archive" url={archiveUrl} />] as const),
    sha256 && ([words.checksum, <Checksum key="sum" sum={sha256} text={text} />] as const),
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

/** `text`: what the sum is of; undefined where it was not asked for. */
function Checksum({ sum, text }: { sum: string; text: string | null | undefined }) {
  return (
    <>
      <code className={styles.checksum}>{sum}</code>
      {text !== undefined && <small> {words.checksumOf(text !== null)}</small>}
    </>
  );
}
