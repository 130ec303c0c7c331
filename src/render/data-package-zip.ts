import type { Briefing } from '../model/briefing.ts';

/** A file that goes along inside another. */
export interface Attachment {
  name: string;
  type: string;
  bytes: Uint8Array;
}

/** The briefing's data package as one zip; entries carry the edition's date, so the same data gives the same bytes. */
export async function dataPackageZip({ meta, data }: Briefing): Promise<Attachment> {
  const { zipSync } = await import('fflate');
  const [year = 2000, month = 1, day = 1] = meta.edition.date.split('-').map(Number);
  // The zip format knows local time without a zone: noon of the day, wherever the build runs.
  const mtime = new Date(year, month - 1, day, 12);
  const entries = [...data.files]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([path, bytes]) => [path.replace(/^data\//, ''), [bytes, { mtime, level: 9 }]] as const);
  return { name: `${meta.id}-data.zip`, type: 'application/zip', bytes: zipSync(Object.fromEntries(entries) as never) };
}
