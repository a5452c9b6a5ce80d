export { limitsOf } from './api/limits.ts';
export { loggerTo } from './log.ts';
export type { Verdict } from './pages/result.ts';
export { openResults, type Result } from './results.ts';
export { buildProbe, buildServer, type Listening, listen, probePort } from './server.ts';
