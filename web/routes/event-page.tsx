// The address of an event’s page; the page itself is web/evidence/event-page.tsx.

import { getRouteApi } from '@tanstack/react-router';
import { EventPage as EventEvidence } from '../evidence/event-page.tsx';
import { MissingRecord } from './lost-pages.tsx';

const route = getRouteApi('/event/$id');

export function EventPage() {
  const { id } = route.useParams();
  return <EventEvidence key={id} id={id} missing={<MissingRecord id={id} />} />;
}
