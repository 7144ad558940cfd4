// A link to the page of a record, or of a source at a quote. Every such link of the page is this one.

import { Link } from '@tanstack/react-router';
import type { MouseEvent, ReactNode } from 'react';
import { pageOf } from './pages.ts';

interface Props {
  className?: string | undefined;
  tabIndex?: number;
  /** May keep the reader here, by `preventDefault`. */
  onClick?: (event: MouseEvent) => void;
  'data-row'?: boolean;
  children: ReactNode;
}

export function RecordLink({ id, children, ...props }: Props & { id: string }) {
  return (
    <Link to={pageOf(id)} {...props}>
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
