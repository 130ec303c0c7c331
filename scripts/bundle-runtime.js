// Bundles the runtime of charts with parameters: Vega as far as Vega-Lite's charts need it, drawing SVG only.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Modules of Vega that only serve canvas, headless drawing, loading, or geometry that Vega-Lite never asks for. */
const emptied = [
  /vega-scenegraph\/src\/(CanvasRenderer|HybridRenderer|HybridHandler|SVGStringRenderer)\.js$/,
  /vega-expression\//,
  /d3-dsv\//,
  /vega-canvas\/src\/nodeCanvas/,
  /vega-loader\/src\/formats\/dsv\.js$/,
  /d3-timer\//,
  /d3-ease\//,
];

/** What most charts do not need: maps, statistics, named colour schemes. The page carries it when one does. */
const rare = [
  /\/(d3-geo|vega-geo|vega-projection|d3-geo-projection|topojson-client|vega-regression|d3-scale-chromatic)\//,
  /vega-scale\/src\/palettes\.js$/,
  /vega-statistics\/src\/(normal|lognormal|mixture|kde|uniform|integer|regression\/.*)\.js$/,
  /vega-transforms\/src\/(Density|KDE|DotBin|Quantile)\.js$/,
];

const without = (emptied) => ({
  name: 'without-the-rest',
  setup(bundle) {
    // The sources, module by module: what is emptied is a part of a package.
    bundle.onResolve({ filter: /^vega-[a-z-]+$/ }, ({ path }) => {
      const index = ['index.browser.js', 'index.js']
        .map((name) => join(root, 'node_modules', path, name))
        .find(existsSync);
      return index && { path: index, sideEffects: false };
    });
    bundle.onLoad({ filter: /node_modules/ }, ({ path }) => {
      if (!emptied.some((pattern) => pattern.test(path.replaceAll('\\', '/')))) return undefined;
      return { contents: emptyModule(readFileSync(path, 'utf8')) };
    });
  },
});

/** A module with the same exports, each a function that does nothing. */
function emptyModule(source) {
  const declared = source.matchAll(/export\s+(?:async\s+)?(?:function\*?|class|const|let|var)\s+(\w+)/g);
  const listed = source.matchAll(/export\s*\{([^}]*)\}/g);
  const names = [
    ...[...declared].map(([, name]) => name),
    ...[...listed].flatMap(([, list]) =>
      list.split(',').map((each) =>
        each
          .trim()
          .split(/\s+as\s+/)
          .at(-1),
      ),
    ),
  ].filter((name) => /^\w+$/.test(name) && name !== 'default');
  return `${[...new Set(names)].map((name) => `export function ${name}() {}`).join('\n')}\nexport default function () {}`;
}

const options = {
  outdir: 'dist',
  bundle: true,
  format: 'iife',
  target: 'es2022',
  minify: true,
  charset: 'utf8',
  logLevel: 'warning',
};

/** esbuild's options for the two runtimes: for most charts, and for all. */
export const runtimes = [
  { ...options, entryPoints: { runtime: 'src/client/runtime/main.ts' }, plugins: [without([...emptied, ...rare])] },
  { ...options, entryPoints: { 'runtime-full': 'src/client/runtime/main.ts' }, plugins: [without(emptied)] },
];
