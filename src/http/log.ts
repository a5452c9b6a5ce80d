import { type DestinationStream, type Logger, pino } from 'pino';

/**
 * Writes what was asked and answered, one JSON object a line: method, route, status, time taken, request id. By allowlist:
 * addresses as they were typed, headers and contents never reach the log.
 */
export function loggerTo(destination: DestinationStream): Logger {
  return pino(
    {
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      serializers: {
        req: (request: { method?: string; routeOptions?: { url?: string } }) => ({
          method: request.method,
          route: request.routeOptions?.url ?? null,
        }),
        res: (reply: { statusCode?: number }) => ({ status: reply.statusCode }),
        err: (error: unknown) => (error instanceof Error ? error.stack : String(error)),
      },
    },
    destination,
  );
}
