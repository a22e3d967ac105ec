import { stringify } from 'yaml';

/** A file as it is committed: expressions and texts on one line each, so that a change shows as one. */
export function yamlFile(comments: readonly string[], content: object): string {
  const head = [...comments, 'Written by `npm run alerts`: change alerts/*.ts, not this file.'];
  return `${head.map((line) => `# ${line}\n`).join('')}${stringify(content, { lineWidth: 0, aliasDuplicateObjects: false })}`;
}

/** As Prometheus and Grafana write durations: "90s", "15m". */
export function duration(seconds: number): string {
  return seconds % 60 === 0 && seconds > 0 ? `${seconds / 60}m` : `${seconds}s`;
}
