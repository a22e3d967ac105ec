import { folderByUid, foldersTitled } from './grafana/api';
import { type Grafana } from './grafana/client';
import { ImportFailure } from './importFailure';
import { type Folder, folderUid } from './plan/folder';

/**
 * The folder for what is new: by its title, if that is at the root, or by its uid, wherever it is; undefined where it
 * is to be created.
 *
 * @param inUse the uids of the folders that have something of ours, once for each thing.
 */
export async function findFolder(
  grafana: Grafana,
  titleOrUid: string,
  inUse: readonly string[]
): Promise<Folder | undefined> {
  const titled = await foldersTitled(grafana, titleOrUid);
  if (titled.length > 1) {
    return oneOf(titled, titleOrUid, inUse);
  }
  // The one that an import created keeps its uid when people rename it.
  return titled[0] ?? (await folderByUid(grafana, titleOrUid)) ?? (await folderByUid(grafana, folderUid(titleOrUid)));
}

/** Of folders with one title, the only one that has something of ours. */
function oneOf(folders: readonly Folder[], title: string, inUse: readonly string[]): Folder {
  const counted = folders.map((folder) => ({ folder, count: inUse.filter((uid) => uid === folder.uid).length }));
  const [first, ...others] = counted.filter(({ count }) => count > 0);
  if (first && others.length === 0) {
    return first.folder;
  }
  const choices = counted.map(
    ({ folder: { uid }, count }) =>
      `  --folder ${uid}${count > 0 ? `   has ${count} of Eastwest’s dashboards and rules` : ''}`
  );
  throw new ImportFailure(
    `${folders.length} folders are called "${title}".`,
    `Give the uid of the right one:\n${choices.join('\n')}`
  );
}
