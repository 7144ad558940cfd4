// The full page of one event, for every reader of a link: being written in web/evidence, not in web/routes.

import type { RecordPageProps } from './page.tsx';

export function EventPage({ id, missing }: RecordPageProps) {
  return id === '' ? missing : <p>{id}</p>;
}
