import schema from '../../schemas/units.schema.json' with { type: 'json' };
import type { Diagnostics } from '../base/diagnostic.ts';
import type { LanguageTag } from '../base/language.ts';
import type { World } from '../base/world.ts';
import type { Unit } from '../model/data.ts';
import type { LocatedKeys } from './located.ts';
import { checkRecord, type RoleColumns, type RoleRecord } from './record.ts';
import { readShape, type Schema } from './shape.ts';
import { readThemeYaml } from './theme.ts';
import { checkTranslations } from './translation.ts';

const scales: readonly string[] = schema.$defs.unit.properties.scale.enum;

export const unitColumns: RoleColumns = {
  id: { isRequired: true },
  title: { isLocalized: true, isRequired: true },
  pattern: { isLocalized: true, isRequired: true },
  long: { isLocalized: true },
  scale: { isRequired: true },
};

/** Units of the theme (`units.yaml`), a briefing's own of the same id in their stead. */
export async function readThemeUnits(
  world: World,
  languages: readonly LanguageTag[],
  diagnostics: Diagnostics,
): Promise<Map<string, Unit>> {
  const files = await readThemeYaml(world, 'units.yaml', diagnostics);
  return new Map(files.flatMap((file) => [...readUnits(file, languages, diagnostics)]));
}

/** Units written as YAML or JSON: id → title, pattern, long, scale. */
export function readUnits(
  located: LocatedKeys,
  languages: readonly LanguageTag[],
  diagnostics: Diagnostics,
): Map<string, Unit> {
  const written = (readShape(located, schema as Schema, diagnostics) ?? {}) as Record<string, Omit<Unit, 'id'>>;
  for (const [id, unit] of Object.entries(written)) {
    checkTranslations(unit.title, `the title of unit "${id}"`, languages, () => located.at([id, 'title']), diagnostics);
    checkTranslations(
      unit.pattern,
      `the pattern of unit "${id}"`,
      languages,
      () => located.at([id, 'pattern']),
      diagnostics,
    );
  }
  const whole = Object.entries(written).filter(([, unit]) => unit.title && unit.pattern && unit.scale);
  return new Map(whole.map(([id, unit]) => [id, { ...unit, id }]));
}

/** A unit written as a row of a data resource. */
export function toUnit(record: RoleRecord, diagnostics: Diagnostics): Unit | undefined {
  const id = record.text('id') ?? '';
  if (!checkRecord(record, `unit "${id}"`, unitColumns, diagnostics)) return undefined;
  const scale = record.text('scale') ?? '';
  if (!scales.includes(scale)) {
    diagnostics.error(
      'value-unknown',
      `"scale" cannot be "${scale}"`,
      record.at('scale'),
      `known: ${scales.join(', ')}`,
    );
    return undefined;
  }
  const long = record.localized('long');
  return {
    id,
    title: record.localized('title') ?? id,
    pattern: record.localized('pattern') ?? '{n}',
    ...(long !== undefined && { long }),
    scale: scale as Unit['scale'],
  };
}
