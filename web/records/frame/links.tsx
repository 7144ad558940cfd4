// Links within records. Each is a real one, to be copied or opened in a new tab; beside the network a plain click changes
// the selection instead of leaving the explorer.

import { Link } from '@tanstack/react-router';
import type { MouseEvent, ReactNode } from 'react';
import { createContext, useContext } from 'react';
import type { Selection } from '../../view/contracts.ts';
import { RecordLink as PageLink } from '../../view/record-link.tsx';
import type { TargetKind } from '../../view/view-state.ts';
import { safeUrl } from './safe-url.ts';

/** What a plain click on a link selects; null on a page, where links lead away. */
export const SelectContext = createContext<((selection: Selection) => void) | null>(null);

function useSelectOnClick(selection: Selection) {
  const select = useContext(SelectContext);
  return (event: MouseEvent) => {
    if (select === null || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey)
      return;
    event.preventDefault();
    select(selection);
  };
}

interface LinkProps {
  className?: string | undefined;
  children: ReactNode;
}

export function RecordLink({ id, className, children }: LinkProps & { id: string }) {
  const onClick = useSelectOnClick({ kind: 'record', id });
  return (
    <PageLink id={id} className={className} onClick={onClick}>
      {children}
    </PageLink>
  );
}

/** Names of records as links, in the order given, joined as a sentence joins them. */
export function RecordLinks({ records }: { records: readonly { id: string; name: string }[] }) {
  return records.map(({ id, name }, index) => (
    <span key={id}>
      {index > 0 && ', '}
      <RecordLink id={id}>{name}</RecordLink>
    </span>
  ));
}

const KINDS: Record<string, TargetKind> = { act: 'ACTOR', evt: 'EVENT', top: 'TOPIC', clm: 'CLAIM' };

/** The edge in the network around its speaker. */
export function EdgeLink({ speaker, target, className, children }: LinkProps & { speaker: string; target: string }) {
  const onClick = useSelectOnClick({ kind: 'edge', speaker, target });
  const kind = KINDS[target.slice(0, 3)];
  return (
    <Link
      to="/"
      search={{
        open: [speaker],
        sel: `${speaker}~${target}`,
        ...(kind && kind !== 'ACTOR' ? { targetKinds: ['ACTOR', kind] } : {}),
      }}
      className={className}
      onClick={onClick}
    >
      {children}
    </Link>
  );
}

/** The network around a record. */
export function AroundLink({ id, className, children }: LinkProps & { id: string }) {
  return (
    <Link
      to="/"
      search={{ open: [id], sel: id, ...(id.startsWith('act_') ? {} : { targetKinds: ['ACTOR', kindOf(id)] }) }}
      className={className}
    >
      {children}
    </Link>
  );
}

const kindOf = (id: string): TargetKind => KINDS[id.slice(0, 3)] ?? 'ACTOR';

/** An address outside; text where it is not one of the web. */
export function OutsideLink({ url, className, children }: LinkProps & { url: string | null }) {
  const href = safeUrl(url);
  if (href === null) return <span className={className}>{children}</span>;
  return (
    <a href={href} target="_blank" rel="noopener noreferrer nofollow" className={className}>
      {children}
    </a>
  );
}
