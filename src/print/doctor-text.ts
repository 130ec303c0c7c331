import type { Examination } from './doctor.ts';

/** An examination for people: what is there, what is chosen, and what to run where something is missing. */
export function doctorText({ node, platform, browsers, started, fonts, cache, missing }: Examination): string {
  const fontsFound = fonts.filter(({ found }) => found).length;
  const lines = [
    `Node.js   ${node}`,
    `platform  ${platform}`,
    `cache     ${cache.folder}${cache.writable ? '' : '  (may not be written to: a private temporary folder serves)'}`,
    `fonts     ${fontsFound} of ${fonts.length} packages`,
    'browsers  in the order of choice',
    ...(browsers.length === 0 ? ['  none'] : browsers.map(browserLine)),
  ];
  if (started) {
    const sandbox = started.sandbox ? 'sandbox on' : 'sandbox off (started as root, or the system forbids it)';
    lines.push(`started   ${started.product} in ${started.milliseconds} ms, ${sandbox}`);
  }
  if (missing.length === 0) return [...lines, '', 'nothing is missing'].join('\n');
  const advice = missing.map(({ what, command }) => `  ${what}\n    ${command}`);
  return [...lines, '', 'missing, and the command that mends it', ...advice].join('\n');
}

function browserLine({ path, version, why, chosen, problem }: Examination['browsers'][number]): string {
  const words = [why, version, problem].filter((word) => word !== undefined).join(', ');
  return `  ${chosen ? '→' : ' '} ${words}\n      ${path}`;
}
