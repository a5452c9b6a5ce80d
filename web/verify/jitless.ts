/**
 * zod as this page uses it. The page's policy allows no evaluation of text, so zod must not try: imported first, before any shape
 * is made.
 */
import { z } from 'zod';

z.config({ jitless: true });

export { z };
