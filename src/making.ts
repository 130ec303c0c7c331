/** What a build loads once it knows that something has changed, see `load-making.ts`. */
export { makeBriefing } from './make-briefing.ts';
export { openBrowser } from './print/browser.ts';
