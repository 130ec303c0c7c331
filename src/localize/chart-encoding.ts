import type { LanguageTag } from '../base/language.ts';
import {
  childrenOf,
  type DataScope,
  fieldName,
  keepsUnit,
  openScope,
  type Scope,
  scopeInside,
} from '../model/chart-scope.ts';
import type { Column } from '../model/data.ts';
import { isObject, listOf, objectOr, type Spec } from '../model/spec.ts';
import { joinTexts, textsOf } from './chart-strings.ts';

/** What the encodings of one chart are worded with. */
export interface EncodingContext {
  languages: readonly LanguageTag[];
  dataScope: DataScope;
  /** True when a wording comes out the same in all languages, as `46%` does in zh-Hans and en. */
  sameInAll: (format: Spec) => boolean;
}

/**
 * Fills in what the data package knows: units, code labels and titles on the axes, legends, headers, texts and tooltips
 * whose field is a column of a table. What the author set stays.
 */
export function wordEncodings(spec: Spec, context: EncodingContext): Spec {
  return wordView(spec, openScope, context, new Set());
}

const axisChannels = new Set(['x', 'y']);
const legendChannels = new Set(
  'color fill stroke opacity fillOpacity strokeOpacity strokeWidth size shape strokeDash angle'.split(' '),
);
const headerChannels = new Set(['row', 'column', 'facet']);
const lineHeight = 13;

function wordView(spec: Spec, inherited: Scope, context: EncodingContext, titled: Set<string>): Spec {
  const scope = scopeInside(spec, inherited, context.dataScope);
  const worded: Spec = { ...spec };
  const children = childrenOf(spec, []);
  if (isObject(spec.encoding)) {
    const channels = Object.entries(spec.encoding).map(([channel, def]) => [
      channel,
      Array.isArray(def)
        ? def.map((one) => wordChannel(channel, objectOr(one), scope, context, titled))
        : isObject(def)
          ? wordChannel(channel, def, scope, context, titled)
          : def,
    ]);
    worded.encoding = Object.fromEntries(channels);
  }
  if (isObject(spec.facet)) worded.facet = wordFacet(spec.facet, scope, context);
  for (const { child, path } of children) {
    const [key, index] = path as [string, number | undefined];
    const words = wordView(child, scope, context, key === 'layer' ? titled : new Set());
    if (index === undefined) worded[key] = words;
    else worded[key] = (worded[key] as unknown[]).map((old, i) => (i === index ? words : old));
  }
  return children.length === 0 ? withFactTexts(withRoomForLines(worded, context), scope, context) : worded;
}

function wordFacet(facet: Spec, scope: Scope, context: EncodingContext): Spec {
  if ('field' in facet) return wordChannel('facet', facet, scope, context, new Set());
  const parts = Object.entries(facet).map(([key, def]) => [
    key,
    isObject(def) ? wordChannel(key, def, scope, context, new Set()) : def,
  ]);
  return Object.fromEntries(parts);
}

function wordChannel(channel: string, def: Spec, scope: Scope, context: EncodingContext, titled: Set<string>): Spec {
  const column = typeof def.field === 'string' ? scope.fields.get(fieldName(def.field)) : undefined;
  if (axisChannels.has(channel)) return wordGuide('axis', channel, def, column, context, titled);
  if (legendChannels.has(channel)) {
    const conditions = listOf(def.condition).map((entry) =>
      isObject(entry) && 'field' in entry ? wordChannel(channel, entry, scope, context, titled) : entry,
    );
    const condition = Array.isArray(def.condition) ? conditions : conditions[0];
    const whole = condition === undefined ? def : { ...def, condition };
    return 'field' in def ? wordGuide('legend', channel, whole, column, context, titled) : whole;
  }
  if (headerChannels.has(channel)) return wordGuide('header', channel, def, column, context, new Set());
  if (channel === 'text' || channel === 'tooltip') return wordText(channel, def, column, context);
  return def;
}

/** An axis, legend or header: `format` and `title` of the guide, unless it is switched off or set. */
function wordGuide(
  guide: 'axis' | 'legend' | 'header',
  channel: string,
  def: Spec,
  column: Column | undefined,
  context: EncodingContext,
  titled: Set<string>,
): Spec {
  if (def[guide] === null) return def;
  const written = objectOr(def[guide]);
  const worded: Spec = { ...written };
  const set = ['format', 'formatType', 'labelExpr'].some((key) => key in written) || written.labels === false;
  const format = set ? authorsFormat(written) : columnFormat(def, column);
  if (guide === 'legend' && format && isDiscretising(def)) {
    Object.assign(worded, boundaryLabels(def, { ...format, lines: true }), written);
  } else if (format)
    Object.assign(worded, placed(format, guide === 'axis' && !(channel === 'y' && 'codeList' in format), context));
  else if (!set && column?.type === 'year' && isQuantitative(def)) worded.format = 'd';
  if (guide === 'axis' && channel === 'y' && objectOr(worded.format).lines === true && !('labelOffset' in written)) {
    worded.labelLineHeight = lineHeight;
    worded.labelOffset = (-(context.languages.length - 1) * lineHeight) / 2;
  }
  const title = titleOf(def, written, column, guide, channel, context, titled);
  if (title !== undefined) worded.title = title;
  return Object.keys(worded).length > 0 ? { ...def, [guide]: worded } : def;
}

function isDiscretising(def: Spec): boolean {
  return ['threshold', 'quantile', 'quantize', 'bin-ordinal'].includes(String(objectOr(def.scale).type));
}

/** Vega labels the boundaries between classes, and the open start with −∞. */
function boundaryLabels(def: Spec, format: Spec): Spec {
  const { domain, range } = objectOr(def.scale);
  const classes = Array.isArray(range) ? range.length : Array.isArray(domain) ? domain.length + 1 : 0;
  return {
    labelExpr: `isFinite(datum.value) ? words(datum.value, ${JSON.stringify(format)}) : ''`,
    ...(classes > 1 && { gradientLength: classes * 56 }),
  };
}

function wordText(channel: string, def: Spec, column: Column | undefined, context: EncodingContext): Spec {
  const set = 'format' in def || 'formatType' in def;
  const format = set ? authorsFormat(def) : columnFormat(def, column, channel === 'tooltip');
  const worded: Spec = format ? { ...def, ...placed(format, channel === 'text', context) } : { ...def };
  const title = columnTitle(column, context.languages);
  if (channel === 'tooltip' && !('title' in def) && title !== undefined) worded.title = title;
  return worded;
}

/** How the values of a column are worded, as parameters of the format type `words`. */
function columnFormat(def: Spec, column: Column | undefined, spelled = false): Spec | undefined {
  if (!column || def.timeUnit !== undefined || def.stack === 'normalize') return undefined;
  if (def.aggregate !== undefined && !keepsUnit(def.aggregate)) return undefined;
  if (column.codeList) return { codeList: column.codeList, short: true };
  if (column.unit) return { unit: column.unit };
  if (column.type === 'period' || (column.type === 'year' && spelled)) return { period: true };
  return undefined;
}

function authorsFormat(written: Spec): Spec | undefined {
  return written.formatType === 'words' ? objectOr(written.format) : undefined;
}

/** The format type with its parameters; `lines` lets several languages stand one under the other. */
function placed(format: Spec, lines: boolean, context: EncodingContext): Spec {
  const several = lines && context.languages.length > 1 && !('lines' in format) && !context.sameInAll(format);
  return { formatType: 'words', format: several ? { ...format, lines: true } : format };
}

function titleOf(
  def: Spec,
  written: Spec,
  column: Column | undefined,
  guide: string,
  channel: string,
  context: EncodingContext,
  titled: Set<string>,
): string | null | undefined {
  if ('title' in written || 'title' in def || !column || def.aggregate === 'count') return undefined;
  if (guide === 'header' || column.codeList || ['year', 'date', 'period'].includes(column.type)) return null;
  if (titled.has(channel)) return null;
  titled.add(channel);
  return columnTitle(column, context.languages);
}

function columnTitle(column: Column | undefined, languages: readonly LanguageTag[]): string | undefined {
  const texts = textsOf(column?.shortTitle ?? column?.title, languages);
  return texts.length > 0 ? joinTexts(texts, languages) : undefined;
}

function isQuantitative(def: Spec): boolean {
  return def.type === 'quantitative' || def.bin !== undefined;
}

/** Lifts a text mark of several lines by what its baseline asks for: Vega hangs further lines under the first. */
function withRoomForLines(view: Spec, context: EncodingContext, least = 1): Spec {
  const mark = typeof view.mark === 'string' ? { type: view.mark } : objectOr(view.mark);
  if (mark.type !== 'text') return view;
  const text = objectOr(objectOr(view.encoding).text);
  const lines =
    linesOf(text.value ?? mark.text) ?? (objectOr(text.format).lines === true ? context.languages.length : least);
  if (lines < 2) return view;
  const height = typeof mark.lineHeight === 'number' ? mark.lineHeight : lineHeight;
  const lift = shareAbove(mark.baseline) * (lines - 1) * height;
  const written = isObject(mark.dy) ? mark.dy.expr : mark.dy;
  const dy = typeof written === 'string' ? { expr: `(${written}) - ${lift}` } : Number(written ?? 0) - lift;
  return { ...view, mark: { ...mark, lineHeight: height, dy } };
}

/** How much of the further lines belongs above the anchor. */
function shareAbove(baseline: unknown): number {
  if (baseline === 'bottom' || baseline === 'line-bottom' || baseline === 'alphabetic') return 1;
  return baseline === 'top' || baseline === 'line-top' ? 0 : 0.5;
}

function linesOf(value: unknown): number | undefined {
  return Array.isArray(value) ? value.length : undefined;
}

/** Texts of facts say the qualifier too (`超过9800人`), each in its own unit. */
function withFactTexts(view: Spec, scope: Scope, context: EncodingContext): Spec {
  const text = objectOr(objectOr(view.encoding).text);
  const facts = scope.fields.get('fact')?.codeList === '@facts' && scope.fields.has('qualifier');
  if (!facts || text.field !== 'value' || text.aggregate !== undefined) return view;
  const { format, formatType, field: _, type: __, ...rest } = text;
  if (formatType !== undefined && formatType !== 'words') return view;
  const { unit, ...given } = objectOr(format);
  const wording = JSON.stringify({ ...given, lines: context.languages.length > 1 }).slice(1, -1);
  const ofUnit = typeof unit === 'string' && formatType !== undefined ? JSON.stringify(unit) : 'datum.unit';
  const calculate = `words(datum.value, {unit: ${ofUnit}, qualifier: datum.qualifier, upper: datum.upper, ${wording}})`;
  const as = 'value in words';
  const worded: Spec = {
    ...view,
    transform: [...listOf(view.transform), { calculate, as }],
    encoding: { ...objectOr(view.encoding), text: { ...rest, field: as, type: 'nominal' } },
  };
  return withRoomForLines(worded, context, context.languages.length);
}
