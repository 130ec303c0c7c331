// Bundles src/ into dist/: one file a command loads first, the rest in chunks that load when they are needed.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { parse } from 'yaml';
import { runtimes } from './bundle-runtime.js';

/** What brings files of its own (fonts, WebAssembly, browsers) is loaded from node_modules; all else is bundled. */
const external = ['@sparticuz/chromium', 'harfbuzzjs', '@expo-google-fonts/*'];

/** Puppeteer can download browsers; a build never does, so what that takes (half of all the code) stays out. */
const withoutDownloads = {
  name: 'without-downloads',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^proxy-agent$/ }, ({ path }) => ({ path, namespace: 'left-out' }));
    onLoad({ filter: /.*/, namespace: 'left-out' }, () => ({ contents: 'export class ProxyAgent {}' }));
  },
};

/** Vega would draw on a canvas if it found one; it is given the widths of letters, and draws SVG. */
const withoutCanvas = {
  name: 'without-canvas',
  setup({ onLoad }) {
    const contents = ['canvas', 'domCanvas', 'nodeCanvas', 'image'].map((name) => `export const ${name} = () => null;`);
    onLoad({ filter: /vega-canvas\.node\.js$/ }, () => ({ contents: contents.join('') }));
  },
};

/** The theme's YAML files are read here, once and for all. */
const withShippedYaml = {
  name: 'with-shipped-yaml',
  setup({ onLoad }) {
    onLoad({ filter: /read\/shipped-yaml\.ts$/ }, () => {
      const names = readdirSync('templates', { recursive: true, encoding: 'utf8' }).filter((name) =>
        name.endsWith('.yaml'),
      );
      const texts = names.sort().map((name) => readFileSync(join('templates', name), 'utf8'));
      const entries = texts.map((text) => [text, parse(text)]);
      return { contents: `export const shippedYaml = new Map(${JSON.stringify(entries)});`, loader: 'js' };
    });
  },
};

/** Threads draw charts and finish PDFs; only tests, which have no bundle, do so without. */
const withoutThreadsWork = {
  name: 'without-threads-work',
  setup({ onLoad }) {
    onLoad({ filter: /src[/\\](chart-drawer|print[/\\]finish)\.ts$/ }, () => ({
      contents: 'export const chartDrawer = undefined, finish = undefined;',
    }));
  },
};

/** Errors are told apart by their classes: a script that runs beside others has theirs (`src/load-making.ts`). */
const withCallersDiagnostics = {
  name: 'with-callers-diagnostics',
  setup({ onResolve }) {
    onResolve({ filter: /[/\\]diagnostic\.ts$/ }, () => ({ path: 'jianbao:diagnostic', external: true }));
  },
};

/** Bundled CommonJS code asks for Node's own modules with `require`. */
const banner = "import{createRequire as requireOf}from'node:module';const require=requireOf(import.meta.url);";

const common = {
  bundle: true,
  platform: 'node',
  target: 'node20.19',
  mainFields: ['module', 'main'],
  external,
  minifySyntax: true,
  sourcemap: true,
  logLevel: 'warning',
};

rmSync('dist', { recursive: true, force: true });
await build({
  ...common,
  entryPoints: {
    cli: 'src/main.ts',
    index: 'src/index.ts',
  },
  outdir: 'dist',
  splitting: true,
  format: 'esm',
  plugins: [withoutDownloads, withShippedYaml],
  banner: { js: banner },
});
// What threads run, and what makes a briefing, is one script each, a function of what it needs from outside, so that V8's
// code for it can be kept.
for (const [name, plugins] of Object.entries({
  'chart-worker': [withoutCanvas],
  'pdf-worker': [],
  making: [withoutThreadsWork, withoutDownloads, withShippedYaml, withCallersDiagnostics],
})) {
  await build({
    ...common,
    entryPoints: [`src/${name}.ts`],
    outfile: `dist/${name}.cjs`,
    format: 'cjs',
    supported: { 'dynamic-import': false },
    plugins,
    define: { 'import.meta.url': 'scriptUrl' },
    banner: { js: '(function (require, scriptUrl) { const module = {};' },
    footer: { js: 'return module.exports; })' },
  });
}
for (const name of ['chart-worker', 'pdf-worker']) {
  const start = `import { runThread } from './src/kept-thread.ts'; runThread(new URL('./${name}.cjs', import.meta.url));`;
  await build({
    ...common,
    stdin: { contents: start, resolveDir: '.' },
    outfile: `dist/${name}.js`,
    format: 'esm',
  });
}
// The page's own scripts, for browsers from about 2022 on.
await build({
  entryPoints: {
    client: 'src/client/main.ts',
    early: 'src/client/early.ts',
    preview: 'src/client/preview/main.ts',
    'figure-page': 'src/client/figure-page.ts',
  },
  outdir: 'dist',
  bundle: true,
  format: 'iife',
  target: 'es2022',
  minify: true,
  charset: 'utf8',
  logLevel: 'warning',
});
for (const options of runtimes) await build(options);

// What builds keep in a project's cache belongs to exactly this code.
const hash = createHash('sha256');
for (const name of readdirSync('dist').sort()) if (/\.c?js$/.test(name)) hash.update(readFileSync(join('dist', name)));
writeFileSync('dist/build-id', hash.digest('hex'));
