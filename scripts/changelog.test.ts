/** @jest-environment node */
import { version } from '../package.json';
import { entriesOf, entryOf, readChangelog } from './changelog';

const CHANGELOG = `# Changelog

Text before the entries.

## [Unreleased]

### Added

- Something [new](docs/new.md).

## [1.1.0] - 2026-02-01

### Fixed

- A fault.

## [1.0.0] - 2026-01-01
`;

describe('entriesOf', () => {
  it('splits a changelog into its entries', () => {
    expect(entriesOf(CHANGELOG)).toEqual([
      { name: 'Unreleased', date: undefined, text: '### Added\n\n- Something [new](docs/new.md).' },
      { name: '1.1.0', date: '2026-02-01', text: '### Fixed\n\n- A fault.' },
      { name: '1.0.0', date: '2026-01-01', text: '' },
    ]);
  });
});

describe('entryOf', () => {
  it('finds the entry of a version', () => {
    expect(entryOf('1.1.0', CHANGELOG)).toEqual({ name: '1.1.0', date: '2026-02-01', text: '### Fixed\n\n- A fault.' });
  });

  it.each(['1.2.0', 'Unreleased'])('fails for %s, which has no entry with a date', (name) => {
    expect(() => entryOf(name, CHANGELOG)).toThrow(`CHANGELOG.md has no entry with a date for version ${name}.`);
  });
});

describe('CHANGELOG.md', () => {
  const entries = entriesOf(readChangelog());
  const releases = entries.filter(({ name }) => name !== 'Unreleased');

  it('has the version of package.json as its newest release, and above it at most what is not released yet', () => {
    expect(releases[0]?.name).toBe(version);
    expect(entries.length - releases.length).toBeLessThanOrEqual(1);
    expect(entries.slice(-releases.length)).toEqual(releases);
  });

  it('has a date and text for each release, in descending order', () => {
    const dates = releases.map(({ date = '' }) => date);
    expect(dates.filter((date) => !/^\d{4}-\d\d-\d\d$/.test(date))).toEqual([]);
    expect(dates).toEqual([...dates].sort().reverse());
    expect(releases.filter(({ text }) => text === '')).toEqual([]);
  });
});
