import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { connect, createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { RequestError } from '../../src/base/diagnostic.ts';
import { type Browser, openBrowser } from '../../src/print/browser.ts';
import { findBrowser } from '../../src/print/find-browser.ts';
import { build, outputOf, type Scene, scene } from '../faults/kit.ts';
import { root } from '../root.ts';

// What would come past the reading of templates meets a browser that reaches nobody: a listener counts who comes.

let listener: Server;
let port = 0;
let visits = 0;
let browser: Browser;
let place: Scene;
beforeAll(async () => {
  listener = createServer((socket) => {
    visits += 1;
    socket.destroy();
  });
  await new Promise<void>((resolve) => listener.listen(0, '::', resolve));
  port = (listener.address() as { port: number }).port;
  browser = await openBrowser(await findBrowser({ env: process.env }), { env: process.env, pages: 1 });
  place = scene();
});
afterAll(async () => {
  await browser?.close();
  place?.close();
  listener.close();
});

/** Addresses of the listener: by number, by name, as IPv6, as IPv4 inside IPv6, as one decimal number. */
const hosts = ['127.0.0.1', 'localhost', 'print.example', '[::1]', '[::ffff:127.0.0.1]', '2130706433', '0x7f000001'];

/** Everything by which a page reaches out; it is ready when its scripts have been refused. */
function reaching(host: string): string {
  const at = (name: string) => `http://${host}:${port}/${name}`;
  const scripts = `
    const failed = [];
    const wait = (start) => failed.push(new Promise((done) => { try { start(done); } catch { done(); } }));
    wait((done) => { const socket = new WebSocket('ws://${host}:${port}/ws'); socket.onerror = socket.onopen = done; });
    wait((done) => { const source = new EventSource('${at('events')}'); source.onerror = source.onopen = done; });
    wait((done) => { const worker = new Worker('${at('worker.js')}'); worker.onerror = done; });
    wait((done) => { const own = new Blob(["fetch('${at('inner')}').catch(() => {}).then(() => postMessage(1))"]);
      const worker = new Worker(URL.createObjectURL(own)); worker.onmessage = worker.onerror = done; });
    wait((done) => fetch('${at('fetch')}').then(done, done));
    wait((done) => import('${at('module.js')}').then(done, done));
    navigator.sendBeacon('${at('beacon')}', 'x');
    Promise.all(failed).then(() => { delete document.documentElement.dataset.ready; });`;
  return `<!doctype html><html data-ready="pending"><head>
    <link rel="preconnect" href="${at('')}"><link rel="dns-prefetch" href="${at('')}"><link rel="prefetch" href="${at('prefetch')}">
    <link rel="preload" as="image" href="${at('preload.png')}"><link rel="modulepreload" href="${at('modulepreload.js')}">
    <link rel="icon" href="${at('icon.png')}"><link rel="manifest" href="${at('manifest')}">
    <style>@import url(${at('import.css')}); @font-face { font-family: far; src: url(${at('font.woff2')}) }
      body { background: url(${at('background.png')}); font-family: far } li { list-style-image: url(${at('list.png')}) }
    </style></head><body><ul><li>a</ul><img src="${at('image.png')}"><video src="${at('video.mp4')}" poster="${at('poster.png')}"></video>
    <iframe src="${at('frame')}"></iframe><object data="${at('object')}"></object><embed src="${at('embed')}">
    <svg><use href="${at('use.svg')}#a"/><image href="${at('svg.png')}"/></svg><script>${scripts}</script></body></html>`;
}

test.each(hosts)('a page that reaches out to %s in every way is refused, and reaches nobody', async (host) => {
  const error = await browser.printPdf(reaching(host), { name: 'a.pdf', timeout: 20_000 }).then(
    () => undefined,
    (thrown) => thrown,
  );
  expect(error).toBeInstanceOf(RequestError);
  // What a browser refuses by itself, such as a style over http in a page over https, it does not ask for.
  expect((error as RequestError).addresses.some((address) => address.endsWith('/image.png'))).toBe(true);
});

test('an address that a template hides is refused in print, and told with its place', async () => {
  mkdirSync(join(place.folder, 'templates/layouts'), { recursive: true });
  const shipped = readFileSync(join(root, 'templates/layouts/page.hbs'), 'utf8');
  const hiding = `<body>\n  <p style="background: u{{#if print}}rl{{/if}}(http://127.0.0.1:${port}/hidden.png)">Words.</p>`;
  const written = shipped.replace('<body>', hiding);
  const line = written.slice(0, written.indexOf('hidden.png')).split('\n').length;
  writeFileSync(join(place.folder, 'templates/layouts/page.hbs'), written);
  const { code, error } = await build(place, { words: ['--format', 'html,pdf'] });
  const told = error.replaceAll(`:${port}`, ':8');
  expect(told).toContain(
    `templates/layouts/page.hbs:${line}:49  error  page-request  minimal.en.pdf: the page asks for http://127.0.0.1:8/hidden.png, which is not inside the document`,
  );
  expect([code, outputOf(place)]).toEqual([1, {}]);
});

test('nobody came to the listener, who counts', async () => {
  expect(visits).toBe(0);
  const guest = connect(port, '127.0.0.1');
  await new Promise((resolve) => guest.once('close', resolve));
  expect(visits).toBe(1);
});
