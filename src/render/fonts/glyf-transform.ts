/**
 * Rewrites TrueType outlines the way WOFF2 compresses best (“WOFF File Format 2.0”, section 5.1): like things together in
 * streams, point by point. `indexFormat` is that of `head`: 0 for offsets of two bytes, 1 for four.
 */
export function transformGlyf(glyf: Buffer, loca: Buffer, indexFormat: number): Buffer {
  const offsets = readOffsets(loca, indexFormat);
  const glyphCount = offsets.length - 1;
  const streams = emptyStreams(glyphCount);
  for (let glyph = 0; glyph < glyphCount; glyph++) {
    const bytes = glyf.subarray(offsets[glyph], offsets[glyph + 1]);
    if (bytes.length === 0) writeInt16(streams.contourCounts, 0);
    else if (bytes.readInt16BE(0) < 0) writeComposite(bytes, glyph, streams);
    else writeSimple(bytes, glyph, streams);
  }
  const parts = [
    streams.contourCounts,
    streams.pointCounts,
    streams.flags,
    streams.points,
    streams.composites,
    [...streams.boxBits, ...streams.boxes],
    streams.instructions,
  ].map((bytes) => Buffer.from(bytes));
  const header = Buffer.alloc(8 + 4 * parts.length);
  header.writeUInt16BE(glyphCount, 4);
  header.writeUInt16BE(indexFormat, 6);
  parts.forEach((part, i) => {
    header.writeUInt32BE(part.length, 8 + 4 * i);
  });
  return Buffer.concat([header, ...parts]);
}

interface Streams {
  contourCounts: number[];
  pointCounts: number[];
  flags: number[];
  points: number[];
  composites: number[];
  /** One bit a glyph: whether its bounding box is written. */
  boxBits: Uint8Array;
  boxes: number[];
  instructions: number[];
}

function emptyStreams(glyphCount: number): Streams {
  const boxBits = new Uint8Array(4 * Math.ceil(glyphCount / 32));
  return {
    contourCounts: [],
    pointCounts: [],
    flags: [],
    points: [],
    composites: [],
    boxBits,
    boxes: [],
    instructions: [],
  };
}

function readOffsets(loca: Buffer, indexFormat: number): number[] {
  if (indexFormat === 0) return Array.from({ length: loca.length / 2 }, (_, i) => 2 * loca.readUInt16BE(2 * i));
  return Array.from({ length: loca.length / 4 }, (_, i) => loca.readUInt32BE(4 * i));
}

function writeSimple(glyph: Buffer, index: number, streams: Streams): void {
  const contours = glyph.readInt16BE(0);
  writeInt16(streams.contourCounts, contours);
  let points = 0;
  for (let i = 0; i < contours; i++) {
    const last = glyph.readUInt16BE(10 + 2 * i);
    write255(streams.pointCounts, last + 1 - points);
    points = last + 1;
  }
  const instructionsAt = 12 + 2 * contours;
  const instructions = glyph.subarray(instructionsAt, instructionsAt + glyph.readUInt16BE(instructionsAt - 2));
  const outline = readOutline(glyph, instructionsAt + instructions.length, points);
  for (let i = 0; i < points; i++) {
    writePoint(outline.dx[i] ?? 0, outline.dy[i] ?? 0, ((outline.flags[i] ?? 0) & onCurve) !== 0, streams);
  }
  writeInstructions(instructions, streams);
  if (!boxOf(outline).every((edge, i) => edge === glyph.readInt16BE(2 + 2 * i))) writeBox(glyph, index, streams);
}

interface Outline {
  flags: number[];
  dx: number[];
  dy: number[];
}

// Flags of a point in `glyf`.
const onCurve = 1;
const repeat = 8;

function readOutline(glyph: Buffer, start: number, points: number): Outline {
  const flags: number[] = [];
  let at = start;
  while (flags.length < points) {
    const flag = glyph.readUInt8(at++);
    const times = flag & repeat ? glyph.readUInt8(at++) + 1 : 1;
    for (let i = 0; i < times; i++) flags.push(flag);
  }
  /** `short`: one byte; `same`: positive when short, else unchanged. */
  const readDeltas = (short: number, same: number) =>
    flags.map((flag) => {
      if (flag & short) return flag & same ? glyph.readUInt8(at++) : -glyph.readUInt8(at++);
      if (flag & same) return 0;
      at += 2;
      return glyph.readInt16BE(at - 2);
    });
  const dx = readDeltas(2, 16);
  const dy = readDeltas(4, 32);
  return { flags, dx, dy };
}

/** xMin, yMin, xMax, yMax of all points, as a decoder computes them. */
function boxOf({ dx, dy }: Outline): [number, number, number, number] {
  const [left, right] = extent(dx);
  const [bottom, top] = extent(dy);
  return [left, bottom, right, top];
}

function extent(deltas: number[]): [number, number] {
  let position = 0;
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const delta of deltas) {
    position += delta;
    if (position < low) low = position;
    if (position > high) high = position;
  }
  return deltas.length === 0 ? [0, 0] : [low, high];
}

/** One flag and one to four bytes a point, by the size of its step (section 5.2, “triplet encoding”). */
function writePoint(dx: number, dy: number, isOnCurve: boolean, { flags, points }: Streams): void {
  const curve = isOnCurve ? 0 : 128;
  const [x, y] = [Math.abs(dx), Math.abs(dy)];
  const xSign = dx < 0 ? 0 : 1;
  const ySign = dy < 0 ? 0 : 1;
  const signs = xSign + 2 * ySign;
  if (dx === 0 && y < 1280) {
    flags.push(curve + ((y & 0xf00) >> 7) + ySign);
    points.push(y & 0xff);
  } else if (dy === 0 && x < 1280) {
    flags.push(curve + 10 + ((x & 0xf00) >> 7) + xSign);
    points.push(x & 0xff);
  } else if (x < 65 && y < 65) {
    flags.push(curve + 20 + ((x - 1) & 0x30) + (((y - 1) & 0x30) >> 2) + signs);
    points.push((((x - 1) & 0xf) << 4) | ((y - 1) & 0xf));
  } else if (x < 769 && y < 769) {
    flags.push(curve + 84 + 12 * (((x - 1) & 0x300) >> 8) + (((y - 1) & 0x300) >> 6) + signs);
    points.push((x - 1) & 0xff, (y - 1) & 0xff);
  } else if (x < 4096 && y < 4096) {
    flags.push(curve + 120 + signs);
    points.push(x >> 4, ((x & 0xf) << 4) | (y >> 8), y & 0xff);
  } else {
    flags.push(curve + 124 + signs);
    points.push(x >> 8, x & 0xff, y >> 8, y & 0xff);
  }
}

// Flags of a component of a composite glyph.
const wordArguments = 1;
const scaled = 8;
const moreComponents = 32;
const scaledInBoth = 64;
const matrix = 128;
const hasInstructions = 256;

function writeComposite(glyph: Buffer, index: number, streams: Streams): void {
  writeInt16(streams.contourCounts, -1);
  let end = 10;
  let allFlags = 0;
  for (let flags = moreComponents; flags & moreComponents; ) {
    flags = glyph.readUInt16BE(end);
    allFlags |= flags;
    end += 4 + (flags & wordArguments ? 4 : 2);
    if (flags & scaled) end += 2;
    else if (flags & scaledInBoth) end += 4;
    else if (flags & matrix) end += 8;
  }
  append(streams.composites, glyph.subarray(10, end));
  if (allFlags & hasInstructions) {
    writeInstructions(glyph.subarray(end + 2, end + 2 + glyph.readUInt16BE(end)), streams);
  }
  writeBox(glyph, index, streams);
}

function writeInstructions(instructions: Buffer, streams: Streams): void {
  write255(streams.points, instructions.length);
  append(streams.instructions, instructions);
}

function writeBox(glyph: Buffer, index: number, { boxBits, boxes }: Streams): void {
  boxBits[index >> 3] = (boxBits[index >> 3] ?? 0) | (0x80 >> (index & 7));
  append(boxes, glyph.subarray(2, 10));
}

function append(stream: number[], bytes: Uint8Array): void {
  for (const byte of bytes) stream.push(byte);
}

function writeInt16(stream: number[], value: number): void {
  stream.push((value >> 8) & 0xff, value & 0xff);
}

/** 255UInt16: one byte below 253, two below 762, else three. */
function write255(stream: number[], value: number): void {
  if (value < 253) stream.push(value);
  else if (value < 506) stream.push(255, value - 253);
  else if (value < 762) stream.push(254, value - 506);
  else stream.push(253, value >> 8, value & 0xff);
}
