import { readConfig } from '../config.ts';
import { serve } from '../main.ts';
import type { Command } from './command.ts';
import { STORE_OPTION } from './with-store.ts';

export const serveCommand: Command = {
  name: 'serve',
  summary: 'Starts the server: the viewer, the GraphQL API and GraphiQL.',
  operands: '',
  most: 0,
  details: 'All other settings come from the environment; .env.example lists them. An empty embedded store is filled with the example set (SEED=none stops that).',
  options: [{ name: 'port', value: 'PORT', help: 'Default: PORT, else 4000; 0 takes any free one.' }, STORE_OPTION],
  examples: ['on-record serve', 'PUBLIC_READ=false on-record serve --port 8080 --store sqlite:/srv/on-record.db'],
  async run(call) {
    const given = { PORT: call.text('port'), STORE_URL: call.text('store') };
    const settings = Object.entries(given).filter(([, value]) => value !== undefined);
    await serve(readConfig({ ...process.env, ...Object.fromEntries(settings) }));
  },
};
