/** Element at the end of what is read; a page that is opened as a file is painted once this is there. */
export const endOfPage = 'end';

/**
 * Runs in the page's head. A file is there as a whole: painted in parts, it would be laid out several times before it
 * answers. What comes over a network is painted as it comes.
 */
export const holdPaint = `/^http/.test(location.protocol)||document.head.insertAdjacentHTML('beforeend','<link rel="expect" href="#${endOfPage}" blocking="render">')`;
