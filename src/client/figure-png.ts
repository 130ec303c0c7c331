import type { Picture } from './figure-svg.ts';

/** A drawing as PNG, two pixels for one of CSS. */
export async function figurePng({ svg, width, height }: Picture): Promise<Blob> {
  const image = new Image();
  // A data address and not a blob's: the canvas of a page opened from disk must stay readable.
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = width * 2;
  canvas.height = height * 2;
  const context = canvas.getContext('2d');
  if (!context) throw new Error('this browser draws no pictures');
  // Some browsers set the fonts of such an image only after it was drawn once.
  context.drawImage(image, 0, 0, canvas.width, canvas.height);
  await new Promise((resolve) => setTimeout(resolve, 100));
  context.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('the picture is too large'))), 'image/png');
  });
}
