// A link to the page of a record, or of a source at a quote. Every such link of the viewer is this one.

import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';

interface Props {
  className?: string | undefined;
  tabIndex?: number;
  'data-row'?: boolean;
  children: ReactNode;
}

const PAGES = {
  act: '/actor/$id',
  evt: '/event/$id',
  top: '/topic/$id',
  src: '/source/$id',
  clm: '/claim/$id',
} as const;

const isKind = (kind: string): kind is keyof typeof PAGES => kind in PAGES;

/** The route of a record's page; null for an id of another kind. */
export function routeOf(id: string): (typeof PAGES)[keyof typeof PAGES] | null {
  const kind = id.slice(0, 3);
  return isKind(kind) ? PAGES[kind] : null;
}

export function RecordLink({ id, children, ...props }: Props & { id: string }) {
  const to = routeOf(id);
  return to === null ? (
    <span className={props.className}>{children}</span>
  ) : (
    <Link to={to} params={{ id }} {...props}>
      {children}
    </Link>
  );
}

/** The stored text of a source, scrolled to these code points of it. */
export function QuoteLink(props: Props & { source: string; start: number | null; end: number | null }) {
  const { source, start, end, children, ...rest } = props;
  return (
    <Link
      to="/source/$id"
      params={{ id: source }}
      search={start === null || end === null ? {} : { quote: `${start}-${end}` }}
      {...rest}
    >
      {children}
    </Link>
  );
}
