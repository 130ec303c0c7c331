import schema from '../../schemas/briefing.schema.json' with { type: 'json' };
import type { Diagnostics, Place } from '../base/diagnostic.ts';
import { isMoment } from '../base/now.ts';
import type { Folder } from '../base/world.ts';
import type { Parameter } from '../model/parameter.ts';
import { isPeriod } from '../model/period.ts';
import { hasPlaceholder } from '../model/placeholder.ts';
import type { BriefingMeta, Edition } from '../model/report.ts';
import { readLocatedFile } from './file.ts';
import type { LocatedKeys, Path } from './located.ts';
import { parametersOf, type WrittenParameters } from './parameters.ts';
import { readShape, type Schema } from './shape.ts';
import { checkAllTranslations } from './translation.ts';

/** briefing.yaml as trusted, and where its parts stand. */
export interface Settings {
  meta: BriefingMeta;
  located: LocatedKeys;
}

const fileName = 'briefing.yaml';

/** Reads briefing.yaml; undefined after reporting that there is none (`briefing-missing`) or that it is not YAML. */
export async function readSettings(folder: Folder, diagnostics: Diagnostics): Promise<Settings | undefined> {
  const before = diagnostics.list.length;
  const located = await readLocatedFile(folder, fileName, diagnostics);
  if (located === undefined) {
    if (diagnostics.list.length === before) reportMissing(diagnostics);
    return undefined;
  }
  const written = (readShape(located, schema as Schema, diagnostics) ?? {}) as Partial<WrittenSettings>;
  const meta = settingsOf(written, parametersOf(written.parameters, located, diagnostics), located.at([]));
  checkSettings(meta, located, diagnostics);
  return { meta, located };
}

/** briefing.yaml as its schema allows it. */
type WrittenSettings = Omit<BriefingMeta, 'edition' | 'place' | 'parameters' | 'values'> & {
  parameters: WrittenParameters;
  edition: Partial<
    Omit<Edition, 'period' | 'number'> & { period: string | number; number: Edition['number'] | number }
  >;
};

function settingsOf(written: Partial<WrittenSettings>, parameters: Parameter[], place: Place): BriefingMeta {
  const { period, number, date = '' } = written.edition ?? {};
  return {
    ...written,
    id: written.id ?? 'briefing',
    title: written.title ?? '',
    organisation: written.organisation ?? '',
    keywords: written.keywords ?? [],
    edition: {
      period: String(period ?? ''),
      date,
      ...(number !== undefined && { number: typeof number === 'number' ? String(number) : number }),
    },
    languages: written.languages ?? [],
    sections: (written.sections ?? []).filter((section) => section.id !== undefined && section.title !== undefined),
    keyFigures: (written.keyFigures ?? []).filter((figure) => figure.fact !== undefined),
    parameters: parameters.length > 0 ? parameters : undefined,
    place,
  };
}

function checkSettings(meta: BriefingMeta, located: LocatedKeys, diagnostics: Diagnostics): void {
  const { period, date } = meta.edition;
  if (period !== '' && !isPeriod(period) && !hasPlaceholder(period))
    malformed(['edition', 'period'], `"${period}" is not a period such as 2023, 2024-Q1 or 2013/2023`);
  if (date !== '' && !isPeriod(date) && !hasPlaceholder(date))
    malformed(['edition', 'date'], `there is no day "${date}"`);
  if (meta.release !== undefined && !isMoment(meta.release))
    malformed(['release'], `there is no moment "${meta.release}"`);
  checkAllTranslations(located, meta.languages, diagnostics);
  const ids = sectionIds(located.value);
  ids.forEach((id, index) => {
    if (id === undefined || ids.indexOf(id) === index) return;
    diagnostics.error('id-duplicate', `two sections are called "${id}"`, located.at(['sections', index, 'id']));
  });

  function malformed(path: Path, message: string): void {
    diagnostics.error('value-malformed', message, located.at(path));
  }
}

/** The ids of the sections as written, each at its own index. */
export function sectionIds(settings: unknown): (string | undefined)[] {
  const { sections } = (settings ?? {}) as { sections?: { id?: string }[] };
  return Array.isArray(sections) ? sections.map((section) => section?.id) : [];
}

function reportMissing(diagnostics: Diagnostics): void {
  diagnostics.error(
    'briefing-missing',
    'the folder has no briefing.yaml',
    { file: fileName },
    'name the folder of a briefing, or make the file: id, title, organisation, edition, languages and sections',
  );
}
