/** @jest-environment node */
import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { repository, version } from '../package.json';
import { addressOf, withAddresses } from './repository';

const ROOT = path.join(__dirname, '..');

describe('the address of the repository', () => {
  it('is only in package.json, so that it changes in one place', () => {
    const files = execFileSync('git', ['grep', '--untracked', '-lF', repository], { cwd: ROOT, encoding: 'utf8' });
    expect(files.trim().split('\n')).toEqual(['package.json']);
  });
});

describe('addressOf', () => {
  it('shows documents as pages, and images as themselves', () => {
    expect(addressOf('docs/scale.md')).toBe(`${repository}/blob/v${version}/docs/scale.md`);
    expect(addressOf('docs/img/node.png')).toBe(`${repository}/raw/v${version}/docs/img/node.png`);
  });
});

describe('withAddresses', () => {
  it.each([
    ['[Scale](docs/scale.md)', '', `[Scale](${repository}/blob/v${version}/docs/scale.md)`],
    ['[Rules](../docs/README.md#alerts)', 'src', `[Rules](${repository}/blob/v${version}/docs/README.md#alerts)`],
    ['![Node](../docs/img/node.png)', 'src', `![Node](${repository}/raw/v${version}/docs/img/node.png)`],
  ])('replaces the relative link in %s', (markdown, directory, expected) => {
    expect(withAddresses(markdown, directory)).toBe(expected);
  });

  it.each(['[Grafana](https://grafana.com/docs)', '[Set up](#set-up)', '[Mail](mailto:a@example.com)', 'f(x) [1] (y)'])(
    'keeps %s',
    (markdown) => {
      expect(withAddresses(markdown, 'docs')).toBe(markdown);
    }
  );
});
