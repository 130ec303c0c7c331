import type { Diagnostics } from '../base/diagnostic.ts';
import type { Briefing } from '../model/briefing.ts';
import { type Translation, translationsOf } from './translations.ts';

/**
 * Tells texts that were changed in one language only since `jianbao confirm`, and texts never confirmed. Silent for a
 * briefing that has confirmed nothing yet.
 */
export function checkConfirmed(briefing: Briefing, diagnostics: Diagnostics): void {
  const { confirmed, meta } = briefing;
  if (!confirmed) return;
  const order = meta.languages.map((language) => confirmed.languages.indexOf(language));
  for (const [key, translations] of translationsOf(briefing)) {
    const rows = (confirmed.texts[key] ?? []).map((row) => order.map((index) => row[index] ?? ''));
    const known = new Set(rows.map((row) => row.join()));
    const open = translations.filter(({ hashes }) => !known.has(hashes.join()));
    if (rows.length === 0) open.splice(1);
    for (const translation of open) tell(key, translation, rows);
  }

  function tell(key: string, { hashes, places }: Translation, rows: string[][]): void {
    const half = rows.find((row) => row.some((hash, index) => hash === hashes[index]));
    const command =
      `when both say the same: jianbao confirm ${key.startsWith('sections/') ? `. ${key.slice(9)}` : ''}`.trim();
    if (!half) {
      const [place] = places;
      diagnostics.warning(
        'translation-unconfirmed',
        'nobody has confirmed that the languages say the same here',
        place,
        command,
      );
      return;
    }
    const changed = meta.languages.filter((_, index) => half[index] !== hashes[index]);
    const kept = hashes.findIndex((hash, index) => half[index] === hash);
    const place = places[meta.languages.indexOf(changed[0] ?? '')];
    diagnostics.warning(
      'translation-stale',
      `${changed.join(', ')} was changed since it was confirmed, ${meta.languages[kept]} was not`,
      places[kept],
      place && place.line !== undefined ? `${changed[0]}: ${place.file}:${place.line}` : undefined,
      command,
    );
  }
}
