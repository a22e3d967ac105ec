import { fingerprint } from './canonical';

export interface Folder {
  uid: string;
  title: string;
}

/** The same folder as in provisioning/alerting and terraform/. */
export const DEFAULT_FOLDER: Folder = { uid: 'eastwest', title: 'Eastwest' };

/** The UID of a folder that an import creates. It depends only on the title, so that two imports create one folder. */
export function folderUid(title: string): string {
  return title === DEFAULT_FOLDER.title ? DEFAULT_FOLDER.uid : `eastwest-${fingerprint(title)}`;
}
