// A link to the page of a record, or of a source at a quote. Every such link of the page is this one.

import { Link } from '@tanstack/react-router';
import type { MouseEvent, ReactNode } from 'react';
import { pageOf } from './pages.ts';
import { positionNow, type RecordedPosition } from './position-now.ts';

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

/** A source, opened at the words of a quote where they have a position in its text as it is now, else without any marked. */
export function QuoteLink({
  quote,
  children,
  ...rest
}: Props & { quote: RecordedPosition & { source: { id: string } } }) {
  const span = positionNow(quote);
  return (
    <Link
      to="/source/$id"
      params={{ id: quote.source.id }}
      search={span === null ? {} : { quote: `${span.start}-${span.end}` }}
      {...rest}
    >
      {children}
    </Link>
  );
}
