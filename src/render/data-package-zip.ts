import type { Briefing } from '../model/briefing.ts';

/** A file that goes along inside another. */
export interface Attachment {
  name: string;
  type: string;
  bytes: Uint8Array;
}

/**
 * The briefing's data package as one zip; entries carry the edition's date, so the same data gives the same bytes. They
 * are stored as they are: the PDF that carries the zip packs them all at once, and so smaller.
 */
export async function dataPackageZip({ meta, data }: Briefing): Promise<Attachment> {
  const { date } = meta.edition;
  const known = zips.get(data.files);
  const bytes = known?.date === date ? known.bytes : zip(data.files, date);
  zips.set(data.files, { date, bytes });
  return { name: `${meta.id}-data.zip`, type: 'application/zip', bytes: await bytes };
}

/** The briefings of a batch share their data package. */
const zips = new WeakMap<Briefing['data']['files'], { date: string; bytes: Promise<Uint8Array> }>();

async function zip(files: Briefing['data']['files'], date: string): Promise<Uint8Array> {
  const { zipSync } = await import('fflate');
  const [year = 2000, month = 1, day = 1] = date.split('-').map(Number);
  // The zip format knows local time without a zone: noon of the day, wherever the build runs.
  const mtime = new Date(year, month - 1, day, 12);
  const entries = [...files]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([path, bytes]) => [path.replace(/^data\//, ''), [bytes, { mtime, level: 0 }]] as const);
  return zipSync(Object.fromEntries(entries) as never);
}
