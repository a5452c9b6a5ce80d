import { defineConfig } from 'vitest/config';

// `fast` is what a hand runs while writing (pure rules and properties); `whole` needs a database, the DuckDB child, a browser or a PDF
// tool; `long` takes minutes a test and is run by `npm run test:long` alone.
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
          exclude: ['test/long/**'],
          testTimeout: 180_000,
          hookTimeout: 120_000,
          maxWorkers: 2,
        },
      },
      {
        test: {
          name: 'long',
          globalSetup: ['test/cluster.ts'],
          include: ['test/long/*.test.ts'],
          testTimeout: 4 * 3_600_000,
          maxWorkers: 1,
        },
      },
    ],
  },
});
