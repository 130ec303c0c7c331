import { strToU8, zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { Diagnostics } from '../../src/base/diagnostic.ts';
import { readXlsx } from '../../src/read/xlsx.ts';

const jobs = [
  '<row r="1"><c r="A1" t="inlineStr"><is><t>year</t></is></c><c r="B1" t="inlineStr"><is><t>jobs</t></is></c><c r="C1" t="inlineStr"><is><t>说明</t></is></c></row>',
  '<row r="2"><c r="A2"><v>2022</v></c><c r="B2"><v>121.19999999999999</v></c></row>',
  '<row r="4"><c r="A4"><v>2023</v></c><c r="B4"><v>1.245E2</v></c><c r="C4" t="inlineStr"><is><t>终值</t></is></c></row>',
].join('');

test('numbers are read with the 15 digits that Excel shows, empty rows are left out', async () => {
  const { grid } = await read(workbook({ Jobs: jobs }));
  expect(grid?.head).toEqual(['year', 'jobs', '说明']);
  expect(grid?.rows.map((row) => row.cells)).toEqual([
    ['2022', '121.2', null],
    ['2023', '124.5', '终值'],
  ]);
});

test('a cell knows its sheet and address, empty rows counted', async () => {
  const { grid } = await read(workbook({ Jobs: jobs }));
  expect(grid?.rows[1]?.at(1)).toEqual({ file: 'jobs.xlsx', sheet: 'Jobs', cell: 'B4' });
});

test('a sheet is chosen by name or by number', async () => {
  const bytes = workbook({ Notes: '<row r="1"><c r="A1" t="inlineStr"><is><t>note</t></is></c></row>', 数据: jobs });
  expect((await read(bytes)).grid?.head).toEqual(['note']);
  expect((await read(bytes, 2)).grid?.head).toEqual(['year', 'jobs', '说明']);
  expect((await read(bytes, '数据')).grid?.head).toEqual(['year', 'jobs', '说明']);
});

test('a sheet that is not there is an error that names those that are', async () => {
  expect((await read(workbook({ Jobs: jobs }), 'Job')).told).toMatchObject([
    { code: 'sheet-unknown', message: 'no sheet "Job"', hints: ['the workbook has: Jobs'] },
  ]);
});

test('an empty sheet and a file that is no workbook are errors', async () => {
  expect((await read(workbook({ Jobs: '' }))).told).toMatchObject([{ code: 'xlsx-empty' }]);
  expect((await read(strToU8('year,jobs\n'))).told).toMatchObject([{ code: 'xlsx-malformed' }]);
  expect((await read(new Uint8Array(0))).told).toMatchObject([{ code: 'xlsx-malformed' }]);
});

test('a workbook that would unpack to more than 64 MB is refused before it is unpacked', async () => {
  const bomb = workbook({ Jobs: `${jobs}${' '.repeat(65 * 1024 * 1024)}` });
  expect(bomb.length).toBeLessThan(1024 * 1024);
  expect((await read(bomb)).told).toMatchObject([{ code: 'xlsx-too-large' }]);
});

async function read(bytes: Uint8Array, sheet?: string | number) {
  const diagnostics = new Diagnostics();
  return { grid: await readXlsx(bytes, 'jobs.xlsx', diagnostics, sheet), told: diagnostics.list };
}

/** A workbook (ECMA-376) with only the parts that a reader needs: sheet name → rows as XML. */
function workbook(sheets: Record<string, string>): Uint8Array {
  const names = Object.keys(sheets);
  const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
  const document = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  const packageUri = 'http://schemas.openxmlformats.org/package/2006';
  const list = names
    .map((name, index) => `<sheet name="${name}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`)
    .join('');
  const links = names
    .map(
      (_, index) =>
        `<Relationship Id="rId${index + 1}" Type="${document}/worksheet" Target="worksheets/sheet${index + 1}.xml"/>`,
    )
    .join('');
  const files: Record<string, string> = {
    '[Content_Types].xml': `<Types xmlns="${packageUri}/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>`,
    '_rels/.rels': `<Relationships xmlns="${packageUri}/relationships"><Relationship Id="rId1" Type="${document}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `<workbook xmlns="${main}" xmlns:r="${document}"><sheets>${list}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${packageUri}/relationships">${links}</Relationships>`,
  };
  for (const [index, name] of names.entries()) {
    files[`xl/worksheets/sheet${index + 1}.xml`] =
      `<worksheet xmlns="${main}"><sheetData>${sheets[name]}</sheetData></worksheet>`;
  }
  return zipSync(Object.fromEntries(Object.entries(files).map(([path, text]) => [path, strToU8(text)])));
}
