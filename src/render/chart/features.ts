import { memo } from '../../base/memo.ts';

/** Vega's reader of a format. */
type Reader = ((data: unknown, format: Record<string, unknown>) => unknown) & { responseType?: string };

interface Formats {
  formats(name: string): Reader | null;
  formats(name: string, reader: Reader): unknown;
}

interface Feature {
  properties?: object;
  geometry?: object;
}

/**
 * Makes Vega take the features out of a topology once: the same one is drawn in each width and language, and in each
 * briefing of a batch. Rows are each view's own, and so are their properties; outlines are shared.
 */
export function rememberFeatures(vega: Formats): void {
  const read = vega.formats('topojson');
  if (!read) return;
  const reader: Reader = (data, format) => {
    if (typeof data !== 'object' || data === null || typeof format?.feature !== 'string') return read(data, format);
    const features = memo(data, JSON.stringify(format), [], () => read(data, format) as Feature[]);
    return features.map((feature) => ({
      ...feature,
      ...(feature.properties && { properties: { ...feature.properties } }),
    }));
  };
  vega.formats('topojson', Object.assign(reader, { responseType: read.responseType }));
}
