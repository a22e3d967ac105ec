import { strToU8, zipSync } from 'fflate';
import { withKustomization } from '../../core/policy/files/kustomization';
import { type ObservationFacts } from '../../core/policy/files/policyFile';
import { type DraftFile } from '../../core/policy/review/draftFiles';
import { download } from '../../common/download';
import { ARCHIVE_FILE } from './messages';

/** Makes the browser save a file. Its name has its namespace, because browsers save all files to one folder. */
export function saveFile({ path, text }: DraftFile, facts: ObservationFacts): void {
  download(new Blob([text(facts)], { type: 'application/yaml' }), path.replace('/', '-'));
}

/** Makes the browser save all files as an archive with a folder for each namespace, and a kustomization that names them. */
export function saveArchive(files: readonly DraftFile[], facts: ObservationFacts): void {
  const written = withKustomization(files.map(({ path, text }) => ({ path, text: text(facts) })));
  const archive = zipSync(Object.fromEntries(written.map(({ path, text }) => [path, strToU8(text)])));
  download(new Blob([archive as BlobPart], { type: 'application/zip' }), ARCHIVE_FILE);
}
