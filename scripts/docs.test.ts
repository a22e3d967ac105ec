import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';

const ROOT = path.join(__dirname, '..');
const FILES = execFileSync('git', ['ls-files', '-co', '--exclude-standard', '*.md'], { cwd: ROOT, encoding: 'utf8' })
  .split('\n')
  .filter((file) => file !== '' && !file.startsWith('.config/'));

/** The targets of links and images, without those on other hosts. */
function linksOf(file: string): string[] {
  const text = withoutCode(fs.readFileSync(path.join(ROOT, file), 'utf8'));
  return [...text.matchAll(/\]\(([^)\s]+)[^)]*\)/g)].map(([, target = '']) => target).filter((to) => !/^\w+:/.test(to));
}

function withoutCode(text: string): string {
  return text.replace(/```[\s\S]*?```/g, '').replace(/`[^`\n]*`/g, '`');
}

/** The anchors of the headings, as GitHub derives them. */
function anchorsOf(file: string): string[] {
  const text = fs.readFileSync(file, 'utf8').replace(/```[\s\S]*?```/g, '');
  return [...text.matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .replace(/\s/g, '-')
  );
}

/** The files of the repository that a document names in code. */
function pathsOf(file: string): string[] {
  const text = fs.readFileSync(path.join(ROOT, file), 'utf8');
  return [...text.matchAll(/`((?:src|simulator|workbench|scripts|dashboards|alerts|docs|lint|e2e)\/[\w./-]+)`/g)].map(
    ([, name = '']) => name
  );
}

describe('the documents', () => {
  it.each(FILES)('%s links only to files and headings that exist', (file) => {
    const dead = linksOf(file).filter((link) => {
      const [to = '', anchor] = link.split('#');
      const target = to === '' ? path.join(ROOT, file) : path.resolve(ROOT, path.dirname(file), to);
      return !fs.existsSync(target) || (anchor !== undefined && !anchorsOf(target).includes(anchor));
    });
    expect(dead).toEqual([]);
  });

  it('are all in the index', () => {
    const indexed = new Set(linksOf('docs/README.md').map((link) => path.join('docs', link.split('#')[0] ?? '')));
    const pages = FILES.filter((file) => file.startsWith('docs/') && file !== 'docs/README.md');
    expect(pages.filter((page) => !indexed.has(page))).toEqual([]);
  });

  it.each(FILES)('%s names only files that exist', (file) => {
    const missing = pathsOf(file).filter((name) => !fs.existsSync(path.join(ROOT, name)));
    expect(missing).toEqual([]);
  });
});
