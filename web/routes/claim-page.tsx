// The address of a claim’s page; the page itself is web/evidence/claim-page.tsx.

import { getRouteApi } from '@tanstack/react-router';
import { ClaimPage as ClaimEvidence } from '../evidence/claim-page.tsx';
import { MissingRecord } from './lost-pages.tsx';

const route = getRouteApi('/claim/$id');

export function ClaimPage() {
  const { id } = route.useParams();
  return <ClaimEvidence key={id} id={id} missing={<MissingRecord id={id} />} />;
}
