import { repository, version } from '../package.json';
import { entryOf, readChangelog } from './changelog';
import { withAddresses } from './repository';

/**
 * A text of the archive, as Grafana and its catalog need it: links that work outside the repository, and the date of the
 * version instead of the day of the build, so that the same sources result in the same bytes. The scaffold's build
 * replaces the other placeholders.
 *
 * @param file relative to the root of the archive
 */
export function releaseText(file: string, source: string): string {
  switch (file.split('/').at(-1)) {
    case 'plugin.json':
      return source
        .replaceAll('%REPOSITORY%', repository)
        .replaceAll('%TODAY%', entryOf(version, readChangelog()).date);
    case 'README.md':
      return withAddresses(source, 'src');
    case 'CHANGELOG.md':
      return withAddresses(source, '');
    default:
      return source;
  }
}
