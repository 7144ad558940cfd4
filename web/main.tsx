// Where the page begins: its fonts and tokens, its router and its one cache of answers.

import './theme/fonts.css';
import './theme/tokens.css';
import './theme/base.css';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createQueryClient } from './gql/queries.ts';
import { createRouter } from './routes/router.tsx';

const page = document.getElementById('page');
if (page === null) throw new Error('index.html has no element with the id "page"');
createRoot(page).render(
  <StrictMode>
    <QueryClientProvider client={createQueryClient()}>
      <RouterProvider router={createRouter()} />
    </QueryClientProvider>
  </StrictMode>,
);
