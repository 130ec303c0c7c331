/** A logger for Vega and Vega-Lite that keeps what they say. */
export function collectingLogger() {
  const warnings: string[] = [];
  const errors: string[] = [];
  const text = (parts: unknown[]) =>
    parts.map((part) => (part instanceof Error ? part.message : String(part))).join(' ');
  const logger = {
    level: () => logger,
    error(...parts: unknown[]) {
      errors.push(text(parts));
      return logger;
    },
    warn(...parts: unknown[]) {
      warnings.push(text(parts));
      return logger;
    },
    info: () => logger,
    debug: () => logger,
  };
  return { logger, warnings, errors };
}
