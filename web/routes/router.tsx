// Every page and its address. The explorer comes with the shell; the other pages are fetched when they are opened.

import {
  createRootRoute,
  createRoute,
  createRouter as createTanStackRouter,
  lazyRouteComponent,
} from '@tanstack/react-router';
import type { z } from 'zod';
import { parseSearch, stringifySearch } from '../view/address.ts';
import { noticeFaults } from '../view/notices.ts';
import { plainSchema, searchSchema, sourceSchema } from '../view/pages.ts';
import { parseSearchParams } from '../view/search-params.ts';
import { parseExploreParams } from '../view/view-state.ts';
import { ExplorePage } from './explore-page.tsx';
import { CrashPage, NotFoundPage } from './lost-pages.tsx';
import { recordPage } from './record-page.tsx';
import { Shell } from './shell.tsx';

const root = createRootRoute({ component: Shell, notFoundComponent: NotFoundPage, errorComponent: CrashPage });
const at = () => root;

/** Reads an address by its schema; what does not fit is told, not obeyed. */
const reading =
  <State,>(schema: z.ZodObject & z.ZodType<State>) =>
  (raw: Record<string, unknown>): State => {
    const { state, faults } = parseSearchParams<State>(schema, raw);
    noticeFaults(faults);
    return state;
  };

const explore = createRoute({
  getParentRoute: at,
  path: '/',
  validateSearch: (raw: Record<string, unknown>) => {
    const { state, faults } = parseExploreParams(raw);
    noticeFaults(faults);
    return state;
  },
  component: ExplorePage,
});

const plain = reading(plainSchema);
const actor = createRoute({
  getParentRoute: at,
  path: '/actor/$id',
  validateSearch: plain,
  component: recordPage(() => import('../records/actor/actor-view.tsx').then(({ ActorView }) => ActorView)),
});
const event = createRoute({
  getParentRoute: at,
  path: '/event/$id',
  validateSearch: plain,
  component: recordPage(() => import('../records/event/event-view.tsx').then(({ EventView }) => EventView)),
});
const topic = createRoute({
  getParentRoute: at,
  path: '/topic/$id',
  validateSearch: plain,
  component: recordPage(() => import('../records/topic/topic-view.tsx').then(({ TopicView }) => TopicView)),
});
const source = createRoute({
  getParentRoute: at,
  path: '/source/$id',
  validateSearch: reading(sourceSchema),
  component: recordPage(() => import('../records/source/source-view.tsx').then(({ SourceView }) => SourceView)),
});
const claim = createRoute({
  getParentRoute: at,
  path: '/claim/$id',
  validateSearch: plain,
  component: recordPage(() => import('../records/claim/claim-view.tsx').then(({ ClaimView }) => ClaimView)),
});
const topics = createRoute({
  getParentRoute: at,
  path: '/topics',
  validateSearch: plain,
  component: lazyRouteComponent(() => import('./topics-page.tsx'), 'TopicsPage'),
});
const sources = createRoute({
  getParentRoute: at,
  path: '/sources',
  validateSearch: plain,
  component: lazyRouteComponent(() => import('./sources-page.tsx'), 'SourcesPage'),
});
const search = createRoute({
  getParentRoute: at,
  path: '/search',
  validateSearch: reading(searchSchema),
  component: lazyRouteComponent(() => import('./search-page.tsx'), 'SearchPage'),
});

const tree = root.addChildren([explore, actor, event, topic, source, claim, topics, sources, search]);

export const createRouter = () =>
  createTanStackRouter({
    routeTree: tree,
    parseSearch,
    stringifySearch,
    defaultStructuralSharing: true,
    defaultPreload: 'intent',
    scrollRestoration: true,
    defaultErrorComponent: CrashPage,
  });

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createRouter>;
  }
}
