/** Why a census cannot be done. */
export const censusErrors = {
  timeLimit: 'census-time-limit',
  memoryLimit: 'census-memory-limit',
  failed: 'census-failed',
  badResults: 'census-results-unreadable',
} as const;
