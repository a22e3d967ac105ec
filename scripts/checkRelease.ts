import lockFile from '../package-lock.json';
import { version } from '../package.json';
import { readChangelog } from './changelog';
import { readyForRelease, RELEASE_CHECK_USAGE } from './messages';
import { releaseProblems } from './releaseProblems';

/** Prints whether a tag can be released. The exit code is 1 if it cannot, and 2 if the tag is missing. */
function main([tag, ...others]: string[]): number {
  if (tag === undefined || others.length > 0) {
    console.error(RELEASE_CHECK_USAGE);
    return 2;
  }
  const problems = releaseProblems({ tag, version, lockedVersion: lockFile.version, changelog: readChangelog() });
  problems.forEach((problem) => console.error(problem));
  if (problems.length === 0) {
    console.log(readyForRelease(tag));
  }
  return problems.length === 0 ? 0 : 1;
}

process.exitCode = main(process.argv.slice(2));
