// The organic layout off the page's main thread: positions are sent while it works.

import { type OrganicQuestion, organicLayout } from './organic-layout.ts';

self.onmessage = ({ data }: MessageEvent<OrganicQuestion>) => {
  for (const answer of organicLayout(data)) self.postMessage(answer, { transfer: [answer.positions.buffer] });
};
