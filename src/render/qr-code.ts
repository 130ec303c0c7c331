import { renderSVG } from 'uqr';
import { escapeHtml } from './html.ts';

/** A QR code of an address as an SVG picture with a name (ISO/IEC 18004, error correction M). */
export function qrCode(address: string, name: string): string {
  const svg = renderSVG(address, { ecc: 'M', border: 0, pixelSize: 4, whiteColor: '#fff', blackColor: '#16262e' });
  return svg.replace('<svg ', `<svg class="qr" role="img" aria-label="${escapeHtml(`${name}: ${address}`)}" `);
}
