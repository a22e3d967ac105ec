import { stringify } from 'yaml';

/**
 * A file as it is committed: expressions and texts on one line each, so that a change shows as one.
 *
 * @param command that writes it, which has the name of the folder that it is made from.
 */
export function yamlFile(comments: readonly string[], content: object, command = 'alerts'): string {
  const head = [...comments, `Written by \`npm run ${command}\`: change ${command}/*.ts, not this file.`];
  return `${head.map((line) => `# ${line}\n`).join('')}${stringify(content, { lineWidth: 0, aliasDuplicateObjects: false })}`;
}

/** As Prometheus and Grafana write durations: "90s", "15m". */
export function duration(seconds: number): string {
  return seconds % 60 === 0 && seconds > 0 ? `${seconds / 60}m` : `${seconds}s`;
}
