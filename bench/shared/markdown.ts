/** A table in Markdown. The first column is left-aligned, and the others are right-aligned. */
export function markdown(titles: readonly string[], rows: ReadonlyArray<readonly string[]>): string {
  const lines = [titles, titles.map((_, index) => (index === 0 ? '---' : '---:')), ...rows];
  return lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
