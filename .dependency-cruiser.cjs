// The walls of docs/decisions/0004-checks.md, by dependency-cruiser; test/architecture.test.ts holds the main ones a second time,
// by other means. `$1` in `pathNot` is the slice the importing file is in.

const { steps } = require('./src/lifecycle/order.ts');
const slices = ['criteria', 'evidence', 'examine', 'identity', 'ledger', 'populations', 'procedures', 'simulate', 'verify'];
const test = '\\.(test|property\\.test|service\\.test)\\.ts$|/contract\\.ts$';
const nodeModule = '^node:';

/** A slice is a folder of src, a step a folder of src/lifecycle, a format a folder of its own. */
const stepWalls = steps.slice(0, -1).map((step, index) => ({
  name: `step-order-${step}`,
  comment: `A later step may use ${step}; ${step} uses no later one.`,
  severity: 'error',
  from: { path: `^src/lifecycle/${step}/`, pathNot: test },
  to: { path: `^src/lifecycle/(${steps.slice(index + 1).join('|')})/` },
}));

module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      comment: 'Two files that need each other are one idea in two files.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-unresolved',
      comment: 'An import that leads nowhere, or to a package that is not ours to rely on.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'no-undeclared-packages',
      comment: 'A package that only happens to be installed.',
      severity: 'error',
      from: {},
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown', 'undetermined'] },
    },
    {
      name: 'no-development-packages-in-the-product',
      severity: 'error',
      from: { path: '^src/', pathNot: test },
      to: { dependencyTypes: ['npm-dev'], pathNot: '^node_modules/@types/' },
    },
    {
      name: 'ledger-stands-alone',
      comment: 'An outsider can take the folder (and src/refusal.ts, which imports nothing) and run it: it imports itself and modules of Node.',
      severity: 'error',
      from: { path: '^src/ledger/', pathNot: test },
      to: { pathNot: ['^src/ledger/', '^src/refusal\\.ts$', nodeModule], dependencyTypesNot: ['core'] },
    },
    {
      name: 'verify-rests-on-pure-rules',
      comment: 'A reader runs it without server, network or database.',
      severity: 'error',
      from: { path: '^src/verify/', pathNot: test },
      to: { path: ['^src/(adapters/postgres|evidence|http|jobs|identity|cli|examine|simulate)/', '/(service|store|routes)\\.ts$', '^node_modules/(pg|kysely|fastify|@duckdb)/'] },
    },
    {
      name: 'rules-are-pure',
      comment: 'A rule is told what it needs: no storage, no files, no network, no other process.',
      severity: 'error',
      from: { path: ['/rules\\.ts$', '/rules/[^/]+\\.ts$'], pathNot: test },
      to: { path: ['/(store|service|routes)\\.ts$', '^src/(adapters|http|cli|jobs)/', '^(node:)?(fs|fs/promises|net|http|https|child_process|worker_threads|os)$', '^node_modules/(pg|kysely|fastify|@duckdb)/'] },
    },
    {
      name: 'slices-show-an-index',
      comment: 'Another slice is used through the names its index.ts shows.',
      severity: 'error',
      from: { path: '^src/([^/]+)/', pathNot: test },
      to: {
        path: `^src/(${slices.join('|')})/`,
        pathNot: ['^src/$1/', '/(index|model)\\.ts$', '^src/ledger/statement\\.ts$', '^src/verify/bundle\\.ts$', '^src/populations/kind\\.ts$', '^src/evidence/(blob-store|installation-key)\\.ts$'],
      },
    },
    {
      name: 'steps-show-an-index',
      comment: 'Another step is used through the names its index.ts shows.',
      severity: 'error',
      from: { path: '^src/lifecycle/([^/]+)/' },
      to: { path: `^src/lifecycle/(${steps.join('|')})/`, pathNot: ['^src/lifecycle/$1/', '/index\\.ts$', '/model\\.ts$'] },
    },
    ...stepWalls,
    {
      name: 'adapters-know-no-steps',
      comment: 'An adapter touches the outside and decides nothing: it may know the shapes a step shows.',
      severity: 'error',
      from: { path: '^src/adapters/', pathNot: test },
      to: { path: '^src/(lifecycle|cli|http|jobs|examine)/', pathNot: '^src/lifecycle/[^/]+/(index|model)\\.ts$' },
    },
    {
      name: 'nobody-imports-the-command-line',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/cli/' },
      to: { path: '^src/cli/' },
    },
    {
      name: 'web-and-server-apart',
      comment: 'The web application knows the server by its generated client alone, and the server does not know the web.',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^web/' },
    },
    {
      name: 'product-does-not-import-tests',
      severity: 'error',
      from: { path: '^src/', pathNot: test },
      to: { path: ['^test/', test] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(build|examples|test/golden)/' },
    // Types count: a slice that needs another one's shapes depends on it.
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default', 'types'], extensions: ['.ts', '.mjs', '.js', '.cjs', '.json', '.d.ts'] },
    progress: { type: 'none' },
  },
};
