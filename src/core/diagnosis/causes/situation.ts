import { type JudgedCell } from '../judgedCell';
import { type Observations } from '../observations';
import { type Symptom } from '../symptom';
import { type Traffic } from '../traffic';
import { type Cause } from './cause';

/** What the rules of causes are applied to: the symptoms that no other cause explains yet, and the cells without its losses. */
export interface Situation {
  observations: Observations;
  traffic?: Traffic;
  symptoms: readonly Symptom[];
  cells: readonly JudgedCell[];
}

/** Finds the possible causes of a kind. */
export type CauseRule = (situation: Situation) => Cause[];
