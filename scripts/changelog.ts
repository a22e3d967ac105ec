import fs from 'node:fs';
import path from 'node:path';
import { noEntryInChangelog } from './messages';

/** An entry of the changelog. */
export interface ChangelogEntry {
  /** A version, or "Unreleased". */
  name: string;
  /** The day of the release, as YYYY-MM-DD. */
  date?: string;
  /** Markdown, without the heading. */
  text: string;
}

/** The entries of a changelog in the format of Keep a Changelog, the newest first. */
export function entriesOf(changelog: string): ChangelogEntry[] {
  const [, ...sections] = changelog.split(/^## /m);
  return sections.map((section) => {
    const [heading = '', ...lines] = section.split('\n');
    const [, name = heading, date] = /^\[(.+)\](?: - (\S+))?$/.exec(heading) ?? [];
    return { name, date, text: lines.join('\n').trim() };
  });
}

/**
 * The entry of a released version.
 *
 * @throws when the changelog has no entry with a date for it
 */
export function entryOf(version: string, changelog: string): Required<ChangelogEntry> {
  const entry = entriesOf(changelog).find(({ name }) => name === version);
  if (entry?.date === undefined) {
    throw new Error(noEntryInChangelog(version));
  }
  return { ...entry, date: entry.date };
}

/** The content of CHANGELOG.md. */
export function readChangelog(): string {
  return fs.readFileSync(path.join(__dirname, '../CHANGELOG.md'), 'utf8');
}
