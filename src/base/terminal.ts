/** Where a command writes: results to `out`, progress and diagnostics to `error`. Each text is a whole line or more. */
export interface Terminal {
  out(text: string): void;
  error(text: string): void;
  /** A line that the next one replaces; nothing when nobody is watching. */
  status(text: string): void;
  /** Whether diagnostics may be coloured. */
  color: boolean;
}
