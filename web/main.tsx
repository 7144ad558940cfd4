// Where the page begins: mounts it into index.html.

import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';

const page = document.getElementById('page');
if (page === null) throw new Error('index.html has no element with the id "page"');
createRoot(page).render(
  <StrictMode>
    <h1>On Record</h1>
  </StrictMode>,
);
