import { fileURLToPath } from 'node:url';

/** The repository, which is the default briefing's folder. */
export const root = fileURLToPath(new URL('..', import.meta.url));
