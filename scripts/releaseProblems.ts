import { entriesOf } from './changelog';
import { noEntryInChangelog, staleLockFile, UNRELEASED_CHANGES, wrongTag } from './messages';

/** What has to agree when a version is released. */
export interface ReleaseSources {
  /** The Git tag, for example "v1.2.3". */
  tag: string;
  /** The version in package.json. */
  version: string;
  /** The version in package-lock.json. */
  lockedVersion: string;
  /** The content of CHANGELOG.md. */
  changelog: string;
}

/** The reasons not to release. */
export function releaseProblems({ tag, version, lockedVersion, changelog }: ReleaseSources): string[] {
  const entries = entriesOf(changelog);
  const unreleased = entries.find(({ name }) => name === 'Unreleased');
  const newest = entries.find((entry) => entry !== unreleased);
  return [
    ...(tag === `v${version}` ? [] : [wrongTag(tag, version)]),
    ...(lockedVersion === version ? [] : [staleLockFile(lockedVersion, version)]),
    ...(newest?.name === version && newest.date !== undefined ? [] : [noEntryInChangelog(version)]),
    ...(unreleased === undefined || unreleased.text === '' ? [] : [UNRELEASED_CHANGES]),
  ];
}
