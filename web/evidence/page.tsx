// The frame of a record's page.

import type { ReactNode } from 'react';

export interface RecordPageProps {
  id: string;
  /** What stands there when there is no such record. */
  missing: ReactNode;
}
