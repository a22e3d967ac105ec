import { type Attack } from './attack';
import { attacksByFraming } from './byFraming';
import { attacksByHeader } from './byHeader';
import { attacksByOperation } from './byOperation';
import { attacksByPath } from './byPath';

/** All attacks. */
export const ATTACKS: readonly Attack[] = [
  ...attacksByOperation(),
  ...attacksByPath(),
  ...attacksByHeader(),
  ...attacksByFraming(),
];
