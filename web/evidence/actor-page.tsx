// The full page of one actor, for every reader of a link: being written in web/evidence, not in web/routes.

import type { RecordPageProps } from './page.tsx';

export function ActorPage({ id, missing }: RecordPageProps) {
  return id === '' ? missing : <p>{id}</p>;
}
