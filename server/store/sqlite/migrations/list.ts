// Every change of the tables, oldest first: the file's `user_version` counts how many it has had. Never edit one that was
// released; add the next.

import { start } from './001-start.ts';

export const migrations: readonly string[] = [start];
