// The console's start in the browser: its providers around its screens.
/** @jsxImportSource react */

import '@mantine/core/styles.css';
import '@mantine/charts/styles.css';
import './theme-variables.css';
import './style/frame.css';
import './style/door.css';
import './style/parts.css';
import './style/forms.css';
import './style/tickets.css';
import './style/conversations.css';
import './style/hotline.css';
import './style/knowledge.css';
import './style/overview.css';
import { MantineProvider } from '@mantine/core';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { Router } from 'wouter';
import { createClient } from './client/client.ts';
import { ClientProvider } from './client/reading.tsx';
import { SESSION } from './client/session.ts';
import { Announcer } from './parts/announcer.tsx';
import { App } from './shell/app.tsx';
import { theme } from './theme.ts';

const queries = new QueryClient({
  defaultOptions: {
    // Hints tell what is stale; looking again at every change of window would fill the record of who read what.
    queries: { staleTime: 10_000, refetchOnWindowFocus: false, retry: false },
  },
});
const client = createClient({
  fetch: (...request) => fetch(...request),
  onUnauthenticated: () => queries.setQueryData([SESSION], null),
});

createRoot(document.getElementById('console')!).render(
  <StrictMode>
    <MantineProvider
      theme={theme}
      defaultColorScheme="auto"
      withCssVariables={false}
      withGlobalClasses={false}
    >
      <QueryClientProvider client={queries}>
        <ClientProvider client={client}>
          <Announcer>
            <Router base="/console">
              <App />
            </Router>
          </Announcer>
        </ClientProvider>
      </QueryClientProvider>
    </MantineProvider>
  </StrictMode>,
);
