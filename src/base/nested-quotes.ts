import { isChinese, type LanguageTag } from './language.ts';

/** A title as it stands inside the marks of its language: 《…〈…〉…》 (GB/T 15834) and “… ‘…’ …”. */
export function nestQuotes(title: string, language: LanguageTag): string {
  const inner: Record<string, string> = isChinese(language) ? { '《': '〈', '》': '〉' } : { '“': '‘', '”': '’' };
  return title.replace(/[《》“”]/g, (mark) => inner[mark] ?? mark);
}
