/** @jest-environment node */
import { noEntryInChangelog, staleLockFile, UNRELEASED_CHANGES, wrongTag } from './messages';
import { releaseProblems } from './releaseProblems';

const READY = {
  tag: 'v1.1.0',
  version: '1.1.0',
  lockedVersion: '1.1.0',
  changelog: '## [1.1.0] - 2026-02-01\n\n- A fault.\n\n## [1.0.0] - 2026-01-01\n\n- First release.\n',
};

describe('releaseProblems', () => {
  it.each([
    ['everything agrees', READY.changelog],
    ['the entry of unreleased changes is empty', `## [Unreleased]\n\n${READY.changelog}`],
  ])('has none if %s', (_, changelog) => {
    expect(releaseProblems({ ...READY, changelog })).toEqual([]);
  });

  it.each([
    ['the tag has another version', { tag: 'v1.2.0' }, wrongTag('v1.2.0', '1.1.0')],
    ['the tag has no "v"', { tag: '1.1.0' }, wrongTag('1.1.0', '1.1.0')],
    ['the lock file has another version', { lockedVersion: '1.0.0' }, staleLockFile('1.0.0', '1.1.0')],
    ['the newest entry has no date', { changelog: '## [1.1.0]\n\n- A fault.\n' }, noEntryInChangelog('1.1.0')],
    ['the newest entry is older', { changelog: '## [1.0.0] - 2026-01-01\n\n- First.\n' }, noEntryInChangelog('1.1.0')],
    [
      'changes are not released yet',
      { changelog: `## [Unreleased]\n\n- New.\n\n${READY.changelog}` },
      UNRELEASED_CHANGES,
    ],
  ])('has one if %s', (_, change, problem) => {
    expect(releaseProblems({ ...READY, ...change })).toEqual([problem]);
  });
});
