// Bundles src/ into dist/: one file a command loads first, the rest in chunks that load when they are needed.
import { rmSync } from 'node:fs';
import { build } from 'esbuild';

/** What brings files of its own (fonts, WebAssembly, browsers) is loaded from node_modules; all else is bundled. */
const external = ['@sparticuz/chromium', 'subset-font', '@expo-google-fonts/*'];

/** Puppeteer can download browsers; a build never does, so what that takes (half of all the code) stays out. */
const withoutDownloads = {
  name: 'without-downloads',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^proxy-agent$/ }, ({ path }) => ({ path, namespace: 'left-out' }));
    onLoad({ filter: /.*/, namespace: 'left-out' }, () => ({ contents: 'export class ProxyAgent {}' }));
  },
};

/** Bundled CommonJS code asks for Node's own modules with `require`. */
const banner = "import{createRequire as requireOf}from'node:module';const require=requireOf(import.meta.url);";

rmSync('dist', { recursive: true, force: true });
await build({
  entryPoints: {
    cli: 'src/main.ts',
    index: 'src/index.ts',
    'chart-worker': 'src/chart-worker.ts',
    'pdf-worker': 'src/pdf-worker.ts',
  },
  outdir: 'dist',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  mainFields: ['module', 'main'],
  external,
  plugins: [withoutDownloads],
  banner: { js: banner },
  minifySyntax: true,
  sourcemap: true,
  logLevel: 'warning',
});
// The page's own scripts, for browsers from about 2022 on.
await build({
  entryPoints: { client: 'src/client/main.ts', early: 'src/client/early.ts' },
  outdir: 'dist',
  bundle: true,
  format: 'iife',
  target: 'es2022',
  minify: true,
  charset: 'utf8',
  logLevel: 'warning',
});
