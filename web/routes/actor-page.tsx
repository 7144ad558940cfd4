// The address of an actor’s page; the page itself is web/evidence/actor-page.tsx.

import { getRouteApi } from '@tanstack/react-router';
import { ActorPage as ActorEvidence } from '../evidence/actor-page.tsx';
import { MissingRecord } from './lost-pages.tsx';

const route = getRouteApi('/actor/$id');

export function ActorPage() {
  const { id } = route.useParams();
  return <ActorEvidence key={id} id={id} missing={<MissingRecord id={id} />} />;
}
