import type { CDPSession, Protocol } from 'puppeteer-core';

/** What a page is looked at through. */
export interface Window {
  /** CSS pixels. */
  width: number;
  height: number;
  /** Device pixels of a CSS pixel. */
  scale: number;
}

export async function setWindow(session: CDPSession, { width, height, scale }: Window): Promise<void> {
  const metrics = { width, height, deviceScaleFactor: scale, mobile: false };
  await session.send('Emulation.setDeviceMetricsOverride', metrics);
}

export interface Take {
  /** CSS pixels of the page, within the window; everything in the window without it. */
  clip?: { x: number; y: number; width: number; height: number };
  /** Packs less: for a picture that is packed again. */
  optimizeForSpeed?: boolean;
}

/** What the window shows, as PNG. (Puppeteer's own `screenshot` takes one at a time of all tabs of a browser.) */
export async function screenshot(
  session: CDPSession,
  { clip, optimizeForSpeed = false }: Take = {},
): Promise<Uint8Array> {
  const request: Protocol.Page.CaptureScreenshotRequest = { format: 'png', optimizeForSpeed };
  if (clip) request.clip = { ...clip, scale: 1 };
  const { data } = await session.send('Page.captureScreenshot', request);
  return Buffer.from(data, 'base64');
}
