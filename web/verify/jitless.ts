/** The page's policy allows no evaluation of text, so zod must not try; this file is imported before any shape is made. */
import { config } from 'zod';

config({ jitless: true });
