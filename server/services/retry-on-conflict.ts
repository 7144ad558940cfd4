// Runs a read-then-write once more when a record changed in between. A conflict in the second attempt is the answer.

import { OnRecordError } from '../domain/errors.ts';

export async function retryOnConflict<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof OnRecordError && error.code === 'CONFLICT') return work();
    throw error;
  }
}
