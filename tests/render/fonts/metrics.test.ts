import { describe, expect, it } from 'vitest';
import { loadMetrics } from '../../../src/render/fonts/metrics.ts';

const metrics = await loadMetrics();
const zh = { size: 10, bold: false, language: 'zh-Hans' };
const en = { size: 10, bold: false, language: 'en' };

describe('width of text', () => {
  it('counts a Chinese character as one em', () => {
    expect(metrics.width('城镇新增就业', zh)).toBeCloseTo(60);
    expect(metrics.width('城镇新增就业', en)).toBeCloseTo(60);
  });

  it('takes digits from Noto in Chinese and from Source in English', () => {
    expect(metrics.width('2023', zh)).toBeCloseTo(22.2);
    expect(metrics.width('2023', en)).toBeCloseTo(19.88);
  });

  it('has full-width quotes in Chinese and Latin ones in English', () => {
    expect(metrics.width('“”', zh)).toBeCloseTo(20);
    expect(metrics.width('“”', en)).toBeCloseTo(8.52);
  });

  it('has a full-width dash in Chinese', () => {
    expect(metrics.width('——', zh)).toBe(20);
    expect(metrics.width('—', en)).toBeCloseTo(8);
  });

  it('leaves an eighth of an em between Chinese characters and digits', () => {
    expect(metrics.width('2023年', zh)).toBeCloseTo(22.2 + 1.25 + 10);
    expect(metrics.width('46%的2.5人', zh)).toBeCloseTo(
      metrics.width('46%', zh) + 10 + metrics.width('2.5', zh) + 10 + 2.5,
    );
  });

  it('grows with size and weight', () => {
    expect(metrics.width('Jinan', { ...en, size: 20 })).toBeCloseTo(2 * metrics.width('Jinan', en));
    expect(metrics.width('Jinan', { ...en, bold: true })).toBeGreaterThan(metrics.width('Jinan', en));
  });

  it('asks the other family for a character that the first lacks', () => {
    expect(metrics.width('\u202f', zh)).toBeCloseTo(1.2);
    expect(metrics.width('①', en)).toBeCloseTo(10);
  });

  it('guesses a width for characters that no face has', () => {
    expect(metrics.width('한', en)).toBe(10);
    expect(metrics.width('ا', en)).toBe(5);
  });

  it('is zero for no text', () => {
    expect(metrics.width('', en)).toBe(0);
  });
});
