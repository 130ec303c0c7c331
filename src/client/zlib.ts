// Loaded by `zlib-later.ts`.
export { strFromU8, strToU8, unzlibSync, zipSync } from 'fflate';
