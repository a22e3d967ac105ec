import { type Diagnosis } from '../../src/core/diagnosis/diagnose';
import { type Observations } from '../../src/core/diagnosis/observations';

/** A diagnosis with the time at which it was made, and its observations. */
export interface Diagnosed {
  nowMs: number;
  observations: Observations;
  diagnosis: Diagnosis;
}
