import { createHash } from 'node:crypto';

/** SHA-256 (FIPS 180-4) in hexadecimal digits; a text's is that of its UTF-8. */
export function digest(data: string | Uint8Array): string {
  return createHash('sha256').update(data).digest('hex');
}
