import { spawnSync } from 'node:child_process';
import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { root } from '../built.ts';
import { contentOf, copyOf, ended, run, start } from './run.ts';

let folder: string;
beforeEach(() => {
  folder = copyOf(join(root, 'tests/cases/minimal/input'), ['.']);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const html = () => ['build', folder, '--format', 'html'];
const change = (path: string, from: string, to: string) => {
  const file = join(folder, path);
  writeFileSync(file, readFileSync(file, 'utf8').replace(from, to));
};

describe('jianbao build ends with', () => {
  test('0 when all is made, and says what', async () => {
    const { code, out } = await run(html());
    expect(code).toBe(0);
    expect(out).toMatch(/minimal\.html +\d+ KB/);
    expect(Object.keys(contentOf(join(folder, 'output')))).toEqual(['manifest.json', 'minimal.html']);
  });

  test('1 for a mistake of the author, and nothing is lost', async () => {
    await run(html());
    const before = contentOf(join(folder, 'output'));
    change('briefing.yaml', 'fact: new-urban-jobs', 'fact: new-urban-jbos');
    const { code, error } = await run(html());
    expect(code).toBe(1);
    expect(error).toContain('fact-unknown');
    expect(error).toContain('did you mean "new-urban-jobs"?');
    expect(contentOf(join(folder, 'output'))).toEqual(before);
  });

  test.each([
    { words: ['built'], says: 'no command "built"' },
    { words: ['build', '--languages', 'en'], says: "unknown option '--languages'" },
    { words: ['build', '--format', 'docx'], says: '"docx" is not a format' },
    { words: ['build', '--emit', 'page'], says: 'nothing called "page" can be emitted' },
    { words: ['build', '--language', 'not a tag'], says: '"not a tag" is not a language tag' },
    { words: ['build', 'one', 'two'], says: '"two" is one word too many' },
  ])('2 for $words', async ({ words, says }) => {
    const { code, error } = await run(words);
    expect(error).toContain(says);
    expect(code).toBe(2);
  });

  test('3 without a browser, and nothing is written', async () => {
    const { code, error } = await run(['build', folder, '--browser', '/no/such/chrome']);
    expect(code).toBe(3);
    expect(error).toContain('/no/such/chrome');
    expect(existsSync(join(folder, 'output'))).toBe(false);
  });

  test('1, the author’s mistake, where a browser is missing too', async () => {
    change('briefing.yaml', 'fact: new-urban-jobs', 'fact: new-urban-jbos');
    expect((await run(['build', folder, '--browser', '/no/such/chrome'])).code).toBe(1);
  });
});

test('--json says the result as one JSON object', async () => {
  const { out, error } = await run([...html(), '--json']);
  expect(error).toBe('');
  expect(JSON.parse(out)).toMatchObject({
    ok: true,
    output: join(folder, 'output'),
    files: [{ path: 'minimal.html', format: 'html', languages: ['zh-Hans', 'en'] }, { path: 'manifest.json' }],
    diagnostics: [],
  });
});

test('--json says the mistakes with their places', async () => {
  change('briefing.yaml', 'fact: new-urban-jobs', 'fact: new-urban-jbos');
  const { code, out } = await run([...html(), '--json']);
  expect(code).toBe(1);
  const { ok, diagnostics } = JSON.parse(out);
  expect(ok).toBe(false);
  expect(diagnostics[0]).toMatchObject({ severity: 'error', code: 'fact-unknown', place: { file: 'briefing.yaml' } });
});

test('--emit report writes the document before it has words', async () => {
  expect((await run([...html(), '--emit', 'report'])).code).toBe(0);
  const { format, facts } = JSON.parse(readFileSync(join(folder, 'output/report.json'), 'utf8'));
  expect(format).toBe('jianbao-report/1');
  expect(facts['new-urban-jobs'].value).toBeGreaterThan(1_000_000);
});

test('an output folder that cannot be is told', async () => {
  const { code, error } = await run([...html(), '--output', join(folder, 'briefing.yaml')]);
  expect(code).toBe(1);
  expect(error).toContain('output-unwritable');
  expect(error).toContain('what stood there before is unchanged');
});

// A limit on the size of files is the full disk that a test can make: 16 blocks of 512 bytes or of 1 KiB.
test.runIf(process.platform !== 'win32')('a full disk is told, and the last output stays', async () => {
  await run(html());
  const before = contentOf(join(folder, 'output'));
  change('briefing.yaml', 'id: minimal', 'id: other');
  const words = [process.execPath, join(root, 'dist/cli.js'), ...html()];
  const { status, stderr } = spawnSync('sh', ['-c', 'ulimit -f 16; exec "$@"', 'sh', ...words], { encoding: 'utf8' });
  expect(stderr).toContain('disk-full');
  expect(status).toBe(1);
  expect(contentOf(join(folder, 'output'))).toEqual(before);
});

describe.runIf(process.platform === 'linux')('neither a process nor a folder of the browser is left', () => {
  const profiles = (pid?: number) => readdirSync(tmpdir()).filter((name) => name.includes(`jianbao-browser-${pid}-`));
  const processes = (pid?: number) =>
    readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .filter((name) => commandLine(name).includes(`jianbao-browser-${pid}-`));

  test('after a build', async () => {
    const child = start(['build', folder, '--quiet']);
    const { code, error } = await ended(child);
    expect([code, error]).toEqual([0, '']);
    expect([...profiles(child.pid), ...processes(child.pid)]).toEqual([]);
  });

  test('after SIGINT, nor half an output', async () => {
    const child = start(['build', folder, '--quiet']);
    const end = ended(child);
    while (processes(child.pid).length === 0 && child.exitCode === null) await soon();
    child.kill('SIGINT');
    expect((await end).code).not.toBe(0);
    while (processes(child.pid).length > 0) await soon();
    expect(profiles(child.pid)).toEqual([]);
    expect(existsSync(join(folder, 'output'))).toBe(false);
  });
});

function commandLine(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'latin1');
  } catch {
    return '';
  }
}

const soon = () => new Promise((resolve) => setTimeout(resolve, 20));

test('what a reader of a PDF would stumble over is told where the words are written', async () => {
  mkdirSync(join(folder, 'templates/styles'), { recursive: true });
  const style = 'li { text-transform: uppercase } strong { -webkit-text-stroke: 1px } h3 { display: none }\n';
  writeFileSync(join(folder, 'templates/styles/60-own.css'), style);
  appendFileSync(join(folder, 'templates/sections/jobs.zh-Hans.md'), '\n使⽤人才。\n');
  appendFileSync(
    join(folder, 'templates/sections/jobs.en.md'),
    '\n- Jobs grew\n\nJobs **rose**.\n\n### Method\n\nWords.\n',
  );
  const { code, error } = await run(['build', folder, '--format', 'pdf', '--language', 'en']);
  expect(code).toBe(1);
  expect(
    error,
  ).toBe(`templates/sections/jobs.en.md:7:1  warning  pdf-text-missing  minimal.en.pdf: “Jobs grew” cannot be read in the PDF
  7 | - Jobs grew
    | ^
  hint: a style hides it, cuts it, writes it otherwise or twice (display, overflow, text-transform, text-stroke)

templates/sections/jobs.en.md:9:1  error  pdf-type3-font  minimal.en.pdf: page 3: a font is printed as Type 3: drawings instead of letters
  9 | Jobs **rose**.
    | ^
  hint: a variable font, a colour font, synthetic bold or italic, or an outline of letters prints so; give each weight a static font file

templates/sections/jobs.en.md:9:1  warning  pdf-text-missing  minimal.en.pdf: “Jobs rose.” cannot be read in the PDF
  9 | Jobs **rose**.
    | ^
  hint: a style hides it, cuts it, writes it otherwise or twice (display, overflow, text-transform, text-stroke)

templates/sections/jobs.en.md:11:1  warning  pdf-text-missing  minimal.en.pdf: “Method” cannot be read in the PDF
  11 | ### Method
     | ^
  hint: a style hides it, cuts it, writes it otherwise or twice (display, overflow, text-transform, text-stroke)

1 error, 3 warnings
`);
  const chinese = await run(['build', folder, '--format', 'pdf', '--language', 'zh-Hans']);
  expect(
    chinese.error,
  ).toBe(`templates/sections/jobs.zh-Hans.md:7:1  error  pdf-text-changed  minimal.zh-Hans.pdf: page 3: "⽤" would be copied (U+2F64), not the letter that it looks like
  7 | 使⽤人才。
    | ^^
  hint: write "用" (U+7528)

1 error
`);
});
