import { AuthorError, type Diagnostics, didYouMean } from '../base/diagnostic.ts';
import { forgetful, type Remember } from '../base/remember.ts';
import type { World } from '../base/world.ts';
import type { Briefing } from '../model/briefing.ts';
import { readCharts } from './charts.ts';
import { readConfirmed } from './confirmed.ts';
import { readDataPackage } from './data-package.ts';
import { checkParameters } from './parameters.ts';
import { readSections } from './sections.ts';
import { readSettings, type Settings } from './settings.ts';
import { readTheme } from './theme.ts';
import { readThemeUnits } from './units.ts';
import { isUnreadable } from './unreadable.ts';

/**
 * Reads a briefing's folder with the theme under it. All that is wrong is collected in `diagnostics`; throws AuthorError
 * with all of it when a whole file could not be read, since whatever refers to its content would look wrong too.
 */
export async function readBriefing(
  world: World,
  diagnostics: Diagnostics,
  remember: Remember = forgetful(world),
): Promise<Briefing> {
  const settings = await remember('settings', [], diagnostics, ({ briefing }, found) => readSettings(briefing, found));
  const languages = settings?.meta.languages ?? [];
  const [data, theme, charts, sections, confirmed] = await Promise.all([
    remember('data', [languages.join()], diagnostics, async (world, found) => {
      const units = await readThemeUnits(world, languages, found);
      return readDataPackage(world.briefing, { languages, units }, found.under('data'));
    }),
    remember('theme', [languages.join()], diagnostics, (world, found) => readTheme(world, languages, found)),
    readCharts(world.briefing, languages, diagnostics, remember),
    settings ? readSections(world.briefing, settings, diagnostics, remember) : new Map(),
    remember('confirmed', [], diagnostics, ({ briefing }, found) => readConfirmed(briefing, found)),
  ]);
  if (settings === undefined || diagnostics.list.some(isUnreadable)) throw new AuthorError(diagnostics.list);
  const parameters = checkParameters(settings.meta.parameters ?? [], data.codeLists, settings.located, diagnostics);
  // Nothing can be made for values that are not known.
  if (parameters === undefined) throw new AuthorError(diagnostics.list);
  const meta = { ...settings.meta, ...(parameters.length > 0 && { parameters }) };
  const briefing = { meta, settings: settings.located, data, sections, charts, theme, ...(confirmed && { confirmed }) };
  checkNames(briefing, settings, diagnostics);
  return briefing;
}

/** The facts and the chart that briefing.yaml names must be there. */
function checkNames({ meta, data, charts }: Briefing, { located }: Settings, diagnostics: Diagnostics): void {
  const check = (id: string | undefined, noun: 'fact' | 'chart', path: (string | number)[]) => {
    const known: ReadonlyMap<string, unknown> = noun === 'fact' ? data.facts : charts;
    if (id === undefined || known.has(id)) return;
    diagnostics.error(`${noun}-unknown`, `no ${noun} "${id}"`, located.at(path), didYouMean(id, known.keys()));
  };
  check(meta.hero, 'fact', ['hero']);
  check(meta.coverChart, 'chart', ['coverChart']);
  meta.keyFigures.forEach((figure, index) => {
    check(figure.fact, 'fact', ['keyFigures', index, 'fact']);
    check(figure.context, 'fact', ['keyFigures', index, 'context']);
  });
}
