// The address of a topic’s page; the page itself is web/evidence/topic-page.tsx.

import { getRouteApi } from '@tanstack/react-router';
import { TopicPage as TopicEvidence } from '../evidence/topic-page.tsx';
import { MissingRecord } from './lost-pages.tsx';

const route = getRouteApi('/topic/$id');

export function TopicPage() {
  const { id } = route.useParams();
  return <TopicEvidence key={id} id={id} missing={<MissingRecord id={id} />} />;
}
