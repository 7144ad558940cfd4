// A record that moved between reading and writing is read and judged once more; what is refused then stays refused.

import { OnRecordError } from '../domain/errors.ts';

export async function twice<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof OnRecordError && error.code === 'CONFLICT') return work();
    throw error;
  }
}
