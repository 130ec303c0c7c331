import { expect, test } from 'vitest';
import { type Examination, examine } from '../../src/print/doctor.ts';
import { doctorText } from '../../src/print/doctor-text.ts';

test('names the browser that is missing and the one command that mends it', async () => {
  const examination = await examine({ browser: '/no/such/chrome', env: process.env });
  expect(examination.browsers[0]).toMatchObject({ path: '/no/such/chrome', chosen: true, problem: 'does not exist' });
  expect(examination.missing).toEqual([
    {
      what: 'a browser that starts: the browser named by --browser does not exist: /no/such/chrome',
      command: 'jianbao doctor',
    },
  ]);
});

test('finds the font packages of the theme', async () => {
  const { fonts } = await examine({ browser: '/no/such/chrome', env: process.env });
  expect(fonts).toHaveLength(4);
  expect(fonts.every(({ found }) => found)).toBe(true);
});

test('as text: the order of browsers, the start, what is missing', () => {
  const examination: Examination = {
    node: '20.19.0',
    platform: 'linux x64',
    browsers: [
      { kind: 'packaged', path: '/pkg/chromium.br', version: '147.0.0', why: 'packaged with jianbao', chosen: true },
      { kind: 'installed', path: '/usr/bin/chromium', why: 'installed on this machine', chosen: false },
    ],
    started: { product: 'HeadlessChrome/147.0.7727.0', sandbox: true, milliseconds: 80 },
    fonts: [{ package: 'a', found: false }],
    cache: { folder: '/home/a/.cache/jianbao', writable: true },
    missing: [{ what: 'the fonts of a', command: 'npm install a' }],
  };
  expect(doctorText(examination)).toBe(`Node.js   20.19.0
platform  linux x64
cache     /home/a/.cache/jianbao
fonts     0 of 1 packages
browsers  in the order of choice
  → packaged with jianbao, 147.0.0
      /pkg/chromium.br
    installed on this machine
      /usr/bin/chromium
started   HeadlessChrome/147.0.7727.0 in 80 ms, sandbox on

missing, and the command that mends it
  the fonts of a
    npm install a`);
});
