import type { Briefing, Confirmed } from '../model/briefing.ts';
import { translationsOf } from './translations.ts';

/** What is confirmed from now on: the chosen sections with the charts they place, or everything; the rest as before. */
export function confirmationOf(briefing: Briefing, sections?: readonly string[]): Confirmed {
  const { languages } = briefing.meta;
  const before = briefing.confirmed;
  const order = languages.map((language) => before?.languages.indexOf(language) ?? -1);
  const chosen = sections && new Set(sections.flatMap((id) => [`sections/${id}`, ...chartsIn(briefing, id)]));
  const texts: Confirmed['texts'] = {};
  for (const [key, translations] of translationsOf(briefing)) {
    const kept = before?.texts[key]?.map((row) => order.map((index) => row[index] ?? ''));
    const rows = !chosen || chosen.has(key) ? translations.map(({ hashes }) => hashes) : kept;
    if (rows && rows.length > 0) texts[key] = rows;
  }
  return { languages, texts };
}

/** The file's text: a line for each text, so that two people's confirmations merge. */
export function confirmationText({ languages, texts }: Confirmed): string {
  const lines = Object.entries(texts).map(([key, rows]) => {
    const written = rows.map((row) => `      ${listOf(row)}`);
    return `    ${JSON.stringify(key)}: [\n${written.join(',\n')}\n    ]`;
  });
  return `{\n  "languages": ${listOf(languages)},\n  "texts": {\n${lines.join(',\n')}\n  }\n}\n`;
}

function chartsIn({ sections }: Briefing, id: string): string[] {
  return [...(sections.get(id)?.values() ?? [])].flatMap(({ text }) =>
    [...text.matchAll(/\{\{chart\s+"([^"]+)"/g)].map(([, chart]) => `charts/${chart}`),
  );
}

function listOf(words: readonly string[]): string {
  return `[${words.map((word) => JSON.stringify(word)).join(', ')}]`;
}
