// GraphiQL, served from here: no request leaves this origin. What is typed stays in this browser; headers, which may hold a
// token, are forgotten with the tab.

import { GraphiQL } from 'graphiql';
import { createRoot } from 'react-dom/client';
import 'graphiql/style.css';
import { ask } from './ask.ts';
import { EXAMPLES } from './examples.ts';
import './page.css';

const element = document.getElementById('graphiql');
if (element) {
  createRoot(element).render(
    <GraphiQL
      fetcher={ask}
      defaultTabs={[...EXAMPLES]}
      shouldPersistHeaders={false}
      defaultEditorToolsVisibility="variables"
    />,
  );
}
