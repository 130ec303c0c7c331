import { expect, test } from 'vitest';
import { Diagnostics } from '../../src/base/diagnostic.ts';
import { memoryFolder } from '../../src/base/memory-folder.ts';
import { readTheme } from '../../src/read/theme.ts';
import { readThemeUnits } from '../../src/read/units.ts';

const shipped = {
  'layouts/page.hbs': 'shipped page',
  'partials/card.hbs': 'shipped card',
  'styles/page.css': '/* shipped */',
  'styles/a.css': '/* first */',
  'styles/chart.yaml': 'font: Serif\n',
  'messages.yaml': 'figure: { zh-Hans: 图, en: Figure }\ntable: { zh-Hans: 表, en: Table }\n',
  'units.yaml': 'person: { title: 人, pattern: "{n}人", scale: compact }\n',
  'sections/glance.en.md': 'not part of a theme',
};

test('a file of the briefing takes the place of the shipped one of its name', async () => {
  const { theme } = await read({
    'templates/partials/card.hbs': 'own card',
    'templates/partials/extra.hbs': 'own extra',
  });
  expect(theme.layouts.get('page')).toEqual({ file: 'theme:layouts/page.hbs', text: 'shipped page' });
  expect(theme.partials.get('card')).toEqual({ file: 'templates/partials/card.hbs', text: 'own card' });
  expect([...theme.partials.keys()]).toEqual(['card', 'extra']);
  expect([...theme.styles.keys()]).toEqual(['a.css', 'page.css']);
});

test('messages are laid over each other key by key and language by language', async () => {
  const { theme } = await read({ 'templates/messages.yaml': 'figure: { en: Chart }\nextra: 附\n' });
  expect(theme.messages).toEqual({
    figure: { 'zh-Hans': '图', en: 'Chart' },
    table: { 'zh-Hans': '表', en: 'Table' },
    extra: '附',
  });
});

test('a language that the theme lacks is one error, which says how much is missing', async () => {
  const { told } = await read({}, ['zh-Hans', 'fr']);
  expect(told.map(({ message }) => message)).toEqual(['no fr for messages "figure", "table"']);
});

test('a language that the theme lacks can be given by the briefing', async () => {
  const { theme, told } = await read(
    { 'templates/messages.yaml': 'figure: { fr: Figure }\ntable: { fr: Tableau }\n' },
    ['zh-Hans', 'fr'],
  );
  expect(told).toEqual([]);
  expect(theme.messages.table).toEqual({ 'zh-Hans': '表', en: 'Table', fr: 'Tableau' });
});

test('the chart settings are the briefing’s own, else the shipped ones', async () => {
  expect((await read({})).theme.chartConfig).toEqual({ font: 'Serif' });
  expect((await read({ 'templates/styles/chart.yaml': 'font: Sans\n' })).theme.chartConfig).toEqual({ font: 'Sans' });
});

test('units of the briefing stand beside the shipped ones, or in their place', async () => {
  const own = { 'templates/units.yaml': 'vehicle: { title: 辆, pattern: "{n}辆", scale: compact }\n' };
  const units = await readThemeUnits(
    { theme: memoryFolder(shipped), briefing: memoryFolder(own) },
    ['zh-Hans'],
    new Diagnostics(),
  );
  expect([...units.keys()]).toEqual(['person', 'vehicle']);
});

async function read(own: Record<string, string>, languages = ['zh-Hans', 'en']) {
  const diagnostics = new Diagnostics();
  const theme = await readTheme({ theme: memoryFolder(shipped), briefing: memoryFolder(own) }, languages, diagnostics);
  return { theme, told: diagnostics.list };
}
