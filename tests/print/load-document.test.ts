import { EventEmitter } from 'node:events';
import { expect, test } from 'vitest';
import { loadDocument } from '../../src/print/load-document.ts';
import type { Tab } from '../../src/print/tab.ts';

/** A tab whose browser asks for these while it loads the document. */
function tabThatAsksFor(requests: { url: string; resourceType: string }[]): Tab {
  const session = Object.assign(new EventEmitter(), { send: async () => ({}) });
  const goto = async () => {
    for (const { url, resourceType } of requests)
      session.emit('Fetch.requestPaused', { requestId: url, request: { url }, resourceType });
  };
  const page = Object.assign(new EventEmitter(), { goto, evaluate: async () => true });
  return { page, session } as unknown as Tab;
}

test.each([
  { what: 'the icon that a whole Chrome asks for by itself', resourceType: 'Other', url: '/favicon.ico' },
  { what: 'a picture of the page of that name', resourceType: 'Image', url: '/favicon.ico', refused: true },
  { what: 'anything else', resourceType: 'Other', url: '/manifest.json', refused: true },
])('$what', async ({ resourceType, url, refused = false }) => {
  const asked = [
    { url: 'https://page.invalid/', resourceType: 'Document' },
    { url: `https://page.invalid${url}`, resourceType },
  ];
  const loaded = loadDocument(tabThatAsksFor(asked), '<p>a</p>', 'a.pdf', { step: 'load', refused: [] });
  if (refused) await expect(loaded).rejects.toThrow(`the page asks for https://page.invalid${url}`);
  else await loaded;
});
