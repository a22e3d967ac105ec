import { folderByUid, foldersTitled } from './grafana/api';
import { type Grafana } from './grafana/client';
import { ImportFailure } from './importFailure';
import { ambiguousFolder } from './messages';
import { type Folder, folderUid } from './plan/folder';

/**
 * The folder for new objects, by its title, if it is at the root, or by its uid at any level; undefined if it is to be
 * created.
 *
 * @param inUse the uids of the folders with Eastwest dashboards and rules, once for each of these
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
  // A folder that an import created keeps its uid when it is renamed.
  return titled[0] ?? (await folderByUid(grafana, titleOrUid)) ?? (await folderByUid(grafana, folderUid(titleOrUid)));
}

/** Of folders with the same title, the only one with Eastwest dashboards or rules. */
function oneOf(folders: readonly Folder[], title: string, inUse: readonly string[]): Folder {
  const counted = folders.map((folder) => ({ folder, count: inUse.filter((uid) => uid === folder.uid).length }));
  const [first, ...others] = counted.filter(({ count }) => count > 0);
  if (first && others.length === 0) {
    return first.folder;
  }
  const choices = counted.map(({ folder: { uid }, count }) => ({ uid, eastwestItems: count }));
  throw new ImportFailure(ambiguousFolder(title, choices));
}
