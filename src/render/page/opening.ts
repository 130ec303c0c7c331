import { element } from '../html.ts';
import { renderInlines } from '../inline.ts';
import type { PerLanguage } from '../languages.ts';
import { qrCode } from '../qr-code.ts';
import type { PageSetting } from './setting.ts';

/** What the cover's template is given. */
export function coverData({ input, first, texts, inlines }: PageSetting) {
  const { coverChart, address } = input.report.briefing;
  const { hero, number } = first.cover;
  const picture = coverChart === undefined ? undefined : input.pictures.get(`${coverChart}:cover`)?.wide.any;
  return {
    period: texts((edition) => edition.cover.period),
    date: texts((edition) => edition.cover.date),
    number: number === undefined ? undefined : texts((edition) => edition.cover.number),
    compiled: texts((edition) => edition.cover.compiled),
    hero: hero && {
      value: inlines((edition) => edition.cover.hero?.value ?? []),
      label: texts((edition) => edition.cover.hero?.label),
    },
    picture: picture && { html: picture.svg },
    code: address === undefined ? undefined : { html: qrCode(address, first.messages['cover.address'] ?? '') },
  };
}

/** What the template of the key figures is given for each. */
export function keyFiguresData(setting: PageSetting) {
  return setting.first.keyFigures.map((_, index) => keyFigureData(index, setting));
}

function keyFigureData(index: number, { input, first, inline, texts, inlines }: PageSetting) {
  const { value = [], context = [] } = first.keyFigures[index] ?? {};
  const notes = inline.notes?.([...value, ...context], first.language) ?? [];
  const number = inlines((edition) => edition.keyFigures[index]?.value ?? []);
  return {
    value: input.medium === 'screen' ? number.map(smallerWhereLong) : number,
    label: texts((edition) => edition.keyFigures[index]?.label),
    context: context.length ? inlines((edition) => edition.keyFigures[index]?.context ?? []) : undefined,
    period: texts((edition) => edition.keyFigures[index]?.period),
    notes: notes.length > 0 ? { html: renderInlines(notes, first.language, inline) } : undefined,
  };
}

/** `25.15 billion yuan`: the screen's style sets it so that it fits a line of a phone's column. */
function smallerWhereLong({ language, html }: PerLanguage[number]): PerLanguage[number] {
  const text = html.replace(/<[^>]*>/g, '');
  const wide = text.match(/[\u2e80-\uffef]/g)?.length ?? 0;
  return { language, html: text.length + wide > 14 ? element('span', { class: 'long' }, html) : html };
}
