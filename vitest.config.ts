import { defineConfig } from 'vitest/config';

// Two projects: `fast` is what a hand runs while writing (pure rules and properties); `whole` needs a database, the DuckDB child, a browser or a PDF tool.
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'fast',
          include: ['src/**/*.test.ts'],
          exclude: ['src/**/*.service.test.ts', 'src/**/service.test.ts'],
          testTimeout: 20_000,
        },
      },
      {
        test: {
          name: 'whole',
          globalSetup: ['test/cluster.ts'],
          include: ['src/**/*.service.test.ts', 'src/**/service.test.ts', 'test/**/*.test.ts'],
          testTimeout: 180_000,
          hookTimeout: 120_000,
          maxWorkers: 2,
        },
      },
    ],
  },
});
