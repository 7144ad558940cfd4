// One source, set like an article, with the quoted words marked: being written in web/evidence, not in web/routes.

import type { ReactNode } from 'react';
import type { SourcePageProps } from '../view/slots.ts';

export function SourcePage({ id, quote, missing }: SourcePageProps & { missing: ReactNode }) {
  return id === '' ? missing : <p>{quote?.start}</p>;
}
