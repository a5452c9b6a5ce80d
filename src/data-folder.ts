import { fileURLToPath } from 'node:url';

/** Where the product's own tables lie: the standards, kinds, procedures, wording and word patterns. */
export const dataFolder = fileURLToPath(new URL('../data/', import.meta.url));
