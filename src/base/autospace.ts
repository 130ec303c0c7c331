/**
 * The space between Chinese and Latin characters or digits (CSS Text 4, `text-autospace`) in drawings of their own. Not in
 * WebKit: where both are of one font, 2.50 makes the space and does not move what follows it, so that characters overlap.
 * The styles of a page have the same condition.
 */
export const autospaceRule =
  '@supports (text-spacing-trim:trim-start) or (not (hanging-punctuation:first)){svg{text-autospace:normal}}';
