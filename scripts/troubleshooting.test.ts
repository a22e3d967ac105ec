/** @jest-environment node */
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';

const ROOT = path.join(__dirname, '..');
const PAGES = ['docs/troubleshooting.md', 'docs/setup/eks.md', 'docs/setup/vm.md', 'docs/setup/docker.md'];

/** Messages of Grafana, and words in quotation marks that are not messages. */
const NOT_OURS = ['modified', 'plugin not installed'];

/** The texts of all messages, with an ellipsis for each inserted value, and concatenated parts joined. */
const MESSAGES = execFileSync('git', ['ls-files', 'src/**/messages.ts'], { cwd: ROOT, encoding: 'utf8' })
  .trim()
  .split('\n')
  .map((file) => fs.readFileSync(path.join(ROOT, file), 'utf8'))
  .join('\n')
  .replace(/['"`]\s*\+\s*['"`]/g, '')
  .replace(/\\(['"`])/g, '$1');

/** The messages that a page quotes: texts in quotation marks, which can contain names in quotation marks. */
function quotedIn(page: string): string[] {
  const text = page
    .replace(/```[\s\S]*?```/g, '')
    .replace(/`[^`]*`/g, '')
    .replace(/\s+/g, ' ');
  return [...text.matchAll(/(?<=[\s(|])"((?:[^"]|"…")+)"/g)].map(([, quoted = '']) => quoted);
}

/** The parts of a quoted message that are not in the source of any message. */
function unknownParts(quoted: string): string[] {
  const parts = quoted.split('…').map((part) => part.replace(/^["\s:.,]+|["\s:,(]+$/g, ''));
  return parts.filter((part) => !MESSAGES.includes(part));
}

const read = (file: string) => fs.readFileSync(path.join(ROOT, file), 'utf8');

describe('the messages on the page about troubleshooting', () => {
  const quoted = quotedIn(read('docs/troubleshooting.md')).filter((text) => !NOT_OURS.includes(text));

  it('are many', () => {
    expect(quoted.length).toBeGreaterThan(60);
  });

  it.each(quoted)('are messages of the product: %s', (text) => {
    expect(unknownParts(text)).toEqual([]);
  });

  it('are found to be wrong if the product has another text', () => {
    expect(unknownParts('The clock of the gateway is late.')).toEqual(['The clock of the gateway is late.']);
    expect(quotedIn('See "No monitor "…" here" and | "b…" |')).toEqual(['No monitor "…" here', 'b…']);
  });
});

describe('the message of a successful test', () => {
  it.each(PAGES.slice(1))('in %s is what "Save & test" reports', (file) => {
    const [message = ''] = /^ *The data source is working\..*$/m.exec(read(file)) ?? [];
    const sentences = message.trim().split(/(?<=\.) (?=\d)/);
    expect(sentences).toHaveLength(3);
    const parts = ['The data source is working.', ' monitors ', ' nodes have a responding agent', ' (scraped every '];
    expect(parts.filter((part) => !message.includes(part) || !MESSAGES.includes(part))).toEqual([]);
  });
});
