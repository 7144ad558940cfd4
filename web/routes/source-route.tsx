// The address of a source’s page, with the place of a quote in it; the page itself is web/evidence/source-page.tsx.

import { getRouteApi } from '@tanstack/react-router';
import { SourcePage } from '../evidence/source-page.tsx';
import { quoteSpan } from '../view/pages.ts';
import { MissingRecord } from './lost-pages.tsx';

const route = getRouteApi('/source/$id');

export function SourceRoute() {
  const { id } = route.useParams();
  const { quote } = route.useSearch();
  return <SourcePage key={id} id={id} quote={quoteSpan(quote)} missing={<MissingRecord id={id} />} />;
}
