import type { TakeawayData } from '../model/live.ts';
import { zlib } from './zlib-later.ts';

/** The data of all figures as a data package (Frictionless Data Package v2): one CSV file a figure, and what is in them. */
export function figuresZip({ figures, package: about, date }: TakeawayData): Blob {
  const { strToU8, zipSync } = zlib();
  const [year = 2000, month = 1, day = 1] = date.split('-').map(Number);
  const mtime = new Date(year, month - 1, day, 12);
  const resources = Object.entries(figures).map(([name, { title, remarks, fields }]) => ({
    name,
    title,
    description: remarks.join('\n\n'),
    path: `${name}.csv`,
    encoding: 'utf-8',
    schema: { fields },
  }));
  const files = {
    'datapackage.json': strToU8(`${JSON.stringify({ ...about, resources }, undefined, 2)}\n`),
    ...Object.fromEntries(Object.entries(figures).map(([name, { csv }]) => [`${name}.csv`, strToU8(`\uFEFF${csv}`)])),
  };
  const zip = zipSync(files, { mtime, level: 6 });
  return new Blob([zip.slice().buffer], { type: 'application/zip' });
}
