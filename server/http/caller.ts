// Who is asking: the token of the Authorization header. One that is given must be good, even where none is needed.

import { OnRecordError } from '../domain/errors.ts';
import type { Access, Viewer } from '../services/access.ts';

/** Null without a token. Throws UNAUTHENTICATED. */
export async function readCaller(
  header: string | null | undefined,
  access: Access,
  publicRead: boolean,
): Promise<Viewer | null> {
  if (header === null || header === undefined) {
    if (publicRead) return null;
    throw unauthenticated('Reading needs a token here: send the header "Authorization: Bearer onr_…".');
  }
  const secret = /^bearer +(\S+)$/i.exec(header.trim())?.[1];
  if (secret === undefined) throw unauthenticated('The header must read "Authorization: Bearer onr_…".');
  return access.identify(secret);
}

function unauthenticated(message: string): OnRecordError {
  return new OnRecordError('UNAUTHENTICATED', message);
}
