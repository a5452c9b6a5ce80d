import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { ApiError } from './api/client.ts';
import { router } from './router.tsx';
import './style.css';

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      // What the server refused it refuses again; only silence is asked once more.
      retry: (failures, error) =>
        failures < 2 && error instanceof ApiError && (error.problem.status === 0 || error.problem.status >= 502),
      refetchOnWindowFocus: false,
    },
  },
});

const root = document.querySelector('#root');
if (root === null) throw new Error('The page has no root.');
createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={queries}>
      <RouterProvider router={router} />
    </QueryClientProvider>
  </StrictMode>,
);
