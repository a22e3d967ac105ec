import { type Observable } from 'rxjs';
import { type Observations } from '../../../core/diagnosis/observations';
import { type Notice } from '../../../core/notice';
import { type Watched } from '../../../core/query/flowsQuery';

/** What is diagnosed. */
export interface DiagnosisRequest extends Pick<Observations, 'windows' | 'stepMs'> {
  watched?: Watched;
  /** The name of the cluster; absent if Prometheus has only one. */
  cluster?: string;
}

/** Some of the observations, and why others are missing. */
export interface Observed extends Partial<Omit<Observations, 'windows' | 'stepMs' | 'prices'>> {
  notices?: readonly Notice[];
}

/** Observations that are queried together. Emits once. Errors with what to do. */
export type ObservationPart = Observable<Observed>;

/** The whole time that a diagnosis is about. */
export function historyOf({ windows: { before, now } }: Pick<DiagnosisRequest, 'windows'>) {
  return { startMs: before.startMs, endMs: now.endMs };
}
