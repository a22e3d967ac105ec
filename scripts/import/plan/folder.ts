import { fingerprint } from './canonical';

export interface Folder {
  uid: string;
  title: string;
}

/** As provisioning/alerting and terraform/ have it, too. */
export const DEFAULT_FOLDER: Folder = { uid: 'eastwest', title: 'Eastwest' };

/** The uid of a folder that an import creates. It follows from the title, so that two imports create one folder. */
export function folderUid(title: string): string {
  return title === DEFAULT_FOLDER.title ? DEFAULT_FOLDER.uid : `eastwest-${fingerprint(title)}`;
}
