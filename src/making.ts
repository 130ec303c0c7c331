/** What a batch loads, and a build once it knows that something has changed, see `load-making.ts`. */
export { makeBatch } from './make-batch.ts';
export { makeBriefing } from './make-briefing.ts';
export { openBrowser } from './print/browser.ts';
